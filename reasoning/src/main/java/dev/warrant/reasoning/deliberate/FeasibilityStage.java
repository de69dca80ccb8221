package dev.warrant.reasoning.deliberate;

import dev.warrant.knowledge.deliberate.Cut;
import dev.warrant.knowledge.order.Intent;
import dev.warrant.knowledge.unit.Lots;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the limits leave for intents.
public interface FeasibilityStage extends AutoCloseable {
  /// Begins to look at one cut, of which quotes and measures decide and nothing else. The caller
  /// closes what it gets.
  Look at(Cut cut);

  /// The same with nothing confirmed: room is what is claimed. To search with, never to act on; its
  /// findings are put to the stage itself. Needs no closing.
  default FeasibilityStage unconfirmed() {
    return this;
  }

  @Override
  default void close() {}

  /// Questions about one cut.
  interface Look extends AutoCloseable {
    /// What [#of] will say if everything still to be confirmed is, or null if there is nothing to
    /// gain by knowing. Only to work ahead with.
    default @Nullable Feasibility claimed(List<Intent> intents) {
      return null;
    }

    /// Room for each intent alone, and what they share.
    Feasibility of(List<Intent> intents);

    /// Whether all intents together, each with the lots it would add, are still admissible.
    boolean jointly(List<Intent> intents, List<@Lots Long> added);

    @Override
    default void close() {}
  }
}
