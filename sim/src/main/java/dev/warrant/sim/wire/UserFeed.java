package dev.warrant.sim.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warrant.knowledge.unit.Decimals;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.sim.exchange.Account;
import dev.warrant.sim.exchange.AlgoOrder;
import dev.warrant.sim.exchange.ExchangeListener.Execution;
import dev.warrant.sim.exchange.Listing;
import dev.warrant.sim.exchange.Order;
import dev.warrant.sim.exchange.Position;
import dev.warrant.sim.exchange.Risk;
import dev.warrant.sim.exchange.UserTrade;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The user stream: `ORDER_TRADE_UPDATE`, `TRADE_LITE`, `ACCOUNT_UPDATE`, `ALGO_UPDATE`,
/// `ACCOUNT_CONFIG_UPDATE`, `MARGIN_CALL`.
final class UserFeed {
  private final ListenKeys keys;
  private final Supplier<List<Listing>> listings;
  private final JsonBytes w = new JsonBytes();

  UserFeed(ListenKeys keys, Supplier<List<Listing>> listings) {
    this.keys = keys;
    this.listings = listings;
  }

  void order(Account account, Order o, Execution why, @Nullable UserTrade trade, long nanos) {
    Channel channel = open(account);
    if (channel == null) {
      return;
    }
    long ms = nanos / 1_000_000;
    if (trade != null && why == Execution.TRADE) {
      lite(channel, o, trade, ms);
    }
    ObjectNode out = event("ORDER_TRADE_UPDATE", ms);
    out.set("o", body(o, why, trade, ms));
    send(channel, out);
  }

  private static ObjectNode body(Order o, Execution why, @Nullable UserTrade t, long ms) {
    Instrument i = o.instrument();
    String type = o.market() ? "MARKET" : "LIMIT";
    ObjectNode out =
        Json.object()
            .put("s", i.symbol())
            .put("c", o.clientId())
            .put("S", o.side().name())
            .put("o", type)
            .put("f", o.force().name())
            .put("q", i.quantityText(o.lots()))
            .put("p", i.priceText(o.price()))
            .put("ap", o.filled() == 0 ? "0" : Decimals.text(o.averageE8(), 5))
            .put("sp", "0")
            .put("x", why.name())
            .put("X", o.status().name())
            .put("i", o.id())
            .put("l", t == null ? "0" : i.quantityText(t.lots()))
            .put("z", o.filled() == 0 ? "0" : i.quantityText(o.filled()))
            .put("L", t == null ? "0" : i.priceText(t.price()))
            .put("n", t == null ? "0" : Json.money(t.feeE8()))
            .put("N", "USDT")
            .put("T", ms)
            .put("t", t == null ? 0 : t.tradeId())
            .put("b", "0")
            .put("a", "0")
            .put("m", t != null && t.maker())
            .put("R", o.reduceOnly())
            .put("wt", "CONTRACT_PRICE")
            .put("ot", type)
            .put("ps", "BOTH")
            .put("cp", false)
            .put("rp", t == null ? "0" : Json.money(t.realisedE8()))
            .put("pP", false)
            .put("si", 0)
            .put("ss", 0)
            .put("V", "EXPIRE_MAKER")
            .put("pm", "NONE")
            .put("gtd", 0);
    return out.put("er", Integer.toString(o.expiryReason()));
  }

  private void lite(Channel channel, Order o, UserTrade t, long ms) {
    Instrument i = o.instrument();
    send(
        channel,
        event("TRADE_LITE", ms)
            .put("s", i.symbol())
            .put("q", i.quantityText(o.lots()))
            .put("p", i.priceText(o.price()))
            .put("m", t.maker())
            .put("c", o.clientId())
            .put("S", o.side().name())
            .put("L", i.priceText(t.price()))
            .put("l", i.quantityText(t.lots()))
            .put("t", t.tradeId())
            .put("i", o.id()));
  }

  void account(Account account, String reason, int instrument, long changeE8, long nanos) {
    Channel channel = open(account);
    if (channel == null) {
      return;
    }
    String wallet = Json.money(account.walletE8());
    ObjectNode a = Json.object().put("m", reason);
    a.set(
        "B",
        Json.array()
            .add(
                Json.object()
                    .put("a", "USDT")
                    .put("wb", wallet)
                    .put("cw", wallet)
                    .put("bc", Json.money(changeE8))));
    ArrayNode positions = Json.array();
    if (instrument >= 0 && !reason.equals("FUNDING_FEE")) {
      positions.add(position(account, listings.get().get(instrument)));
    }
    a.set("P", positions);
    ObjectNode out = event("ACCOUNT_UPDATE", nanos / 1_000_000);
    out.set("a", a);
    send(channel, out);
  }

  private static ObjectNode position(Account account, Listing listing) {
    Instrument i = listing.instrument();
    Position p = account.position(i.index());
    return Json.object()
        .put("s", i.symbol())
        .put("pa", i.quantityText(p.net()))
        .put("ep", Json.money(p.entryE8()))
        .put("bep", Json.money(p.entryE8()))
        .put("cr", Json.money(p.realisedE8()))
        .put("up", Json.money(p.unrealisedE8(listing.markE8())))
        .put("mt", "cross")
        .put("iw", "0")
        .put("ps", "BOTH")
        .put("ma", "USDT");
  }

  void algo(Account account, AlgoOrder x, long nanos) {
    Channel channel = open(account);
    if (channel == null) {
      return;
    }
    Instrument i = x.listing().instrument();
    Order order = x.order();
    ObjectNode o =
        Json.object()
            .put("caid", x.clientId())
            .put("aid", x.id())
            .put("at", "CONDITIONAL")
            .put("o", OrderViews.type(x))
            .put("s", i.symbol())
            .put("S", x.side().name())
            .put("ps", "BOTH")
            .put("f", "GTC")
            .put("q", i.quantityText(x.lots()))
            .put("X", x.status().name())
            .put("ai", order == null ? "" : Long.toString(order.id()))
            .put("ap", order == null ? "0.00000" : Decimals.text(order.averageE8(), 5))
            .put("aq", order == null ? "0.00000" : i.quantityText(order.filled()))
            .put("act", order == null ? "0" : "MARKET")
            .put("tp", OrderViews.trigger(x))
            .put("p", "0")
            .put("V", "EXPIRE_MAKER")
            .put("wt", OrderViews.workingType(x))
            .put("pm", "NONE")
            .put("cp", x.closePosition())
            .put("pP", false)
            .put("R", x.reduceOnly())
            .put("tt", x.triggeredMs())
            .put("gtd", 0);
    o.put("rm", x.reason());
    ObjectNode out = event("ALGO_UPDATE", nanos / 1_000_000);
    out.set("o", o);
    send(channel, out);
  }

  void leverage(Account account, int instrument, long nanos) {
    Channel channel = open(account);
    if (channel == null) {
      return;
    }
    Position p = account.position(instrument);
    ObjectNode out = event("ACCOUNT_CONFIG_UPDATE", nanos / 1_000_000);
    out.set("ac", Json.object().put("s", p.instrument().symbol()).put("l", p.leverage()));
    send(channel, out);
  }

  void marginCall(Account account, Risk risk, long nanos) {
    Channel channel = open(account);
    if (channel == null) {
      return;
    }
    ArrayNode positions = Json.array();
    for (Listing listing : listings.get()) {
      Instrument i = listing.instrument();
      Position p = account.position(i.index());
      if (p.net() != 0) {
        positions.add(
            Json.object()
                .put("s", i.symbol())
                .put("ps", "BOTH")
                .put("pa", i.quantityText(p.net()))
                .put("mt", "CROSSED")
                .put("iw", "0")
                .put("mp", Json.money(listing.markE8()))
                .put("up", Json.money(p.unrealisedE8(listing.markE8())))
                .put("mm", Json.money(risk.maintenanceE8(account, listing))));
      }
    }
    ObjectNode out =
        event("MARGIN_CALL", nanos / 1_000_000).put("cw", Json.money(account.walletE8()));
    out.set("p", positions);
    send(channel, out);
  }

  private @Nullable Channel open(Account account) {
    Channel channel = keys.channel(account);
    return channel == null || channel.idle() ? null : channel;
  }

  private static ObjectNode event(String type, long ms) {
    return Json.object().put("e", type).put("T", ms).put("E", ms);
  }

  private void send(Channel channel, ObjectNode event) {
    channel.begin(w).raw(Json.bytes(event));
    channel.send(w);
  }
}
