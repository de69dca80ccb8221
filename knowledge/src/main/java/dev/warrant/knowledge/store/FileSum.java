package dev.warrant.knowledge.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/// Tells whether the projection's file is as it was built. The database does not notice changed
/// values by itself. The file is only read after it was built, so size, time and checksum stand
/// beside it. A large file whose size and time are as they were is not read for this.
final class FileSum {
  private static final long ALWAYS_READ = 256L << 20;
  private static final int CHUNK = 1 << 20;

  private FileSum() {}

  /// Notes how `file` is now.
  static void note(Path file, Path beside) throws IOException {
    Path next = beside.resolveSibling(beside.getFileName() + ".tmp");
    Files.writeString(next, stamp(file) + " " + Long.toHexString(sum(file)));
    Files.move(next, beside, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  /// Whether it is as it was noted.
  static boolean holds(Path file, Path beside) {
    try {
      String noted = Files.readString(beside, StandardCharsets.ISO_8859_1);
      boolean untouched = Files.size(file) > ALWAYS_READ && noted.startsWith(stamp(file) + " ");
      return untouched || noted.endsWith(" " + Long.toHexString(sum(file)));
    } catch (IOException e) {
      return false;
    }
  }

  private static String stamp(Path file) throws IOException {
    return Files.size(file) + " " + Files.getLastModifiedTime(file);
  }

  private static long sum(Path file) throws IOException {
    CRC32C crc = new CRC32C();
    ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK);
    try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
      while (in.read(chunk) >= 0) {
        crc.update(chunk.flip());
        chunk.clear();
      }
    }
    return crc.getValue();
  }
}
