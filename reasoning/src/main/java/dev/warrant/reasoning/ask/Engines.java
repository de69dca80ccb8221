package dev.warrant.reasoning.ask;

import dev.warrant.knowledge.deliberate.Cut;
import dev.warrant.knowledge.deliberate.Deliberation;
import java.util.function.Function;

/// The engines of a run, as a question asks them.
///
/// @param sure what they conclude
/// @param sketch what they would conclude if all that is left to be confirmed were, which costs
///   less; nothing is told of it that they did not conclude themselves
public record Engines(Function<Cut, Deliberation> sure, Function<Cut, Deliberation> sketch) {
  /// Engines that are searched with as they are.
  public static Engines only(Function<Cut, Deliberation> sure) {
    return new Engines(sure, sure);
  }

  /// The same, each deliberation counted against what a question may cost.
  Engines counted(Fuel fuel) {
    return new Engines(fuel.burnt(sure), fuel.burnt(sketch));
  }

  /// How many deliberations a question may still cost.
  static final class Fuel {
    private int left;

    Fuel(int left) {
      this.left = left;
    }

    int left() {
      return left;
    }

    /// @return throws [OutOfFuel] if nothing is left
    private Function<Cut, Deliberation> burnt(Function<Cut, Deliberation> by) {
      return cut -> {
        if (left <= 0) {
          throw new OutOfFuel();
        }
        left--;
        return by.apply(cut);
      };
    }
  }
}
