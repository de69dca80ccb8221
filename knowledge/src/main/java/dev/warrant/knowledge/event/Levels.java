package dev.warrant.knowledge.event;

import dev.warrant.knowledge.unit.Lots;
import dev.warrant.knowledge.unit.Ticks;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Price levels of one side: pairs of ticks and lots, immutable by convention of its makers.
public final class Levels {
  /// No levels.
  public static final Levels NONE = new Levels(new long[0]);

  private final long[] pairs;

  private Levels(long[] pairs) {
    this.pairs = pairs;
  }

  /// Takes over `pairs`, which holds ticks and lots by turns and must not be changed afterwards.
  ///
  /// @throws IllegalArgumentException if its length is odd
  public static Levels of(long... pairs) {
    if (pairs.length % 2 != 0) {
      throw new IllegalArgumentException(
          "levels come in pairs, found " + pairs.length + " numbers");
    }
    return pairs.length == 0 ? NONE : new Levels(pairs);
  }

  /// Number of levels.
  public int size() {
    return pairs.length / 2;
  }

  /// Price of level `i`.
  public @Ticks long ticks(int i) {
    return pairs[2 * i];
  }

  /// Quantity of level `i`; zero deletes the level in an update.
  public @Lots long lots(int i) {
    return pairs[2 * i + 1];
  }

  @Override
  public boolean equals(@Nullable Object o) {
    return o instanceof Levels l && Arrays.equals(pairs, l.pairs);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(pairs);
  }

  @Override
  public String toString() {
    return Arrays.toString(pairs);
  }
}
