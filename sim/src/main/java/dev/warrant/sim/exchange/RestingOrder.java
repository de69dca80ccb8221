package dev.warrant.sim.exchange;

import dev.warrant.knowledge.order.OrderKind;
import dev.warrant.knowledge.unit.Lots;
import dev.warrant.knowledge.unit.Side;
import dev.warrant.knowledge.unit.Ticks;

/// An account's order as a market sees it.
///
/// @param venueId the exchange's id, unique over the exchange
/// @param price limit price; ignored for `MARKET`
public record RestingOrder(
    long venueId, Side side, OrderKind kind, @Ticks long price, @Lots long lots) {}
