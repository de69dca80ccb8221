package dev.warrant.knowledge.cuts;

import dev.warrant.knowledge.codec.ByteSink;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/// Writes cuts into files, each as soon as it is handed in. One thread only.
final class CutWriter implements AutoCloseable {
  private final Path folder;
  private final CutCoder coder = new CutCoder();
  private final ByteSink raw = new ByteSink(1 << 14);
  private final Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
  private final CRC32C crc = new CRC32C();
  private ByteBuffer frame = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);
  private @Nullable FileChannel file;
  private int epoch;
  private long inFile;
  private int inGroup;
  private long bytes;
  private long cuts;

  CutWriter(Path folder) {
    this.folder = folder;
  }

  void write(KeptCut kept) throws IOException {
    FileChannel to = file(kept);
    boolean key = inGroup == 0;
    if (key) {
      coder.key();
      deflater.reset();
    }
    raw.restart(0);
    coder.write(raw, kept);
    deflate();
    frame.putInt(CutFiles.F_LENGTH, frame.position() - CutFiles.FRAME_BYTES);
    frame.putInt(CutFiles.F_RAW, raw.size());
    frame.putInt(CutFiles.F_KEY, key ? 1 : 0);
    frame.putLong(CutFiles.F_SEQ, kept.cut().seq());
    crc.reset();
    crc.update(frame.array(), CutFiles.F_LENGTH, frame.position() - CutFiles.F_LENGTH);
    frame.putInt(CutFiles.F_CRC, (int) crc.getValue());
    frame.flip();
    int length = frame.remaining();
    while (frame.hasRemaining()) {
      to.write(frame);
    }
    inFile += length;
    bytes += length;
    cuts++;
    inGroup = (inGroup + 1) % CutFiles.GROUP;
  }

  private void deflate() {
    frame.clear().position(CutFiles.FRAME_BYTES);
    deflater.setInput(raw.array(), 0, raw.size());
    do {
      if (!frame.hasRemaining()) {
        grow();
      }
      int n =
          deflater.deflate(frame.array(), frame.position(), frame.remaining(), Deflater.SYNC_FLUSH);
      frame.position(frame.position() + n);
    } while (!frame.hasRemaining());
  }

  private void grow() {
    ByteBuffer larger = ByteBuffer.allocate(2 * frame.capacity()).order(ByteOrder.LITTLE_ENDIAN);
    frame.flip();
    frame = larger.put(frame);
  }

  /// The file for a cut: a new one at a new epoch, and where the one before is full.
  private FileChannel file(KeptCut kept) throws IOException {
    FileChannel open = file;
    boolean other = kept.cut().epoch() != epoch;
    if (open != null && !other && (inGroup != 0 || inFile < CutFiles.FILE_BYTES)) {
      return open;
    }
    closeFile();
    Files.createDirectories(folder);
    if (other) {
      epoch = kept.cut().epoch();
      // Those of a start of the same number that never reached the journal.
      for (Path old : CutFiles.list(folder)) {
        if (CutFiles.epoch(old) == epoch) {
          Files.delete(old);
        }
      }
    }
    FileChannel made =
        FileChannel.open(
            folder.resolve(CutFiles.name(epoch, kept.cut().seq())),
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE);
    ByteBuffer head =
        ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(CutFiles.MAGIC);
    inFile = made.write(head.flip());
    bytes += inFile;
    inGroup = 0;
    file = made;
    return made;
  }

  private void closeFile() throws IOException {
    if (file != null) {
      file.close();
      file = null;
    }
  }

  /// Cuts written.
  long cuts() {
    return cuts;
  }

  /// Bytes written.
  long bytes() {
    return bytes;
  }

  @Override
  public void close() throws IOException {
    deflater.end();
    closeFile();
  }
}
