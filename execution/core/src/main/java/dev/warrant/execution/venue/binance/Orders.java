package dev.warrant.execution.venue.binance;

import dev.warrant.knowledge.event.VenueEvent;
import dev.warrant.knowledge.event.VenueEvent.OrderStatus;
import dev.warrant.knowledge.order.OrderKind;
import dev.warrant.knowledge.order.OrderRecord;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.knowledge.unit.Side;

/// Writes orders as parameters of Binance's order endpoints.
final class Orders {
  private Orders() {}

  /// Parameters of `POST /fapi/v1/order`.
  static String plain(OrderRecord o, Instrument i) {
    StringBuilder q =
        new StringBuilder(200)
            .append("symbol=")
            .append(i.symbol())
            .append("&side=")
            .append(o.side().name())
            .append("&type=")
            .append(o.kind() == OrderKind.MARKET ? "MARKET" : "LIMIT")
            .append("&quantity=")
            .append(i.quantityText(o.lots()))
            .append("&newClientOrderId=")
            .append(o.clientId());
    if (o.kind() != OrderKind.MARKET) {
      q.append("&price=")
          .append(i.priceText(o.price()))
          .append("&timeInForce=")
          .append(tif(o.kind()));
    }
    return q.append(o.reduceOnly() ? "&reduceOnly=true" : "")
        .append("&newOrderRespType=RESULT")
        .toString();
  }

  /// Parameters of `POST /fapi/v1/algoOrder`: conditional orders since 2025-12-09.
  static String stop(OrderRecord o, Instrument i) {
    return "algoType=CONDITIONAL&symbol="
        + i.symbol()
        + "&side="
        + o.side().name()
        + "&type=STOP_MARKET&quantity="
        + i.quantityText(o.lots())
        + "&triggerPrice="
        + i.priceText(o.price())
        + "&workingType=MARK_PRICE&reduceOnly=true&clientAlgoId="
        + o.clientId();
  }

  /// The venue knows no order of this id.
  static VenueEvent missing(int instrument, String clientId) {
    return new VenueEvent.OrderFound(
        instrument,
        clientId,
        false,
        0,
        Side.BUY,
        OrderKind.LIMIT,
        OrderStatus.REJECTED,
        0,
        0,
        0,
        false);
  }

  private static String tif(OrderKind kind) {
    return switch (kind) {
      case POST_ONLY -> "GTX";
      case IOC -> "IOC";
      case LIMIT, MARKET, STOP_MARKET -> "GTC";
    };
  }
}
