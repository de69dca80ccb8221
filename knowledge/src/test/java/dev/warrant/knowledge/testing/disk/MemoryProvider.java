package dev.warrant.knowledge.testing.disk;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.spi.FileSystemProvider;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What `java.nio.file.Files` asks of a [MemoryDisk].
final class MemoryProvider extends FileSystemProvider {
  @Override
  public String getScheme() {
    return "memory";
  }

  @Override
  public FileSystem newFileSystem(URI uri, Map<String, ?> env) {
    throw new UnsupportedOperationException();
  }

  @Override
  public FileSystem getFileSystem(URI uri) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Path getPath(URI uri) {
    throw new UnsupportedOperationException();
  }

  @Override
  public SeekableByteChannel newByteChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    return newFileChannel(path, options, attributes);
  }

  @Override
  public FileChannel newFileChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    MemoryDisk disk = MemoryPath.of(path).disk();
    String name = MemoryPath.of(path).text();
    boolean write = options.contains(StandardOpenOption.WRITE);
    if (disk.isFolder(name) && !write) {
      return new MemoryChannel(disk, name, null);
    }
    MemoryFile file = disk.file(name);
    if (file != null && options.contains(StandardOpenOption.CREATE_NEW)) {
      throw new FileAlreadyExistsException(name);
    }
    boolean make =
        options.contains(StandardOpenOption.CREATE)
            || options.contains(StandardOpenOption.CREATE_NEW);
    if (file == null) {
      if (!make || !write) {
        throw new NoSuchFileException(name);
      }
      file = disk.create(name);
    } else if (write && file.size() > 0 && options.contains(StandardOpenOption.TRUNCATE_EXISTING)) {
      disk.truncate(name, file, 0);
    }
    return new MemoryChannel(disk, name, file);
  }

  @Override
  public DirectoryStream<Path> newDirectoryStream(
      Path dir, DirectoryStream.Filter<? super Path> filter) throws IOException {
    MemoryDisk disk = MemoryPath.of(dir).disk();
    List<Path> found = new ArrayList<>();
    for (String name : disk.list(MemoryPath.of(dir).text())) {
      found.add(disk.path(name));
    }
    return new DirectoryStream<>() {
      @Override
      public Iterator<Path> iterator() {
        return found.iterator();
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public void createDirectory(Path dir, FileAttribute<?>... attributes) throws IOException {
    MemoryPath.of(dir).disk().makeFolder(MemoryPath.of(dir).text());
  }

  @Override
  public void delete(Path path) throws IOException {
    MemoryPath.of(path).disk().remove(MemoryPath.of(path).text());
  }

  @Override
  public void copy(Path source, Path target, CopyOption... options) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void move(Path source, Path target, CopyOption... options) throws IOException {
    MemoryPath.of(source).disk().rename(MemoryPath.of(source).text(), MemoryPath.of(target).text());
  }

  @Override
  public boolean isSameFile(Path one, Path other) {
    return one.equals(other);
  }

  @Override
  public boolean isHidden(Path path) {
    return false;
  }

  @Override
  public FileStore getFileStore(Path path) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void checkAccess(Path path, AccessMode... modes) throws IOException {
    MemoryPath at = MemoryPath.of(path);
    if (!at.disk().isFolder(at.text()) && at.disk().file(at.text()) == null) {
      throw new NoSuchFileException(at.text());
    }
  }

  @Override
  public <V extends FileAttributeView> @Nullable V getFileAttributeView(
      Path path, Class<V> type, LinkOption... options) {
    return null;
  }

  @Override
  public <A extends BasicFileAttributes> A readAttributes(
      Path path, Class<A> type, LinkOption... options) throws IOException {
    MemoryPath at = MemoryPath.of(path);
    boolean folder = at.disk().isFolder(at.text());
    return type.cast(new MemoryAttributes(folder, folder ? 0 : at.disk().known(at.text()).size()));
  }

  @Override
  public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void setAttribute(Path path, String attribute, Object value, LinkOption... options) {
    throw new UnsupportedOperationException();
  }
}
