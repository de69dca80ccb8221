package dev.warrant.knowledge.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// What a journal's records say of its trace: which epoch had how many nodes under which root.
final class Claims {
  private static final int STARTED = 1;
  private static final int STOPPED = 8;
  private static final int TRACE_HEAD = 74;

  /// A trace head.
  ///
  /// @param leaf the record that says so
  @SuppressWarnings("ArrayRecordComponent") // nobody else sees it, and nobody compares
  record Claim(long leaf, long size, byte[] root) {}

  /// One life of the desk.
  static final class Life {
    private final List<Claim> claims = new ArrayList<>();
    private boolean stopping;
    private boolean stopped;

    List<Claim> claims() {
      return claims;
    }

    /// Whether it ended in order, its trace with it: one killed between its stop and the trace head
    /// of that did not.
    boolean stopped() {
      return stopped;
    }
  }

  private final TreeMap<Integer, Life> lives = new TreeMap<>();

  /// A life whose start was retired.
  private final Life first = new Life();

  private Life life = first;

  /// Takes a record in.
  void record(Segment s, int at, long leaf) {
    int kind = s.kind(at);
    if (s.recordClass(at) == Segment.INPUT) {
      if (kind == STARTED) {
        life = new Life();
        lives.put((int) signed(s, at + Segment.RECORD), life);
      }
      life.stopping = kind == STOPPED;
      life.stopped = false;
    } else if (s.recordClass(at) == Segment.DERIVED && kind == TRACE_HEAD) {
      int end = at + s.length(at);
      long size = signed(s, at + Segment.RECORD);
      life.claims.add(new Claim(leaf, size, s.bytes(end - Hashes.BYTES, Hashes.BYTES)));
      life.stopped = life.stopping;
    }
  }

  /// The signed variable-length integer at `at`.
  private static long signed(Segment s, int at) {
    byte[] b = s.array();
    long value = 0;
    int i = at;
    for (int shift = 0; shift < Long.SIZE && i < b.length; shift += 7) {
      value |= (long) (b[i] & 0x7f) << shift;
      if (b[i++] >= 0) {
        break;
      }
    }
    return value >>> 1 ^ -(value & 1);
  }

  /// The lives by their epochs.
  ///
  /// @param retired whether records before the first that is there were retired: then what comes
  ///   before the first start is of the life before that
  /// @param last the last epoch of which there is a trace, for where there is no start at all
  TreeMap<Integer, Life> lives(boolean retired, int last) {
    TreeMap<Integer, Life> out = new TreeMap<>(lives);
    int epoch = lives.isEmpty() ? Math.max(1, last) : lives.firstKey() - 1;
    if (retired && epoch > 0) {
      out.put(epoch, first);
    }
    return out;
  }
}
