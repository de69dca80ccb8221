package dev.warrant.execution.executor;

import dev.warrant.knowledge.order.Objection;
import dev.warrant.knowledge.unit.Side;

/// Puts a guard's answer into words. Asked only when a refusal is reported, not for each attempt.
@FunctionalInterface
public interface Objections {
  /// The objection behind `code`, an answer of the guard about `slots` that is not 0.
  Objection of(int code, long[] slots, int instrument, Side side, String subject);
}
