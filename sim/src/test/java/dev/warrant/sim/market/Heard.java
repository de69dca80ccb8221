package dev.warrant.sim.market;

import dev.warrant.knowledge.event.MarketEvent;
import dev.warrant.sim.exchange.MarketListener;
import java.util.ArrayList;
import java.util.List;

/// A listener that keeps everything.
final class Heard implements MarketListener {
  /// A public event and the time it was published at.
  record Public(long nanos, MarketEvent event) {}

  /// A fill.
  record Fill(long venueId, long lots, long price, boolean maker, long tradeId, long nanos) {}

  /// A removal.
  record Gone(long venueId, Removal why) {}

  final List<Public> all = new ArrayList<>();
  final List<Fill> fills = new ArrayList<>();
  final List<Gone> gone = new ArrayList<>();

  @Override
  public void published(MarketEvent event, long nanos) {
    all.add(new Public(nanos, event));
  }

  @Override
  public void filled(long venueId, long lots, long price, boolean maker, long tradeId, long nanos) {
    fills.add(new Fill(venueId, lots, price, maker, tradeId, nanos));
  }

  @Override
  public void removed(long venueId, Removal why, long nanos) {
    gone.add(new Gone(venueId, why));
  }

  <T extends MarketEvent> List<T> only(Class<T> type) {
    return all.stream().map(Public::event).filter(type::isInstance).map(type::cast).toList();
  }

  long filledLots() {
    return fills.stream().mapToLong(Fill::lots).sum();
  }
}
