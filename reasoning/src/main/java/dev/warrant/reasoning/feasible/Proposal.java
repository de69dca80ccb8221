package dev.warrant.reasoning.feasible;

import dev.warrant.knowledge.order.Intent;
import dev.warrant.knowledge.unit.Ticks;

/// An intent with the price its orders would have.
public record Proposal(Intent intent, @Ticks long price) {}
