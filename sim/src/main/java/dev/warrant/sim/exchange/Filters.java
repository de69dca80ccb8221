package dev.warrant.sim.exchange;

import dev.warrant.knowledge.unit.Decimals;
import dev.warrant.knowledge.unit.E8;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.knowledge.unit.Side;
import java.util.regex.Pattern;

/// The venue's filters (`exchangeInfo`): price step, quantity step and range, notional, price band.
/// Codes and words are Binance's.
final class Filters {
  private static final Pattern CLIENT_ID = Pattern.compile("[.A-Z:/a-z0-9_-]{1,36}");

  private final ExchangeRules rules;

  Filters(ExchangeRules rules) {
    this.rules = rules;
  }

  void check(Listing listing, NewOrder order) {
    Instrument instrument = listing.instrument();
    clientId(order.clientId());
    quantity(instrument, order.quantityE8());
    long price = order.market() ? listing.markE8() : order.priceE8();
    if (!order.market()) {
      price(instrument, price);
      band(listing, order.side(), price);
    }
    if (!order.reduceOnly()) {
      long notional = Money.notional(instrument, order.quantityE8() / instrument.lotE8(), price);
      if (notional < instrument.minNotionalE8()) {
        throw new Rejection(
            -4164,
            "Order's notional must be no smaller than "
                + plain(instrument.minNotionalE8())
                + " (unless you choose reduce only).");
      }
    }
  }

  void check(Listing listing, NewAlgo algo) {
    clientId(algo.clientId());
    price(listing.instrument(), algo.triggerE8());
    if (algo.closePosition()) {
      if (algo.quantityE8() != 0 || algo.reduceOnly()) {
        String name = algo.reduceOnly() ? "reduceOnly" : "quantity";
        throw new Rejection(-1106, "Parameter '" + name + "' sent when not required.");
      }
    } else {
      quantity(listing.instrument(), algo.quantityE8());
    }
  }

  private static void clientId(String id) {
    if (!id.isEmpty() && !CLIENT_ID.matcher(id).matches()) {
      throw new Rejection(-4015, "Client order id is not valid.");
    }
  }

  private static void quantity(Instrument instrument, @E8 long quantity) {
    if (quantity <= 0) {
      throw new Rejection(-4003, "Quantity less than or equal to zero.");
    }
    if (quantity % instrument.lotE8() != 0) {
      throw new Rejection(-1111, "Precision is over the maximum defined for this asset.");
    }
    long lots = quantity / instrument.lotE8();
    if (lots < instrument.minLots()) {
      throw new Rejection(-4004, "Quantity less than min quantity.");
    }
    if (lots > instrument.maxLots()) {
      throw new Rejection(-4005, "Quantity greater than max quantity.");
    }
  }

  private static void price(Instrument instrument, @E8 long price) {
    if (price <= 0) {
      throw new Rejection(-4001, "Price less than or equal to zero.");
    }
    if (price % instrument.tickE8() != 0) {
      throw new Rejection(-4014, "Price not increased by tick size.");
    }
  }

  private void band(Listing listing, Side side, @E8 long price) {
    long edge = listing.markE8() + side.sign() * Money.scaled(listing.markE8(), rules.bandPpm());
    if (side == Side.BUY && price > edge) {
      throw new Rejection(-4016, "Limit price can't be higher than " + plain(edge) + ".");
    }
    if (side == Side.SELL && price < edge) {
      throw new Rejection(-4024, "Limit price can't be lower than " + plain(edge) + ".");
    }
  }

  private static String plain(@E8 long value) {
    String text = Decimals.text(value, 8);
    int end = text.length();
    while (text.charAt(end - 1) == '0') {
      end--;
    }
    return text.substring(0, text.charAt(end - 1) == '.' ? end - 1 : end);
  }
}
