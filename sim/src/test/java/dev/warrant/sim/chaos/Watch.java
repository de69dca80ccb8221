package dev.warrant.sim.chaos;

import dev.warrant.execution.desk.DeskView;
import dev.warrant.execution.desk.LiveDesk;
import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.event.DeskEvent.CommandKind;
import dev.warrant.knowledge.fact.Mode;
import java.util.List;

/// How desk and venue stand, read from outside.
final class Watch {
  /// How long engines may take to open; it decides nothing, see [Await].
  static final int ENGINES_SECONDS = 240;

  private Watch() {}

  static boolean reconciled(LiveDesk desk) {
    DeskView view = desk.view();
    return view != null && view.reconciled();
  }

  static boolean mode(LiveDesk desk, Mode mode) {
    DeskView view = desk.view();
    return view != null && view.mode() == mode;
  }

  /// Whether the desk believes what the venue holds.
  static boolean agree(LiveDesk desk, Town town) {
    DeskView view = desk.view();
    if (view == null || !view.reconciled() || view.unknownOrders() > 0) {
      return false;
    }
    List<Long> ours = view.lines().stream().map(DeskView.Line::net).toList();
    return ours.equals(town.nets());
  }

  /// Waits until a desk has something to lose: a position, its stop, and orders resting.
  static void trading(LiveDesk desk, Town town) {
    Await.until(
        "a position, a stop and orders resting",
        () -> !town.flat() && town.stopped() && !town.resting().isEmpty(),
        () -> town.describe() + "; " + describe(desk));
  }

  /// Waits until nothing rests but stops, and desk and venue hold the same.
  static void settle(LiveDesk desk, Town town) {
    command(desk, CommandKind.PAUSE, "test");
    Await.until(
        "the desk's position is the venue's and nothing rests",
        () -> agree(desk, town) && town.resting().isEmpty(),
        () -> town.describe() + "; " + describe(desk));
  }

  static void command(LiveDesk desk, CommandKind kind, String who) {
    desk.command(new DeskEvent.Command(kind, who, "a test"));
  }

  static String describe(LiveDesk desk) {
    return "fault: "
        + desk.fault()
        + "; refused by "
        + desk.counters().refusalsByLimit()
        + "; objected by "
        + desk.counters().objectionsByRule()
        + "; "
        + desk.view();
  }
}
