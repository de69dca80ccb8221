package dev.warrant.knowledge.store;

import dev.warrant.knowledge.unit.Digest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;

/// Tells whether the projection's file is as it was built, and by whom: by this user. The database
/// does not notice changed values by itself, and runs code that stands in it. The file is only read
/// after it was built, so size, times and digest stand beside it, under a key that nobody else has.
/// A large file whose size and times are as they were is not read for this.
final class FileSum {
  private static final long ALWAYS_READ = 256L << 20;
  private static final int CHUNK = 1 << 20;

  /// Stamp, and what vouches for stamp and digest.
  private static final int PARTS = 3;

  private FileSum() {}

  /// Notes how `file` is now. Without a key nothing is noted, and the file is built again.
  static void note(Path file, Path beside, OwnKey key) throws IOException {
    String stamp = stamp(file);
    String noted;
    try {
      noted = stamp + "\n" + key.vouch("stamp " + stamp) + "\n" + key.vouch("sum " + sum(file));
    } catch (IOException e) {
      Files.deleteIfExists(beside);
      return;
    }
    Path next = beside.resolveSibling(beside.getFileName() + ".tmp");
    Files.writeString(next, noted);
    Files.move(next, beside, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  /// Whether it is as it was noted with this key.
  static boolean holds(Path file, Path beside, OwnKey key) {
    try {
      String[] noted = Files.readString(beside, StandardCharsets.ISO_8859_1).split("\n", -1);
      if (noted.length != PARTS) {
        return false;
      }
      String stamp = stamp(file);
      boolean untouched =
          Files.size(file) > ALWAYS_READ
              && noted[0].equals(stamp)
              && key.vouched("stamp " + stamp, noted[1]);
      return untouched || key.vouched("sum " + sum(file), noted[2]);
    } catch (IOException e) {
      return false;
    }
  }

  /// With the time at which the file was changed in any way, which nobody sets, where the system
  /// has one.
  private static String stamp(Path file) throws IOException {
    String changed;
    try {
      changed = String.valueOf(Files.getAttribute(file, "unix:ctime"));
    } catch (UnsupportedOperationException | IllegalArgumentException e) {
      changed = "-";
    }
    return Files.size(file) + " " + Files.getLastModifiedTime(file) + " " + changed;
  }

  private static String sum(Path file) throws IOException {
    MessageDigest sha = Digest.newSha256();
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
    try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
      while (in.read(chunk) >= 0) {
        sha.update(chunk.flip());
        chunk.clear();
      }
    }
    return HexFormat.of().formatHex(sha.digest());
  }
}
