package dev.warrant.sim.exchange;

import dev.warrant.knowledge.unit.E8;
import dev.warrant.knowledge.unit.Lots;
import dev.warrant.knowledge.unit.Ticks;

/// One fill of an account's order.
///
/// @param tradeId the id of the public trade
/// @param feeE8 paid, positive
/// @param realisedE8 profit it realised, before the fee
public record UserTrade(
    Order order,
    long tradeId,
    @Ticks long price,
    @Lots long lots,
    @E8 long notionalE8,
    @E8 long feeE8,
    @E8 long realisedE8,
    boolean maker,
    long ms) {}
