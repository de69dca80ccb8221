package dev.warrant.governance.bench;

import dev.warrant.knowledge.journal.JournalBench;
import java.util.List;

/// Records acknowledged after they are on disk.
final class JournalRow implements Row {
  @Override
  public String name() {
    return "journal";
  }

  @Override
  public List<Figure> run(Scope scope) {
    JournalBench.Result r =
        JournalBench.acknowledgedPerSecond(
            scope.scratch().resolve("journal"), scope.quick() ? 2 : 5);
    return List.of(
        Figure.of(
                "journal, records of " + r.recordBytes() + " B acknowledged after fsync",
                r.recordsPerSecond(),
                "records/s")
            .anchor("Tessera 10.6 k/s; target 100 k/s")
            .atLeast(100_000),
        Figure.of("the same, p99 to acknowledgement", r.p99AckMicros() / 1e3, "ms")
            .anchor("target 10 ms"),
        Figure.of("append with both chains, alone", r.appendNanos(), "ns"));
  }
}
