package dev.warrant.knowledge.event;

import dev.warrant.knowledge.unit.Instrument;
import java.util.List;
import java.util.TreeMap;

/// Which order of ours the venue gave which number, as far as its reports and answers told. The
/// venue's list of past fills names orders by that number alone.
public final class VenueNumbers {
  private static final String STOP = "S";

  private final TreeMap<String, String> clients = new TreeMap<>();
  private List<Instrument> instruments = List.of();

  /// Learns from the next input.
  public void on(Event event) {
    switch (event) {
      case DeskEvent.Started s -> instruments = s.instruments();
      case VenueEvent.OrderReport r -> {
        if (r.tradeId() != 0) {
          clients.put(key(r.instrument(), r.venueId()), r.clientId());
        } else {
          learn(r.instrument(), r.clientId(), r.venueId());
        }
      }
      case VenueEvent.SendOutcome s -> {
        boolean place =
            s.request() == VenueEvent.Request.PLACE || s.request() == VenueEvent.Request.PLACE_STOP;
        if (place && s.outcome() == VenueEvent.Outcome.ACCEPTED) {
          learn(s.instrument(), s.clientId(), s.venueId());
        }
      }
      case VenueEvent.OrderFound f -> {
        if (f.found()) {
          learn(f.instrument(), f.clientId(), f.venueId());
        }
      }
      case VenueEvent.OpenOrders all ->
          all.orders().forEach(o -> learn(o.instrument(), o.clientId(), o.venueId()));
      case DeskEvent _, MarketEvent _, VenueEvent _ -> {}
    }
  }

  /// A stop has another number than the order it becomes.
  private void learn(int instrument, String clientId, long venueId) {
    if (venueId != 0 && !clientId.startsWith(STOP)) {
      clients.put(key(instrument, venueId), clientId);
    }
  }

  /// Our id of an order; empty if nothing named both.
  public String client(int instrument, long venueId) {
    return clients.getOrDefault(key(instrument, venueId), "");
  }

  /// By symbol: another life of a run may count its instruments otherwise.
  private String key(int instrument, long venueId) {
    String symbol =
        instrument >= 0 && instrument < instruments.size()
            ? instruments.get(instrument).symbol()
            : Integer.toString(instrument);
    return symbol + " " + venueId;
  }
}
