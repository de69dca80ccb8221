package dev.warrant.knowledge.journal;

import dev.warrant.knowledge.codec.NumberedFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// The names in a journal's folder.
final class SegmentFiles {
  /// A segment prepared ahead of time: zeros only.
  static final String PREPARED = "next.tmp";

  static final String LOCK = "lock";

  private static final Pattern NAME = Pattern.compile("[0-9]{8}-[0-9]{20}\\.wj");

  private SegmentFiles() {}

  /// `<index>-<first sequence number>.wj`, so that names sort in order.
  static String name(int index, long firstSeq) {
    return String.format(Locale.ROOT, "%08d-%020d.wj", index, firstSeq);
  }

  /// Index of the segment of this name.
  static int index(Path file) {
    return Integer.parseInt(file.getFileName().toString().substring(0, 8));
  }

  /// Sequence number of the first input in the segment of this name.
  static long firstSeq(Path file) {
    return Long.parseLong(file.getFileName().toString().substring(9, 29));
  }

  /// All segments in order; empty if there is no folder.
  static List<Path> list(Path folder) {
    return NumberedFiles.list(folder, NAME);
  }
}
