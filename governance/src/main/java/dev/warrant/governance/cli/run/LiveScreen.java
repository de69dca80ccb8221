package dev.warrant.governance.cli.run;

import dev.warrant.execution.desk.DeskView;
import dev.warrant.execution.desk.LiveDesk;
import dev.warrant.knowledge.verify.Visible;
import java.io.Console;
import java.io.PrintStream;

/// The live screen: redrawn in place on a terminal, a line every few seconds elsewhere. Drawn on
/// standard error, so that standard output stays for answers.
final class LiveScreen {
  private static final int QUIET_SECONDS = 5;

  private final String title;
  private final boolean terminal;
  private int drawn;
  private long toldSecond = -QUIET_SECONDS;
  private String toldFault = "";

  /// @param plain never redraw, even on a terminal
  LiveScreen(String title, boolean plain) {
    this.title = title;
    this.terminal = !plain && interactive() && System.getenv("NO_COLOR") == null;
  }

  /// Whether somebody watches: with output piped away a JVM may have no console at all, whatever
  /// its release.
  @SuppressWarnings("SystemConsoleNull")
  private static boolean interactive() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }

  void show(LiveDesk desk, long second) {
    DeskView view = desk.view();
    if (view == null) {
      return;
    }
    fault(desk);
    if (terminal) {
      redraw(
          Screens.live(
              view, desk.counters(), desk.latencies(), title + ", " + second + " s", false));
    } else if (second >= toldSecond + QUIET_SECONDS) {
      toldSecond = second;
      System.err.println(Screens.progress(view, desk.counters(), second));
    }
  }

  private void fault(LiveDesk desk) {
    String fault = desk.fault();
    if (!fault.isEmpty() && !fault.equals(toldFault)) {
      toldFault = fault;
      System.err.println("warrant: " + fault);
      drawn = 0;
    }
  }

  private void redraw(String frame) {
    StringBuilder out = new StringBuilder();
    if (drawn > 0) {
      out.append("\u001b[").append(drawn).append('A');
    }
    frame.lines().forEach(line -> out.append("\u001b[2K").append(line).append('\n'));
    drawn = (int) frame.lines().count();
    PrintStream err = Visible.below(System.err);
    err.print(out);
    err.flush();
  }

  void end() {
    drawn = 0;
  }
}
