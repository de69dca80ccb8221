package dev.warrant.knowledge.order;

import dev.warrant.knowledge.unit.Lots;
import dev.warrant.knowledge.unit.Ticks;

/// A tactic with its parameters.
///
/// @param clipLots largest single order
/// @param offsetTicks distance from the reference price, away from the market
/// @param repriceTicks how far the target must move before an order is replaced
/// @param intervalMillis least time between orders
public record Tactic(
    TacticKind kind,
    @Lots long clipLots,
    @Ticks long offsetTicks,
    @Ticks long repriceTicks,
    long intervalMillis) {}
