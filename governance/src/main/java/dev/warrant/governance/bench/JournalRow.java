package dev.warrant.governance.bench;

import dev.warrant.knowledge.journal.JournalBench;
import java.util.List;

/// Records acknowledged after they are on disk: as many as it may be, and at a steady rate above
/// the floor.
final class JournalRow implements Row {
  private static final long PER_SECOND = 120_000;

  @Override
  public String name() {
    return "journal";
  }

  @Override
  public List<Figure> run(Scope scope) {
    int seconds = scope.quick() ? 2 : 5;
    JournalBench.Result most =
        JournalBench.acknowledgedPerSecond(scope.scratch().resolve("journal"), seconds);
    JournalBench.Result paced =
        JournalBench.paced(scope.scratch().resolve("journal-paced"), seconds, PER_SECOND);
    return List.of(
        Figure.of(
                "journal, records of " + most.recordBytes() + " B acknowledged after fsync",
                (double) most.recordsPerSecond(),
                "records/s")
            .anchor("Tessera 10.6 k/s; target 100 k/s")
            .atLeast(100_000),
        Figure.of(
            "the same, p99 to acknowledgement with the queue full",
            most.p99AckMicros() / 1e3,
            "ms"),
        Figure.of(
            "records acknowledged at a steady " + Figure.number(PER_SECOND) + " a second",
            (double) paced.recordsPerSecond(),
            "records/s"),
        Figure.of("the same, p50 to acknowledgement", paced.p50AckMicros() / 1e3, "ms"),
        Figure.of("the same, p99", paced.p99AckMicros() / 1e3, "ms").anchor("target 10 ms"),
        Figure.of("append with both chains, alone", (double) most.appendNanos(), "ns"));
  }
}
