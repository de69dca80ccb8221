package dev.warrant.governance.cli.run;

import dev.warrant.execution.desk.RunFolder;
import dev.warrant.governance.audit.reconcile.DayBook;
import dev.warrant.governance.audit.reconcile.Keeping;
import dev.warrant.governance.audit.reconcile.Lists;
import dev.warrant.governance.audit.reconcile.Reconciled;
import dev.warrant.governance.cli.common.Mishaps;
import dev.warrant.governance.cli.common.RunLogs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Holds the days of a run against the venue's list, each night and at the end.
final class Closing {
  private static final int LINES_MAX = 20;

  private Closing() {}

  /// For a desk that runs.
  static Nightly nightly(RunFolder run, Lists venue, long nowNanos) {
    return new Nightly(
        book(run, venue, Keeping.MACHINE), nowNanos, s -> System.err.println("warrant: " + s));
  }

  /// Closes what is open of a run that ended. What fails is told and does not spoil the run.
  ///
  /// @param clock whose time the questions to the venue carry
  static void days(RunFolder run, Lists venue, String clock) {
    try {
      for (Reconciled done : book(run, venue, clock).closeAll()) {
        System.err.println(done.sentence());
        done.differences().stream()
            .limit(LINES_MAX)
            .forEach(d -> System.err.println("  " + d.says()));
      }
    } catch (IOException | RuntimeException e) {
      System.err.println("warrant: NOT RECONCILED: " + Mishaps.sentence(e));
    }
  }

  private static DayBook book(RunFolder run, Lists venue, String clock) {
    return new DayBook(run, venue, new Keeping(() -> outside(run), RunLogs::signer, clock));
  }

  private static List<Path> outside(RunFolder run) {
    Path kept = RunLogs.outside(run);
    return kept == null ? List.of() : List.of(kept);
  }
}
