package dev.warrant.governance.cli.ask;

import dev.warrant.knowledge.deliberate.Cut;
import dev.warrant.knowledge.deliberate.Deliberation;
import dev.warrant.knowledge.seam.Stopwatch;
import dev.warrant.reasoning.ask.Engines;
import java.util.Locale;
import java.util.function.Function;

/// Engines that say, every two seconds, how far a search that keeps asking them has come.
final class ToldSearch {
  private static final long EVERY_NANOS = 2_000_000_000L;

  private final int most;
  private int asked;
  private long told = Stopwatch.ticks();

  /// @param most deliberations the search may cost
  ToldSearch(int most) {
    this.most = most;
  }

  /// The same engines, which say so.
  Engines over(Engines engines) {
    return new Engines(told(engines.sure()), told(engines.sketch()));
  }

  private Function<Cut, Deliberation> told(Function<Cut, Deliberation> by) {
    return cut -> {
      asked++;
      if (Stopwatch.ticks() - told >= EVERY_NANOS) {
        told = Stopwatch.ticks();
        System.err.printf(
            Locale.ROOT,
            "looking for the smallest change: %,d deliberations of at most %,d (--fuel)%n",
            asked,
            most);
      }
      return by.apply(cut);
    };
  }
}
