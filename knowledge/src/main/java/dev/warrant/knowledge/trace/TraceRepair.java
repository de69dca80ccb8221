package dev.warrant.knowledge.trace;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.zip.CRC32C;

/// Cuts the trace of a life that ended with a loss of power to the nodes before the first that did
/// not reach the disk, as the journal is cut, and forces what is left. Of files of which nothing
/// was forced any part may be missing; those before the last two were forced ([FullFiles]). What is
/// cut away is derived again by a replay; that a life which stopped in order lacks something is
/// still found by who verifies, against the journal.
final class TraceRepair {
  private static final int UNFORCED = 2;

  private final CRC32C crc = new CRC32C();

  /// Index that the first node of the next file has; -1 if any may.
  private long next = -1;

  private TraceRepair() {}

  /// Makes the last trace before `epoch` whole, if there is one.
  static void before(Path folder, int epoch) throws IOException {
    List<Path> all =
        TraceFormat.list(folder).stream().filter(f -> TraceFormat.epoch(f) < epoch).toList();
    if (all.isEmpty()) {
      return;
    }
    int last = TraceFormat.epoch(all.getLast());
    new TraceRepair().cut(folder, all.stream().filter(f -> TraceFormat.epoch(f) == last).toList());
  }

  private void cut(Path folder, List<Path> files) throws IOException {
    int from = Math.max(0, files.size() - UNFORCED);
    next = from == 0 ? 0 : -1;
    for (int i = from; i < files.size(); i++) {
      byte[] b = Files.readAllBytes(files.get(i));
      int whole = whole(b);
      boolean ends = whole < b.length || whole == 0;
      if (ends) {
        // The later ones first: what is left is a beginning at any time.
        for (int later = files.size() - 1; later > i || later == i && whole == 0; later--) {
          Files.delete(files.get(later));
        }
      }
      if (whole > 0) {
        force(files.get(i), whole);
      }
      if (ends) {
        break;
      }
    }
    FullFiles.names(folder);
  }

  /// What its own life did not force: the next one may lose the power too.
  private static void force(Path file, int length) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(length);
      channel.force(true);
    }
  }

  /// Bytes of a file up to the first node that is not sound; 0 if not even its header is, or it
  /// does not go on where the one before ended.
  private int whole(byte[] b) {
    ByteBuffer in = ByteBuffer.wrap(b).order(ByteOrder.LITTLE_ENDIAN);
    int sum = TraceFormat.HEADER_BYTES - Integer.BYTES;
    if (b.length < TraceFormat.HEADER_BYTES
        || in.getLong(0) != TraceFormat.MAGIC
        || in.getInt(sum) != sum(b, 0, sum)) {
      return 0;
    }
    long first = in.getLong(sum - Long.BYTES);
    if (next >= 0 && first != next) {
      return 0;
    }
    int at = TraceFormat.HEADER_BYTES;
    next = first;
    while (at + TraceFormat.FRAME_BYTES <= b.length) {
      int start = at + TraceFormat.FRAME_BYTES;
      int length = in.getInt(at);
      // No node is of no bytes, and zeros have the checksum of nothing.
      if (length <= 0
          || length > b.length - start
          || in.getInt(at + Integer.BYTES) != sum(b, start, start + length)) {
        break;
      }
      at = start + length;
      next++;
    }
    return at;
  }

  private int sum(byte[] b, int from, int to) {
    crc.reset();
    crc.update(b, from, to - from);
    return (int) crc.getValue();
  }
}
