package dev.warrant.knowledge.testing.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import org.jspecify.annotations.Nullable;

/// A file of a [MemoryDisk] that is open, or a folder that can be forced.
final class MemoryChannel extends FileChannel {
  private final MemoryDisk disk;
  private final String path;
  private final @Nullable MemoryFile file;
  private long position;

  MemoryChannel(MemoryDisk disk, String path, @Nullable MemoryFile file) {
    this.disk = disk;
    this.path = path;
    this.file = file;
  }

  private MemoryFile file() throws IOException {
    if (file == null) {
      throw new IOException("Is a directory");
    }
    return file;
  }

  @Override
  public int read(ByteBuffer to) throws IOException {
    int n = read(to, position);
    position += Math.max(n, 0);
    return n;
  }

  @Override
  public long read(ByteBuffer[] to, int offset, int length) {
    throw new UnsupportedOperationException();
  }

  @Override
  public int read(ByteBuffer to, long at) throws IOException {
    MemoryFile from = file();
    int n = (int) Math.min(to.remaining(), from.size() - at);
    if (at >= from.size()) {
      return to.hasRemaining() ? -1 : 0;
    }
    to.put(from.bytes(), (int) at, n);
    return n;
  }

  @Override
  public int write(ByteBuffer from) throws IOException {
    int n = write(from, position);
    position += n;
    return n;
  }

  @Override
  public long write(ByteBuffer[] from, int offset, int length) {
    throw new UnsupportedOperationException();
  }

  @Override
  public int write(ByteBuffer from, long at) throws IOException {
    byte[] bytes = new byte[from.remaining()];
    from.duplicate().get(bytes);
    disk.write(path, file(), (int) at, bytes, 0, bytes.length);
    from.position(from.limit());
    return bytes.length;
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public FileChannel position(long to) {
    position = to;
    return this;
  }

  @Override
  public long size() throws IOException {
    return file().size();
  }

  @Override
  public FileChannel truncate(long size) throws IOException {
    if (size < file().size()) {
      disk.truncate(path, file(), (int) size);
    }
    position = Math.min(position, size);
    return this;
  }

  @Override
  public void force(boolean metaData) throws IOException {
    if (file == null) {
      disk.forceNames(path);
    } else {
      disk.force(path, file);
    }
  }

  @Override
  public long transferTo(long at, long count, WritableByteChannel to) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long transferFrom(ReadableByteChannel from, long at, long count) {
    throw new UnsupportedOperationException();
  }

  @Override
  public MappedByteBuffer map(MapMode mode, long at, long size) {
    throw new UnsupportedOperationException();
  }

  @Override
  public FileLock lock(long at, long size, boolean shared) {
    return tryLock(at, size, shared);
  }

  /// Nobody else is there.
  @Override
  public FileLock tryLock(long at, long size, boolean shared) {
    return new FileLock(this, at, size, shared) {
      @Override
      public boolean isValid() {
        return isOpen();
      }

      @Override
      public void release() {}
    };
  }

  @Override
  protected void implCloseChannel() {}
}
