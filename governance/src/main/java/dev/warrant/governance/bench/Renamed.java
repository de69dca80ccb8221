package dev.warrant.governance.bench;

import dev.warrant.knowledge.event.Event;
import dev.warrant.knowledge.event.VenueEvent;
import java.util.function.UnaryOperator;

/// What a venue said of an order, said of another.
final class Renamed {
  private Renamed() {}

  static Event event(Event event, UnaryOperator<String> name) {
    return switch (event) {
      case VenueEvent.OrderReport r ->
          new VenueEvent.OrderReport(
              r.instrument(),
              name.apply(r.clientId()),
              r.venueId(),
              r.side(),
              r.kind(),
              r.status(),
              r.price(),
              r.lots(),
              r.cumLots(),
              r.tradeId(),
              r.lastLots(),
              r.lastPriceE8(),
              r.feeE8(),
              r.maker(),
              r.reduceOnly(),
              r.venueMs());
      case VenueEvent.SendOutcome s when !s.clientId().isEmpty() ->
          new VenueEvent.SendOutcome(
              s.instrument(),
              s.request(),
              name.apply(s.clientId()),
              s.outcome(),
              s.code(),
              s.message(),
              s.venueId(),
              s.status(),
              s.cumLots());
      case Event other -> other;
    };
  }
}
