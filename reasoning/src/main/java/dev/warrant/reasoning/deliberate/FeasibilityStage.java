package dev.warrant.reasoning.deliberate;

import dev.warrant.knowledge.deliberate.Cut;
import dev.warrant.knowledge.order.Intent;
import java.util.List;

/// Intents to the lots the limits leave them.
public interface FeasibilityStage extends AutoCloseable {
  /// Room for each intent, and what they share.
  Feasibility of(Cut cut, List<Intent> intents);

  @Override
  default void close() {}
}
