package dev.warrant.governance.cli.run;

import dev.warrant.execution.desk.DeskView;
import dev.warrant.execution.desk.LiveDesk;
import dev.warrant.knowledge.seam.Stopwatch;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Tells what a desk that took over from an earlier epoch found, before it trades.
final class Recovered {
  private static final long PATIENCE_NANOS = 15_000_000_000L;
  private static final long LOOK_NANOS = 50_000_000L;

  private Recovered() {}

  /// Waits until ledger and venue agree, and says what stands. Nothing is said of a first epoch.
  static void tell(LiveDesk desk) {
    if (desk.epoch() == 1) {
      return;
    }
    long until = Stopwatch.ticks() + PATIENCE_NANOS;
    DeskView view = desk.view();
    while ((view == null || !view.reconciled()) && Stopwatch.ticks() < until) {
      LockSupport.parkNanos(LOOK_NANOS);
      view = desk.view();
    }
    System.err.println(says(desk.epoch(), view));
  }

  private static String says(int epoch, @Nullable DeskView view) {
    if (view == null || !view.reconciled()) {
      return "epoch "
          + epoch
          + " recovers: ledger and venue do not agree yet; no order raises risk before they do";
    }
    List<String> parts = new ArrayList<>();
    for (DeskView.Line l : view.lines()) {
      parts.add(
          l.instrument().symbol()
              + " position "
              + l.instrument().quantityText(l.net())
              + ", "
              + l.openOrders()
              + " open orders");
    }
    return "epoch "
        + epoch
        + " recovered: reconciled with the venue at input "
        + view.seq()
        + "; "
        + String.join("; ", parts)
        + "; "
        + view.unknownOrders()
        + " orders of unknown outcome are held";
  }
}
