package dev.warrant.reasoning.ask;

import dev.warrant.knowledge.deliberate.Cut;
import dev.warrant.knowledge.deliberate.Deliberation;
import java.util.function.Function;

/// The engines of a run, each deliberation counted against what a question may cost.
final class Engines {
  private final Function<Cut, Deliberation> engines;
  private int left;

  Engines(Function<Cut, Deliberation> engines, int fuel) {
    this.engines = engines;
    left = fuel;
  }

  /// @throws OutOfFuel if nothing is left
  Deliberation deliberate(Cut cut) {
    if (left <= 0) {
      throw new OutOfFuel();
    }
    left--;
    return engines.apply(cut);
  }

  int left() {
    return left;
  }
}
