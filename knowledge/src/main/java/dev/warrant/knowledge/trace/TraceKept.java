package dev.warrant.knowledge.trace;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// Files beside an index: magic, bytes of the trace file that was read for it, checksum of what
/// follows, all little-endian.
final class TraceKept {
  private static final int HEADER_BYTES = 20;
  private static final int COVERED = 8;
  private static final int SUM = 16;

  private TraceKept() {}

  /// Writes a file at once or not at all. A place that cannot be written, such as an archive, is
  /// left alone: whoever asks next makes it again.
  static void put(Path file, byte[] bytes) {
    try {
      Files.createDirectories(file.getParent());
      Path next = file.resolveSibling(file.getFileName() + ".tmp");
      Files.write(next, bytes);
      Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      return; // see above
    }
  }

  /// Writes what was made.
  static ByteBuffer write(Path file, long magic, long covered, byte[] made) {
    ByteBuffer out = ByteBuffer.allocate(HEADER_BYTES + made.length).order(ByteOrder.LITTLE_ENDIAN);
    out.putLong(magic).putLong(covered).putInt(0).put(made);
    out.putInt(SUM, sum(out));
    put(file, out.array());
    return content(out);
  }

  /// What was written; null if it is not there, of other bytes, or not as it was written.
  static @Nullable ByteBuffer open(Path file, long magic, long covered) {
    try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer map =
          in.map(FileChannel.MapMode.READ_ONLY, 0, in.size()).order(ByteOrder.LITTLE_ENDIAN);
      boolean sound =
          map.limit() >= HEADER_BYTES
              && map.getLong(0) == magic
              && map.getLong(COVERED) == covered
              && map.getInt(SUM) == sum(map);
      return sound ? content(map) : null;
    } catch (IOException e) {
      return null;
    }
  }

  private static ByteBuffer content(ByteBuffer whole) {
    int length = whole.capacity() - HEADER_BYTES;
    return whole.slice(HEADER_BYTES, length).asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
  }

  private static int sum(ByteBuffer whole) {
    CRC32C crc = new CRC32C();
    crc.update(whole.duplicate().position(HEADER_BYTES).limit(whole.capacity()));
    return (int) crc.getValue();
  }
}
