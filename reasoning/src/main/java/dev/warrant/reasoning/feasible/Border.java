package dev.warrant.reasoning.feasible;

import java.util.function.LongPredicate;

/// Where a test changes its mind, found by halving.
public final class Border {
  private Border() {}

  /// The last number, on the way from `from` to `to`, of which the test says what it says of
  /// `from`. It is taken to change its mind once on the way, and is asked of neither end.
  ///
  /// @param to a number of which it says the other, above or below
  public static long last(long from, long to, LongPredicate asFrom) {
    long same = from;
    long other = to;
    while (Math.abs(other - same) > 1) {
      long middle = same + (other - same) / 2;
      if (asFrom.test(middle)) {
        same = middle;
      } else {
        other = middle;
      }
    }
    return same;
  }
}
