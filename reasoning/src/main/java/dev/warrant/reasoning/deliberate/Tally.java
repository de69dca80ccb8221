package dev.warrant.reasoning.deliberate;

import dev.warrant.knowledge.deliberate.Engine;
import dev.warrant.knowledge.fact.Fact;
import dev.warrant.reasoning.session.Firing;
import java.util.ArrayList;
import java.util.List;

/// How many decisions each engine changed in one deliberation: Esper and XGBoost, conclusions that
/// rest on a pattern or a belief; Drools, intents deduced; Prolog, intents refused; Datalog,
/// objections to an intent because of others; Z3, intents that the limits leave no admissible
/// order, sizes that would be larger but for the limits, and sizes left out for the sake of the
/// others; Timefold, sizes other than the largest.
final class Tally {
  private final int[] counts = new int[Engine.values().length];

  void fired(Firing firing) {
    boolean pattern = false;
    boolean belief = false;
    for (Fact fact : firing.matched()) {
      pattern |= fact instanceof Fact.Pattern;
      belief |= fact instanceof Fact.Belief;
    }
    add(Engine.ESPER, pattern ? 1 : 0);
    add(Engine.XGBOOST, belief ? 1 : 0);
  }

  void deduced(int intents) {
    add(Engine.DROOLS, intents);
  }

  void refusedByTheory() {
    add(Engine.PROLOG, 1);
  }

  void refusedTogether() {
    add(Engine.DATALOG, 1);
  }

  /// @param changed whether what the limits leave is why an intent got nothing, or not more
  void bounded(boolean changed) {
    add(Engine.Z3, changed ? 1 : 0);
  }

  void unjoined() {
    add(Engine.Z3, 1);
  }

  void sized(int level, int most) {
    add(Engine.TIMEFOLD, level == most ? 0 : 1);
  }

  List<Integer> counts() {
    List<Integer> out = new ArrayList<>();
    for (int count : counts) {
      out.add(count);
    }
    return out;
  }

  private void add(Engine engine, int n) {
    counts[engine.ordinal()] += n;
  }
}
