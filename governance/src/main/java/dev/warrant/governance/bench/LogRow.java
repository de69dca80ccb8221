package dev.warrant.governance.bench;

import dev.warrant.knowledge.event.MarketEvent;
import dev.warrant.knowledge.journal.JournalWriter;
import dev.warrant.knowledge.seam.Stopwatch;
import dev.warrant.knowledge.tlog.Checkpoint;
import dev.warrant.knowledge.tlog.LogBench;
import dev.warrant.knowledge.tlog.NoteKey;
import dev.warrant.knowledge.tlog.NoteSigner;
import dev.warrant.knowledge.tlog.RunLog;
import dev.warrant.knowledge.verify.LogVerdict;
import dev.warrant.knowledge.verify.LogVerifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The tamper-evident log: leaves, proofs, and the whole of a run verified.
final class LogRow implements Row {
  private static final double MILLION = 1e6;

  @Override
  public String name() {
    return "log";
  }

  @Override
  public List<Figure> run(Scope scope) {
    LogBench.Result log =
        LogBench.run(scope.scratch().resolve("log"), scope.quick() ? 1_000_000 : 10_000_000);
    double verified =
        verify(scope.scratch().resolve("logged"), scope.quick() ? 300_000 : 1_000_000);
    List<Figure> out = new ArrayList<>();
    out.addAll(
        OrderRecordCost.measure(
            scope.scratch().resolve("orders"), scope.quick() ? 50_000 : 200_000));
    out.addAll(
        List.of(
            Figure.of("log, leaves into tiles on disk", log.leavesPerSecond() / MILLION, "M/s")
                .anchor("target 1 M/s"),
            Figure.of(
                    "inclusion proof among "
                        + Figure.number((double) log.leaves())
                        + ", anywhere, p50",
                    log.proofNanos() / 1e3,
                    "µs")
                .anchor("target 20 µs"),
            Figure.of("the same, leaf after leaf", log.nextProofNanos() / 1e3, "µs"),
            Figure.of("full verification of a run, one thread", verified / MILLION, "M records/s")
                .anchor("target 1 M/s")));
    return out;
  }

  /// Records a second of the third verification of a run of trades.
  private static double verify(Path run, int inputs) {
    try (JournalWriter journal = JournalWriter.open(run.resolve("journal"), "bench")) {
      for (int i = 1; i <= inputs; i++) {
        journal.input(
            i, new MarketEvent.Trade(0, i, 600_000L + i % 99, 1L + i % 9, true, true, i, i));
        journal.settle();
      }
    }
    NoteSigner signer = NoteSigner.generate("bench", NoteKey.Use.LOG);
    Path folder = run.resolve("log");
    RunLog.Setup setup =
        new RunLog.Setup(run.resolve("journal"), folder, folder, "bench/run", signer, false);
    Checkpoint head;
    try (RunLog log = RunLog.open(setup, inputs)) {
      log.finish();
      head = Checkpoint.parse(log.checkpoint(false).text());
    }
    LogVerifier.Query query =
        new LogVerifier.Query(run, head.origin(), signer.open().toString(), List.of(), List.of());
    double best = 0;
    for (int round = 0; round < 3; round++) {
      long began = Stopwatch.ticks();
      LogVerdict found = LogVerifier.verify(query);
      if (found.exitStatus() != 0) {
        throw new IllegalStateException("a run that nobody touched: " + found);
      }
      best = Math.max(best, head.size() * 1e9 / (Stopwatch.ticks() - began));
    }
    return best;
  }
}
