package dev.warrant.reasoning.smt;

/// Where unknowns lie: unknown `i` from `from(i)` to `to(i)`.
public final class Box {
  private final long[] from;
  private final long[] to;

  private Box(long[] from, long[] to) {
    this.from = from;
    this.to = to;
  }

  /// One unknown.
  public static Box of(long from, long to) {
    return new Box(new long[] {from}, new long[] {to});
  }

  /// A single point.
  public static Box at(long... point) {
    return new Box(point.clone(), point.clone());
  }

  /// How many unknowns.
  public int unknowns() {
    return from.length;
  }

  /// Least value of unknown `i`.
  public long from(int i) {
    return from[i];
  }

  /// Greatest value of unknown `i`.
  public long to(int i) {
    return to[i];
  }
}
