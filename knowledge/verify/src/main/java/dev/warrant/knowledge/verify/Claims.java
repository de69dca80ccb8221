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
  private Life life = new Life();

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

  TreeMap<Integer, Life> lives() {
    return lives;
  }
}
