package dev.warrant.governance.bench;

import dev.warrant.execution.desk.DeskConfig;
import dev.warrant.knowledge.deliberate.Cut;
import dev.warrant.knowledge.seam.Stopwatch;
import dev.warrant.reasoning.deliberate.DeskDeliberator;
import dev.warrant.reasoning.deliberate.LimitsStage;
import dev.warrant.reasoning.sizing.Sizing;
import java.util.Collections;
import java.util.List;

/// Deliberation on cuts of a real run in which something was intended.
final class DeliberationRow implements Row {
  /// As in the desk.
  private static final int FUEL = 2_000_000;

  @Override
  public String name() {
    return "deliberation";
  }

  @Override
  public List<Figure> run(Scope scope) {
    Chain chain = scope.chain();
    List<Cut> cuts = chain.cuts();
    if (cuts.isEmpty()) {
      throw new IllegalStateException("no cut of the chain's run held an intent");
    }
    int runs = scope.quick() ? 200 : 500;
    Timings bounded = new Timings();
    Timings sized = new Timings();
    double boundedCpu;
    double sizedCpu;
    try (DeskDeliberator whole = open(scope, chain.config(), chain)) {
      DeskDeliberator unsized =
          whole.withSizer(p -> new Sizing.Sized(Collections.nCopies(p.stakes().size(), 0), 0));
      time(unsized, cuts, runs / 2, bounded);
      time(whole, cuts, runs / 2, sized);
      bounded.clear();
      sized.clear();
      boundedCpu = time(unsized, cuts, runs, bounded);
      sizedCpu = time(whole, cuts, runs, sized);
    }
    int facts = cuts.getLast().facts().size();
    String on = " on " + facts + " facts";
    return List.of(
        Figure.of("deliberation up to intervals" + on + ", p50", bounded.millis(50), "ms"),
        Figure.of("deliberation up to intervals, p99", bounded.millis(99), "ms").atMost(15),
        Figure.of("the same by processor time of all threads, mean", boundedCpu, "ms"),
        Figure.of("deliberation with sizing" + on + ", p50", sized.millis(50), "ms"),
        Figure.of("deliberation with sizing, p99", sized.millis(99), "ms").atMost(60),
        Figure.of("the same by processor time of all threads, mean", sizedCpu, "ms"));
  }

  private static DeskDeliberator open(Scope scope, DeskConfig config, Chain chain) {
    var rules = scope.rules();
    return DeskDeliberator.open(
        rules.strategy(),
        rules.policy().digest(),
        rules.modelDigest(),
        chain.instruments(),
        LimitsStage.withSolver(rules.policy(), chain.instruments(), config.leverage(), FUEL),
        null);
  }

  /// Returns the mean processor time of one deliberation in milliseconds, that of the solver's
  /// thread, compilers and collector included.
  private static double time(DeskDeliberator engines, List<Cut> cuts, int runs, Timings into) {
    long cpu = Cpu.process();
    for (int i = 0; i < runs; i++) {
      long start = Stopwatch.ticks();
      engines.deliberate(cuts.get(i % cuts.size()));
      into.add(Stopwatch.ticks() - start);
    }
    return (Cpu.process() - cpu) / 1e6 / runs;
  }
}
