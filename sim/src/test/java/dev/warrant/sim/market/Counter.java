package dev.warrant.sim.market;

import dev.warrant.knowledge.event.MarketEvent;
import dev.warrant.sim.exchange.MarketListener;

/// A listener that only counts.
final class Counter implements MarketListener {
  long events;
  long fills;

  @Override
  public void published(MarketEvent event, long nanos) {
    events++;
  }

  @Override
  public void filled(long venueId, long lots, long price, boolean maker, long tradeId, long nanos) {
    fills++;
  }

  @Override
  public void removed(long venueId, Removal why, long nanos) {
    events++;
  }
}
