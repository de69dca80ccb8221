package dev.warrant.knowledge.cuts;

import dev.warrant.knowledge.codec.NumberedFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Names and layout of the files of kept cuts.
///
/// A file begins with [#MAGIC]; then come frames of [#FRAME_BYTES] bytes of header and the bytes of
/// one cut, deflated as the continuation of the frames since the last key frame. All integers are
/// little-endian.
final class CutFiles {
  /// `WCUTS001` read as a little-endian `long`.
  static final long MAGIC = 0x3130305354554357L;

  /// A file is closed once it is larger.
  static final int FILE_BYTES = 8 << 20;

  /// A key frame is the first of so many.
  static final int GROUP = 64;

  static final int FRAME_BYTES = 24;
  static final int F_CRC = 0;
  static final int F_LENGTH = 4;
  static final int F_RAW = 8;
  static final int F_KEY = 12;
  static final int F_SEQ = 16;

  /// No cut is larger, inflated or not.
  static final int CUT_BYTES_MAX = 4 << 20;

  private static final Pattern NAME = Pattern.compile("cuts-[0-9]{5}-[0-9]{20}\\.bin");

  private CutFiles() {}

  static String name(int epoch, long firstSeq) {
    return String.format(Locale.ROOT, "cuts-%05d-%020d.bin", epoch, firstSeq);
  }

  static int epoch(Path file) {
    return Integer.parseInt(file.getFileName().toString().substring(5, 10));
  }

  static long firstSeq(Path file) {
    return Long.parseLong(file.getFileName().toString().substring(11, 31));
  }

  /// All files in order; none if there is no folder.
  static List<Path> list(Path folder) {
    return NumberedFiles.list(folder, NAME);
  }
}
