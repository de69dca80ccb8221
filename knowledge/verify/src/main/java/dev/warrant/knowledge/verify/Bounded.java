package dev.warrant.knowledge.verify;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// Reads files that whoever is doubted may have put there: a pipe in the place of a file would keep
/// a verifier waiting for ever, and a file of holes fill all memory there is.
final class Bounded {
  /// More than any file of a run has.
  static final int FILE_MOST = 1 << 30;

  private Bounded() {}

  /// All of a file.
  ///
  /// @throws java.nio.file.NoSuchFileException if there is none
  /// @throws IOException also if it is no file, or of more than [#FILE_MOST] bytes
  static byte[] all(Path file) throws IOException {
    size(file);
    return Files.readAllBytes(file);
  }

  /// How many bytes it has.
  ///
  /// @throws IOException as [#all]
  static long size(Path file) throws IOException {
    regular(file);
    long bytes = Files.size(file);
    if (bytes > FILE_MOST) {
      throw new IOException(
          file + " has " + bytes + " bytes, no file of a run has more than " + FILE_MOST);
    }
    return bytes;
  }

  /// The first bytes of a file: who allows fewer than it has, finds that by their number.
  static byte[] beginning(Path file, int most) throws IOException {
    regular(file);
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(most);
    }
  }

  private static void regular(Path file) throws IOException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new IOException(file + " is no file");
    }
  }
}
