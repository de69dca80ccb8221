package dev.warrant.governance.bench;

import dev.warrant.execution.desk.DeskConfig;
import dev.warrant.knowledge.deliberate.Cut;
import dev.warrant.knowledge.deliberate.Deliberation;
import dev.warrant.knowledge.deliberate.Deliberator;
import dev.warrant.knowledge.journal.JournalWriter;
import dev.warrant.knowledge.seam.Stopwatch;
import dev.warrant.knowledge.trace.TraceWriter;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.sim.backtest.SimDesk;
import dev.warrant.sim.backtest.SimVenue;
import java.util.ArrayList;
import java.util.List;

/// A backtest of the full chain at ten deliberations a second of simulated time, journal and trace
/// on disk; its first part only warms up. Keeps cuts in which something was intended.
record Chain(
    double simulatedSeconds,
    double realSeconds,
    double cpuSeconds,
    long inputs,
    long deliberations,
    long orders,
    List<Instrument> instruments,
    DeskConfig config,
    List<Cut> cuts) {
  private static final int CUTS_MAX = 32;

  static Chain run(Scope scope) {
    DeskConfig standard = DeskConfig.standard();
    SimVenue venue = scope.venue(standard);
    DeskConfig config = standard.on(venue.instruments().stream().map(Instrument::symbol).toList());
    List<Cut> cuts = new ArrayList<>();
    try (JournalWriter journal =
            JournalWriter.open(scope.scratch().resolve("chain/journal"), "bench");
        TraceWriter trace = TraceWriter.open(scope.scratch().resolve("chain/trace"), 1);
        Deliberator engines =
            scope.rules().deliberator(venue.instruments(), config.leverage(), null);
        SimDesk desk =
            new SimDesk(
                new SimDesk.Setup(
                    config,
                    scope.rules(),
                    scope.admissions(venue.instruments()),
                    venue.instruments(),
                    venue.venue(),
                    Scope.START_NANOS,
                    1,
                    scope.rules()::perception,
                    new Keeping(engines, cuts)),
                journal,
                trace)) {
      long warm = Scope.START_NANOS + (scope.quick() ? 90 : 150) * Scope.SECOND;
      long end = warm + (scope.quick() ? 60 : 180) * Scope.SECOND;
      desk.run(warm);
      long inputs = desk.desk().counters().events();
      long deliberations = desk.desk().counters().deliberations();
      long cpu = Cpu.process();
      long began = Stopwatch.ticks();
      desk.run(end);
      double real = (Stopwatch.ticks() - began) / 1e9;
      return new Chain(
          (end - warm) / 1e9,
          real,
          (Cpu.process() - cpu) / 1e9,
          desk.desk().counters().events() - inputs,
          desk.desk().counters().deliberations() - deliberations,
          desk.desk().counters().orders(),
          venue.instruments(),
          config,
          List.copyOf(cuts));
    }
  }

  /// Deliberates and keeps cuts with intents that led to warrants, the latest ones.
  private record Keeping(Deliberator engines, List<Cut> cuts) implements Deliberator {
    @Override
    public Deliberation deliberate(Cut cut) {
      Deliberation done = engines.deliberate(cut);
      if (!done.intents().isEmpty()) {
        if (cuts.size() == CUTS_MAX) {
          cuts.removeFirst();
        }
        cuts.add(cut);
      }
      return done;
    }

    @Override
    public void close() {}
  }
}
