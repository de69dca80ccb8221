package dev.warrant.reasoning.ask;

import dev.warrant.knowledge.deliberate.Cut;
import dev.warrant.knowledge.deliberate.Deliberation;
import dev.warrant.knowledge.order.Stage;
import dev.warrant.knowledge.unit.Instrument;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/// Changes tried on the engines: whether with one of them what was wanted passes the stage that
/// refused it.
final class Trial {
  private final Function<Cut, Deliberation> engines;
  private final Cut cut;
  private final Wanted wanted;
  private final Stage stage;
  private final List<Instrument> instruments;
  private final Map<String, Boolean> known = new TreeMap<>();

  Trial(
      Function<Cut, Deliberation> engines,
      Cut cut,
      Wanted wanted,
      Stage stage,
      List<Instrument> instruments) {
    this.engines = engines;
    this.cut = cut;
    this.wanted = wanted;
    this.stage = stage;
    this.instruments = instruments;
  }

  /// @throws OutOfFuel if it cannot be tried any more
  boolean passes(Move move) {
    String key = String.join(" ", move.sets());
    Boolean before = known.get(key);
    if (before != null) {
      return before;
    }
    boolean passed = reached(move).passed(stage);
    known.put(key, passed);
    return passed;
  }

  /// Whether `move` passes and does not with any of its numbers one unit nearer to what it was, or
  /// without one of its settings.
  boolean least(Move move) {
    if (!passes(move)) {
      return false;
    }
    for (Setting s : move.settings()) {
      long was = s.lever().value();
      long nearer = s.to() + Long.signum(was - s.to());
      Move less =
          s.lever().isSwitch() || nearer == was
              ? move.without(s.lever())
              : move.with(new Setting(s.lever(), nearer));
      if (!less.settings().isEmpty() && passes(less)) {
        return false;
      }
    }
    return true;
  }

  /// How far it comes with `move`.
  Reached reached(Move move) {
    Cut supposed = move.in(cut, instruments);
    Deliberation d = engines.apply(supposed);
    return Reached.of(d, supposed, wanted);
  }

  /// The same change with nothing in it that is not needed: inputs left out that need not change,
  /// and every number as near to what it was as passes.
  Move tight(Move move) {
    Move before = move;
    Move after = tighter(move);
    while (!after.equals(before)) {
      before = after;
      after = tighter(after);
    }
    return after;
  }

  private Move tighter(Move move) {
    Move out = move;
    for (Setting s : move.settings()) {
      Move less = out.without(s.lever());
      if (!less.settings().isEmpty() && passes(less)) {
        out = less;
      } else if (!s.lever().isSwitch()) {
        out = nearer(out, s);
      }
    }
    return out;
  }

  private Move nearer(Move move, Setting s) {
    long was = s.lever().value();
    long passed = s.to();
    long refused = was;
    long next = passed + Long.signum(was - passed);
    while (next != refused) {
      Move tried = move.with(new Setting(s.lever(), next));
      if (passes(tried)) {
        passed = next;
      } else {
        refused = next;
      }
      next = passed - (passed - refused) / 2;
      next = Math.abs(passed - refused) <= 1 ? refused : next;
    }
    return move.with(new Setting(s.lever(), passed));
  }
}
