package dev.warrant.governance.cli.ask;

import dev.warrant.knowledge.deliberate.Cut;
import dev.warrant.knowledge.deliberate.Deliberation;
import dev.warrant.knowledge.seam.Stopwatch;
import java.util.Locale;
import java.util.function.Function;

/// Engines that say, every two seconds, how far a search that keeps asking them has come.
final class ToldSearch implements Function<Cut, Deliberation> {
  private static final long EVERY_NANOS = 2_000_000_000L;

  private final Function<Cut, Deliberation> engines;
  private final int most;
  private int asked;
  private long told = Stopwatch.ticks();

  /// @param most deliberations the search may cost
  ToldSearch(Function<Cut, Deliberation> engines, int most) {
    this.engines = engines;
    this.most = most;
  }

  @Override
  public Deliberation apply(Cut cut) {
    asked++;
    if (Stopwatch.ticks() - told >= EVERY_NANOS) {
      told = Stopwatch.ticks();
      System.err.printf(
          Locale.ROOT,
          "looking for the smallest change: %,d deliberations of at most %,d (--fuel)%n",
          asked,
          most);
    }
    return engines.apply(cut);
  }
}
