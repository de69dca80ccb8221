package dev.warrant.execution.safety;

import dev.warrant.knowledge.event.Derived.ModeChanged;
import dev.warrant.knowledge.event.DeskEvent.Backoff;
import dev.warrant.knowledge.event.DeskEvent.Command;
import dev.warrant.knowledge.fact.Mode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The mode machine: every cause asks for a mode, and the tightest one asked for holds.
///
/// Tightening takes one voice and acts at once. Lifting what is latched takes RESUME by two
/// different people within the window; the same person twice does not count, and any tightening in
/// between voids the first. A pure function of its inputs and their times.
public final class Modes {
  /// How long the first RESUME waits for the second.
  public static final long RESUME_WINDOW_NANOS = 60_000_000_000L;

  private static final Cause[] CAUSES = Cause.values();

  private final Mode[] asked = new Mode[CAUSES.length];
  private final String[] whys = new String[CAUSES.length];
  private Mode mode = Mode.NORMAL;
  private String firstPerson = "";
  private long firstNanos;
  private long backoffUntil = Long.MIN_VALUE;
  private boolean drawdownAccepted;

  /// Normal, nobody objects.
  public Modes() {
    for (Cause c : CAUSES) {
      asked[c.ordinal()] = Mode.NORMAL;
      whys[c.ordinal()] = "";
    }
  }

  /// The mode in force.
  public Mode mode() {
    return mode;
  }

  /// What one cause asks for.
  public Mode asked(Cause cause) {
    return asked[cause.ordinal()];
  }

  /// Why: the reason of the tightest cause; empty when normal.
  public String why() {
    for (Cause c : CAUSES) {
      if (mode != Mode.NORMAL && asked[c.ordinal()] == mode) {
        return whys[c.ordinal()];
      }
    }
    return "";
  }

  /// The person whose RESUME waits for another's; empty if nobody's does.
  public String waitingFor() {
    return firstPerson;
  }

  /// A command of a person, the watchdog or the gate.
  ///
  /// @return the change, or null if the mode stays
  public @Nullable ModeChanged on(Command command, long nanos) {
    return switch (command.kind()) {
      case PAUSE -> tighten(Mode.PAUSE, command);
      case REDUCE -> tighten(Mode.REDUCE, command);
      case KILL -> tighten(Mode.EMERGENCY, command);
      case RESUME -> resume(command, nanos);
    };
  }

  /// The venue told us to stay away until a time.
  public @Nullable ModeChanged on(Backoff backoff) {
    backoffUntil = Math.max(backoffUntil, backoff.untilNanos());
    return hold(Cause.BACKOFF, Mode.PAUSE, backoff.why());
  }

  /// Time passed: a backoff may be over, a first RESUME too old.
  public @Nullable ModeChanged onTime(long nanos) {
    if (!firstPerson.isEmpty() && nanos - firstNanos > RESUME_WINDOW_NANOS) {
      firstPerson = "";
    }
    return asked[Cause.BACKOFF.ordinal()] != Mode.NORMAL && nanos >= backoffUntil
        ? lift(Cause.BACKOFF)
        : null;
  }

  /// A cause asks for a mode. A latched cause never asks for less than it did.
  public @Nullable ModeChanged raise(Cause cause, Mode to, String why) {
    int k = cause.ordinal();
    if (asked[k] == to || cause.latched() && asked[k].atLeastAsTightAs(to)) {
      return null;
    }
    return hold(cause, to, why);
  }

  /// All that a cause asks for together, once one of its reasons came or was released; the caller
  /// keeps count of those.
  public @Nullable ModeChanged hold(Cause cause, Mode to, String why) {
    int k = cause.ordinal();
    asked[k] = to;
    whys[k] = why;
    ModeChanged change = settle(cause + ": " + why);
    if (change != null && change.to().compareTo(change.from()) > 0) {
      forgetFirst();
    }
    return change;
  }

  /// A first RESUME no longer waits for a second: the mode was tightened, or the desk that heard it
  /// is no more.
  public void forgetFirst() {
    firstPerson = "";
  }

  /// What caused it has passed. A latched cause stays.
  public @Nullable ModeChanged lift(Cause cause) {
    int k = cause.ordinal();
    if (cause.latched() || asked[k] == Mode.NORMAL) {
      return null;
    }
    asked[k] = Mode.NORMAL;
    return settle(cause + " has passed");
  }

  /// Whether two people just accepted a drawdown, so that the peak must start anew; asking clears
  /// it.
  public boolean takeDrawdownAccepted() {
    boolean was = drawdownAccepted;
    drawdownAccepted = false;
    return was;
  }

  private @Nullable ModeChanged tighten(Mode to, Command command) {
    forgetFirst();
    return raise(Cause.COMMAND, to, command.who() + ": " + command.why());
  }

  private @Nullable ModeChanged resume(Command command, long nanos) {
    String who = command.who().strip().toLowerCase(Locale.ROOT);
    if (who.isEmpty()) {
      return null;
    }
    boolean second =
        !firstPerson.isEmpty()
            && !firstPerson.equals(who)
            && nanos - firstNanos <= RESUME_WINDOW_NANOS;
    if (!second) {
      firstPerson = who;
      firstNanos = nanos;
      return null;
    }
    String both = "resumed by " + firstPerson + " and " + who;
    firstPerson = "";
    drawdownAccepted |= asked[Cause.DRAWDOWN.ordinal()] != Mode.NORMAL;
    for (Cause c : CAUSES) {
      if (c.latched()) {
        asked[c.ordinal()] = Mode.NORMAL;
      }
    }
    return settle(both);
  }

  private @Nullable ModeChanged settle(String why) {
    Mode from = mode;
    mode = Mode.NORMAL;
    for (Mode m : asked) {
      if (m.compareTo(mode) > 0) {
        mode = m;
      }
    }
    return mode == from ? null : new ModeChanged(from, mode, why);
  }
}
