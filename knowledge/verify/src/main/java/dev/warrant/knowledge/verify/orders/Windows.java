package dev.warrant.knowledge.verify.orders;

import java.util.ArrayDeque;
import java.util.List;
import java.util.TreeSet;

/// Messages of the last ten seconds, counted by tenths of a second, and refused ones among the last
/// hundred orders of the last fifteen minutes, as they were last written down.
final class Windows {
  private static final long TENTH = 100_000_000L;
  private static final int TENTHS = 100;
  private static final int ORDERS = 100;
  private static final long AGE = 15 * 60 * 1_000_000_000L;

  private final ArrayDeque<long[]> messages = new ArrayDeque<>();
  private final ArrayDeque<long[]> answers = new ArrayDeque<>();
  private long head = Long.MIN_VALUE;
  private long count;

  /// What was written for sure, and what may have been written since: a fill whose slippage could
  /// not be told wrote nothing.
  private long written;

  private final TreeSet<Long> perhaps = new TreeSet<>();
  private long rejects;

  void message(long nanos) {
    advance(nanos);
    long[] last = messages.peekLast();
    if (last != null && last[0] == head) {
      last[1]++;
    } else {
      messages.addLast(new long[] {head, 1});
    }
    count++;
    write(nanos);
  }

  private void advance(long nanos) {
    head = Math.max(head, Math.floorDiv(nanos, TENTH));
    for (long[] m = messages.peekFirst();
        m != null && head - m[0] > TENTHS;
        m = messages.peekFirst()) {
      count -= m[1];
      messages.removeFirst();
    }
  }

  void answered(boolean refused, long nanos) {
    forget(nanos);
    if (answers.size() == ORDERS) {
      answers.removeFirst();
    }
    answers.addLast(new long[] {nanos, refused ? 1 : 0});
    write(nanos);
  }

  private void forget(long nanos) {
    while (!answers.isEmpty() && nanos - answers.getFirst()[0] >= AGE) {
      answers.removeFirst();
    }
  }

  void write(long nanos) {
    advance(nanos);
    written = count;
    perhaps.clear();
    forget(nanos);
    long sum = 0;
    for (long[] a : answers) {
      sum += a[1];
    }
    rejects = sum;
  }

  /// A fill took: whether that was written depends on what the book was when it was decided.
  void mayWrite(long nanos) {
    advance(nanos);
    perhaps.add(count);
  }

  long messages() {
    return written;
  }

  /// Other values that may have been written since.
  List<Long> messagesPerhaps() {
    return List.copyOf(perhaps);
  }

  long rejectsPpm() {
    return rejects * (1_000_000L / ORDERS);
  }
}
