package dev.warrant.governance.audit.reconcile;

import dev.warrant.knowledge.tlog.Checkpoint;
import dev.warrant.knowledge.unit.Digest;
import java.util.Base64;
import java.util.List;

/// The text under which the log's key puts its name for a reconciliation: `docs/log.md` has the
/// format. Its first line keeps it from being taken for a checkpoint, which the same key signs.
final class DayNote {
  private static final String FIRST = "warrant reconciliation 1";

  private final StringBuilder out = new StringBuilder();

  private DayNote() {}

  /// The text.
  ///
  /// @param number which reconciliation of that day, from 1
  /// @param answers of the venue; none without a list
  /// @param clock whose time the questions carry
  /// @param result the file that says what came of it
  static String text(
      Reconciled done,
      int number,
      List<VenueList.Answer> answers,
      String clock,
      String result,
      Checkpoint head) {
    DayNote note = new DayNote();
    note.line(FIRST).line("origin", head.origin()).line("day", done.day(), number);
    note.line("span", done.fromMs(), done.toMs());
    if (done.verdict() == Reconciled.Verdict.NOT_RECONCILED) {
      note.line("verdict", "none").line("why", done.missing());
    } else {
      boolean same = done.verdict() == Reconciled.Verdict.RECONCILED;
      note.line("verdict", same ? "complete" : "differs");
      note.held(done, clock);
      for (VenueList.Answer a : answers) {
        note.line(
            "answer", a.path(), a.symbol(), a.fromMs(), a.toMs(), a.ms(), a.rows(), a.sha256());
      }
    }
    note.line("result", Digest.sha256(result).hex());
    note.line("head", head.size(), Base64.getEncoder().encodeToString(head.root().bytes()));
    return note.out.toString();
  }

  private void held(Reconciled done, String clock) {
    Reconciled.Counts c = done.counts();
    line("venue", done.venue()).line("asked", done.askedMs(), clock);
    line(
        "orders",
        c.ordersOurs(),
        c.ordersVenue(),
        c.ordersBoth(),
        c.ordersNeverThere(),
        c.ordersForgotten());
    line("fills", c.fillsOurs(), c.fillsVenue(), c.fillsBoth());
    line("differences", done.differences().size()).line("unjudged", done.unjudged().size());
    line("list", done.listDigest());
  }

  /// Words of others stay on their line.
  private DayNote line(Object... parts) {
    for (int i = 0; i < parts.length; i++) {
      out.append(i == 0 ? "" : " ").append(String.valueOf(parts[i]).replaceAll("\\p{Cntrl}+", " "));
    }
    out.append('\n');
    return this;
  }
}
