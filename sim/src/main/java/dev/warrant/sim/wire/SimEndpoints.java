package dev.warrant.sim.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warrant.sim.exchange.Account;
import dev.warrant.sim.exchange.Listing;
import dev.warrant.sim.exchange.Rejection;

/// `/sim/…`: what no real venue has. Faults on purpose, money from nowhere, and a look at every
/// account. Not limited, not signed, loopback only.
///
/// `POST /sim/fault?kind=` `tooMany` (millis) · `ban` (millis) · `spend` (count: weight of this
/// minute, as if other programs of the address had asked) · `silence` (millis) · `skew` (millis) ·
/// `delay` (millis, during) · `reject` (count, code, msg) · `swallow` (count, status 0, 408 or 503)
/// · `dropDepth` (count) · `repeatDepth` (count) · `dropSockets` (match) · `clear`.
final class SimEndpoints {
  private final Faults faults;
  private final RateLimits limits;
  private final Streams streams;

  SimEndpoints(Faults faults, RateLimits limits, Streams streams, Routes routes) {
    this.faults = faults;
    this.limits = limits;
    this.streams = streams;
    routes.open("POST /sim/fault", 0, this::fault);
    routes.open("GET /sim/state", 0, this::state);
    routes.open("POST /sim/transfer", 0, SimEndpoints::transfer);
  }

  private String fault(Call c) {
    Params p = c.params();
    long ms = c.nanos() / 1_000_000;
    int n = 0;
    switch (p.need("kind")) {
      case "ban" -> limits.ban(p.number("millis", 60_000), ms);
      case "spend" -> limits.spend((int) p.number("count", RateLimits.WEIGHT_LIMIT), ms);
      case "dropSockets" -> n = streams.drop(p.get("match", ""), "dropped on purpose");
      case "clear" -> {
        limits.forgive();
        faults.set(p, ms);
      }
      default -> faults.set(p, ms);
    }
    return Json.text(Json.object().put("done", true).put("sockets", n));
  }

  private static String transfer(Call c) {
    Account account = c.exchange().byKey(c.params().need("apiKey"));
    if (account == null) {
      throw new Rejection(-2015, "Invalid API-key, IP, or permissions for action.");
    }
    c.exchange().transfer(account, c.params().needDecimal("amount"), c.nanos());
    return Json.text(Json.object().put("walletBalance", Json.money(account.walletE8())));
  }

  private String state(Call c) {
    ArrayNode accounts = Json.array();
    for (Account a : c.exchange().accounts()) {
      ObjectNode one =
          Json.object()
              .put("name", a.name())
              .put("walletBalance", Json.money(a.walletE8()))
              .put("marginBalance", Json.money(c.exchange().risk().balanceE8(a)))
              .put("maintMargin", Json.money(c.exchange().risk().maintenanceE8(a)))
              .put("openOrders", a.openOrders().size())
              .put("openAlgoOrders", a.openAlgos().size());
      ObjectNode positions = Json.object();
      for (Listing l : c.exchange().listings()) {
        positions.put(
            l.instrument().symbol(),
            l.instrument().quantityText(a.position(l.instrument().index()).net()));
      }
      one.set("positions", positions);
      accounts.add(one);
    }
    ObjectNode out =
        Json.object()
            .put("time", c.nanos() / 1_000_000)
            .put("sockets", streams.count())
            .put("fees", Json.money(c.exchange().feesE8()));
    out.set("accounts", accounts);
    out.set("streams", streams.view());
    return Json.text(out);
  }
}
