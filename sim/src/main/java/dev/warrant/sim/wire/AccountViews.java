package dev.warrant.sim.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.knowledge.unit.Side;
import dev.warrant.sim.exchange.Account;
import dev.warrant.sim.exchange.Listing;
import dev.warrant.sim.exchange.Margin;
import dev.warrant.sim.exchange.Position;
import dev.warrant.sim.exchange.Risk;

/// Wallets, margins and positions as the REST API shows them.
final class AccountViews {
  private AccountViews() {}

  /// `/fapi/v2/account` and `/fapi/v3/account`; version 3 shows only instruments in use.
  static ObjectNode account(Call c, boolean v2) {
    Account account = c.account();
    Risk risk = c.exchange().risk();
    long unrealised = risk.unrealisedE8(account);
    ObjectNode out = v2 ? config() : Json.object();
    long position = 0;
    for (Listing listing : c.exchange().listings()) {
      position += risk.positionMarginE8(account, listing);
    }
    String wallet = Json.money(account.walletE8());
    String available = Json.money(risk.availableE8(account));
    out.put("totalInitialMargin", Json.money(risk.initialE8(account)))
        .put("totalMaintMargin", Json.money(risk.maintenanceE8(account)))
        .put("totalWalletBalance", wallet)
        .put("totalUnrealizedProfit", Json.money(unrealised))
        .put("totalMarginBalance", Json.money(account.walletE8() + unrealised))
        .put("totalPositionInitialMargin", Json.money(position))
        .put("totalOpenOrderInitialMargin", Json.money(risk.initialE8(account) - position))
        .put("totalCrossWalletBalance", wallet)
        .put("totalCrossUnPnl", Json.money(unrealised))
        .put("availableBalance", available)
        .put("maxWithdrawAmount", available);
    ObjectNode asset =
        Json.object()
            .put("asset", "USDT")
            .put("walletBalance", wallet)
            .put("unrealizedProfit", Json.money(unrealised))
            .put("marginBalance", Json.money(account.walletE8() + unrealised))
            .put("maintMargin", Json.money(risk.maintenanceE8(account)))
            .put("initialMargin", Json.money(risk.initialE8(account)))
            .put("positionInitialMargin", Json.money(position))
            .put("openOrderInitialMargin", Json.money(risk.initialE8(account) - position))
            .put("crossWalletBalance", wallet)
            .put("crossUnPnl", Json.money(unrealised))
            .put("availableBalance", available)
            .put("maxWithdrawAmount", available)
            .put("marginAvailable", true)
            .put("updateTime", account.updatedMs());
    out.set("assets", Json.array().add(asset));
    ArrayNode positions = Json.array();
    for (Listing listing : c.exchange().listings()) {
      if (v2 || used(account, listing)) {
        positions.add(position(c, listing));
      }
    }
    out.set("positions", positions);
    return out;
  }

  private static ObjectNode position(Call c, Listing listing) {
    Account account = c.account();
    Risk risk = c.exchange().risk();
    Instrument i = listing.instrument();
    Position p = account.position(i.index());
    long margin = risk.positionMarginE8(account, listing);
    long orders = risk.orderMarginE8(account, listing);
    return Json.object()
        .put("symbol", i.symbol())
        .put("initialMargin", Json.money(margin + orders))
        .put("maintMargin", Json.money(risk.maintenanceE8(account, listing)))
        .put("unrealizedProfit", Json.money(p.unrealisedE8(listing.markE8())))
        .put("positionInitialMargin", Json.money(margin))
        .put("openOrderInitialMargin", Json.money(orders))
        .put("leverage", Integer.toString(p.leverage()))
        .put("isolated", false)
        .put("entryPrice", Json.money(p.entryE8()))
        .put("breakEvenPrice", Json.money(p.entryE8()))
        .put("maxNotional", AccountEndpoints.whole(Margin.maxNotionalE8(i, p.leverage())))
        .put("bidNotional", Json.money(risk.openNotionalE8(account, listing, Side.BUY)))
        .put("askNotional", Json.money(risk.openNotionalE8(account, listing, Side.SELL)))
        .put("positionSide", "BOTH")
        .put("positionAmt", i.quantityText(p.net()))
        .put("notional", Json.money(p.notionalE8(listing.markE8())))
        .put("isolatedMargin", "0")
        .put("isolatedWallet", "0")
        .put("updateTime", p.updatedMs());
  }

  /// `/fapi/v2/positionRisk` and `/fapi/v3/positionRisk`.
  static ArrayNode risk(Call c, boolean v2) {
    Listing only = c.listingIfAny();
    Account account = c.account();
    ArrayNode out = Json.array();
    for (Listing listing : c.exchange().listings()) {
      if (only != null ? listing == only : v2 || used(account, listing)) {
        ObjectNode row = position(c, listing);
        Position p = account.position(listing.instrument().index());
        long liquidation = c.exchange().risk().liquidationPriceE8(account, listing);
        row.put("markPrice", Json.money(listing.markE8()))
            .put("unRealizedProfit", Json.money(p.unrealisedE8(listing.markE8())))
            .put("liquidationPrice", liquidation == 0 ? "0" : Json.money(liquidation))
            .put("maxNotionalValue", row.path("maxNotional").asText())
            .put("marginType", "cross")
            .put("marginAsset", "USDT")
            .put("isAutoAddMargin", "false")
            .put("adl", 0);
        row.remove("unrealizedProfit");
        out.add(row);
      }
    }
    return out;
  }

  static ArrayNode balance(Call c) {
    Account account = c.account();
    Risk risk = c.exchange().risk();
    String available = Json.money(risk.availableE8(account));
    return Json.array()
        .add(
            Json.object()
                .put("accountAlias", account.name())
                .put("asset", "USDT")
                .put("balance", Json.money(account.walletE8()))
                .put("crossWalletBalance", Json.money(account.walletE8()))
                .put("crossUnPnl", Json.money(risk.unrealisedE8(account)))
                .put("availableBalance", available)
                .put("maxWithdrawAmount", available)
                .put("marginAvailable", true)
                .put("updateTime", account.updatedMs()));
  }

  static ObjectNode config() {
    return Json.object()
        .put("feeTier", 0)
        .put("canTrade", true)
        .put("canDeposit", true)
        .put("canWithdraw", true)
        .put("dualSidePosition", false)
        .put("updateTime", 0)
        .put("multiAssetsMargin", false)
        .put("tradeGroupId", -1);
  }

  private static boolean used(Account account, Listing listing) {
    return account.position(listing.instrument().index()).net() != 0
        || account.openOrders().stream().anyMatch(o -> o.listing() == listing);
  }
}
