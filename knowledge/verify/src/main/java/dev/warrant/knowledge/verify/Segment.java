package dev.warrant.knowledge.verify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/// One segment file and the fields of its header and records, by the offsets of
/// `docs/journal-format.md`.
final class Segment {
  static final int HEADER = 192;
  static final int RECORD = 64;
  static final int INPUT = 1;
  static final int DERIVED = 2;
  static final int CLOSE = 3;

  private static final int FLAGS = 3;
  private static final int HEADER_CRC_AT = 188;
  private static final int RUN_AT = 105;
  private static final int RUN_MAX = 63;
  private static final int RESERVED_AT = 180;
  private static final int DURABLE_KIND = 5;
  private static final byte[] MAGIC = {'W', 'A', 'R', 'R', 'A', 'N', 'T', 'J'};

  private final Path file;
  private ByteBuffer b = ByteBuffer.allocate(0);
  private boolean loaded;

  Segment(Path file) throws IOException {
    this.file = file;
    Bounded.size(file);
  }

  /// Its bytes, which are read when they are first needed.
  private ByteBuffer b() {
    if (!loaded) {
      try {
        b = ByteBuffer.wrap(Bounded.all(file)).order(ByteOrder.LITTLE_ENDIAN);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      loaded = true;
    }
    return b;
  }

  /// Lets go of its bytes until they are needed again.
  void release() {
    b = ByteBuffer.allocate(0);
    loaded = false;
  }

  /// All its bytes; not to be changed.
  byte[] array() {
    return b().array();
  }

  String file() {
    return file.toString();
  }

  int size() {
    return b().limit();
  }

  /// What is wrong with the header; empty if nothing is.
  String headerProblem() {
    if (size() < HEADER) {
      return "the segment has " + size() + " bytes, fewer than its header";
    }
    for (int i = 0; i < MAGIC.length; i++) {
      if (b().get(i) != MAGIC[i]) {
        return "no segment magic";
      }
    }
    if (checksum(0, HEADER_CRC_AT) != b().getInt(HEADER_CRC_AT)) {
      return "segment header checksum";
    }
    if (b().getInt(8) != 1 || b().getInt(12) != HEADER) {
      return "format version " + b().getInt(8) + ", this verifier knows 1";
    }
    int name = b().get(104);
    if ((b().getInt(20) & ~FLAGS) != 0) {
      return "flags " + b().getInt(20) + ", this verifier knows " + FLAGS;
    }
    if (name < 0
        || name > RUN_MAX
        || nonZero(RUN_AT + name, RUN_AT + RUN_MAX) >= 0
        || nonZero(RESERVED_AT, HEADER_CRC_AT) >= 0) {
      return "unused bytes of the segment header are not zero";
    }
    return "";
  }

  int index() {
    return b().getInt(16);
  }

  /// First segment of a writer.
  boolean epoch() {
    return (b().getInt(20) & 1) != 0;
  }

  boolean stripped() {
    return (b().getInt(20) & 2) != 0;
  }

  long firstSeq() {
    return b().getLong(24);
  }

  long declaredBytes() {
    return b().getLong(32);
  }

  byte[] inputHead() {
    return bytes(40, 32);
  }

  byte[] derivedHead() {
    return bytes(72, 32);
  }

  byte[] run() {
    return bytes(104, 1 + RUN_MAX);
  }

  /// Whether it can be the first of all: nothing is before it, and a writer began with it.
  boolean begins() {
    return index() == 1
        && (epoch() || stripped())
        && nonZero(40, 104) < 0
        && lastNanos() == 0
        && lastOrdinal() == 0;
  }

  long lastNanos() {
    return b().getLong(168);
  }

  int lastOrdinal() {
    return b().getInt(176);
  }

  /// Shorter than its writer made it: only a clean close does that.
  boolean shortened() {
    return headerProblem().isEmpty() && size() < declaredBytes();
  }

  /// What is wrong with the frame of the record at `at`; empty if nothing is.
  String frameProblem(int at) {
    if (b().get(at + 40) != 'W' || b().get(at + 41) != 'R') {
      return "neither a record nor zeros";
    }
    int length = length(at);
    if (length < RECORD || length > size() - at) {
      return "record length " + length;
    }
    return checksum(at + 4, at + length) == b().getInt(at) ? "" : "record checksum";
  }

  int length(int at) {
    return b().getInt(at + 36);
  }

  int kind(int at) {
    return b().get(at + 43) & 0xff;
  }

  int recordClass(int at) {
    return b().get(at + 42);
  }

  int ordinal(int at) {
    return b().getInt(at + 44);
  }

  long seq(int at) {
    return b().getLong(at + 48);
  }

  long nanos(int at) {
    return b().getLong(at + 56);
  }

  byte[] chain(int at) {
    return bytes(at + 4, 32);
  }

  byte[] bytes(int at, int length) {
    byte[] out = new byte[length];
    b().get(at, out);
    return out;
  }

  /// First byte in `[from, to)` that is not zero, or -1.
  int nonZero(int from, int to) {
    byte[] all = array();
    for (int i = from; i < to; i++) {
      if (all[i] != 0) {
        return i;
      }
    }
    return -1;
  }

  /// Whether a whole record from `from` on says that more than the first `conclusions` of input
  /// `seq` was on disk.
  boolean proves(int from, long seq, int conclusions) {
    for (int at = from; at <= size() - RECORD; at++) {
      // Cheap questions first: what looks like a record at every byte must not be summed at each.
      if (b().get(at + 40) == 'W' && covers(at, seq, conclusions) && frameProblem(at).isEmpty()) {
        return true;
      }
    }
    return false;
  }

  private boolean covers(int at, long seq, int conclusions) {
    if (recordClass(at) == CLOSE) {
      return seq(at) >= seq && length(at) == RECORD + Hashes.BYTES;
    }
    boolean mark =
        recordClass(at) == INPUT
            && b().get(at + 43) == DURABLE_KIND
            && length(at) == RECORD + 8
            && length(at) <= size() - at;
    if (!mark) {
      return false;
    }
    long through = b().getLong(at + RECORD);
    boolean more = ordinal(at) == -1 || ordinal(at) > conclusions;
    return through > seq || through == seq && more;
  }

  private int checksum(int from, int to) {
    CRC32C crc = new CRC32C();
    crc.update(b().array(), from, to - from);
    return (int) crc.getValue();
  }
}
