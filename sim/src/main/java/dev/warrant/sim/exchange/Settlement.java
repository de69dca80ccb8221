package dev.warrant.sim.exchange;

import dev.warrant.knowledge.event.VenueEvent.OrderStatus;
import dev.warrant.knowledge.unit.E8;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.knowledge.unit.Lots;
import dev.warrant.knowledge.unit.Ticks;
import dev.warrant.sim.exchange.ExchangeListener.Execution;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Books what markets report: fills, ends of orders, fees, funding. Whatever leaves one wallet
/// arrives in another, at the background, or in the fee pot.
final class Settlement {
  private final List<Account> accounts;
  private final ExchangeListener out;
  private final Map<Long, Order> live = new TreeMap<>();
  private @Nullable Order resizing;
  private long feesE8;
  private long fundingE8;
  private long incomeIds;
  private boolean touched;

  Settlement(List<Account> accounts, ExchangeListener out) {
    this.accounts = accounts;
    this.out = out;
  }

  /// Fees collected since the start.
  @E8
  long feesE8() {
    return feesE8;
  }

  /// Funding that accounts paid to the background, less what they received.
  @E8
  long fundingE8() {
    return fundingE8;
  }

  /// Whether orders or money have changed since the last call.
  boolean takeTouched() {
    boolean was = touched;
    touched = false;
    return was;
  }

  void accepted(Order order, long nanos) {
    touched = true;
    live.put(order.id(), order);
    order.account.add(order);
    out.orderChanged(order, Execution.NEW, nanos);
  }

  /// While an order is resized its leaving the book is no end of it.
  void resizing(@Nullable Order order) {
    resizing = order;
  }

  void fill(
      long venueId, @Lots long lots, @Ticks long price, boolean maker, long tradeId, long nanos) {
    Order order = live.get(venueId);
    if (order == null) {
      throw new IllegalStateException(
          "a market filled order " + venueId + ", expected one that is live");
    }
    Account account = order.account;
    Instrument instrument = order.instrument();
    long ms = nanos / 1_000_000;
    long notional = instrument.notionalE8(price, lots);
    long fee = Money.owed(notional, maker ? instrument.makerFeePpm() : instrument.takerFeePpm());
    long realised =
        account.position(instrument.index()).trade(order.side().sign() * lots, notional, ms);
    order.fill(lots, notional, ms);
    if (realised != 0) {
      credit(account, instrument.symbol(), "REALIZED_PNL", realised, ms, tradeId);
    }
    credit(account, instrument.symbol(), "COMMISSION", -fee, ms, tradeId);
    feesE8 += fee;
    UserTrade trade =
        new UserTrade(order, tradeId, price, lots, notional, fee, realised, maker, ms);
    account.add(trade);
    if (!order.live()) {
      forget(order);
    }
    out.accountChanged(account, "ORDER", instrument.index(), 0, nanos);
    out.traded(account, trade, order.liquidation() ? Execution.CALCULATED : Execution.TRADE, nanos);
    if (order.liquidation()) {
      out.liquidated(order, trade, nanos);
    }
    if (order.live() && order.booked() == 0) {
      end(order, OrderStatus.EXPIRED, Order.EXPIRED_WOULD_REVERSE, nanos);
    }
  }

  void removed(long venueId, MarketListener.Removal why, long nanos) {
    Order order = live.get(venueId);
    if (order == null || order == resizing) {
      return;
    }
    switch (why) {
      case CANCELLED -> end(order, OrderStatus.CANCELED, 0, nanos);
      case EXPIRED -> end(order, OrderStatus.EXPIRED, Order.EXPIRED_UNFILLED, nanos);
      case WOULD_TAKE -> end(order, OrderStatus.EXPIRED, 0, nanos);
    }
  }

  /// Ends a live order; one that has ended is left alone.
  void end(Order order, OrderStatus how, int reason, long nanos) {
    if (!order.live()) {
      return;
    }
    order.end(how, reason, nanos / 1_000_000);
    forget(order);
    out.orderChanged(
        order, how == OrderStatus.CANCELED ? Execution.CANCELED : Execution.EXPIRED, nanos);
  }

  void fund(Listing listing, Listing.Funding funding, long nanos) {
    Instrument instrument = listing.instrument();
    for (Account account : accounts) {
      Position position = account.position(instrument.index());
      if (position.net() == 0) {
        continue;
      }
      long paid =
          Money.ceilOf(position.notionalE8(funding.markE8()), funding.rateE8(), Money.ONE_E8);
      fundingE8 += paid;
      credit(account, instrument.symbol(), "FUNDING_FEE", -paid, nanos / 1_000_000, 0);
      out.accountChanged(account, "FUNDING_FEE", instrument.index(), -paid, nanos);
    }
  }

  void transfer(Account account, @E8 long amount, long nanos) {
    credit(account, "", "TRANSFER", amount, nanos / 1_000_000, 0);
    out.accountChanged(account, amount < 0 ? "WITHDRAW" : "DEPOSIT", -1, amount, nanos);
  }

  /// Moves a whole position to another account at a price, without a fee.
  void takeOver(Account from, Account to, Listing listing, @E8 long priceE8, long nanos) {
    Instrument instrument = listing.instrument();
    Position position = from.position(instrument.index());
    long net = position.net();
    long notional = Math.abs(position.notionalE8(priceE8));
    long ms = nanos / 1_000_000;
    long lost = position.trade(-net, notional, ms);
    long won = to.position(instrument.index()).trade(net, notional, ms);
    credit(from, instrument.symbol(), "REALIZED_PNL", lost, ms, 0);
    credit(to, instrument.symbol(), "REALIZED_PNL", won, ms, 0);
    out.accountChanged(from, "INSURANCE_CLEAR", instrument.index(), 0, nanos);
  }

  void pay(Account from, Account to, @E8 long amount, long nanos) {
    credit(from, "", "INSURANCE_CLEAR", -amount, nanos / 1_000_000, 0);
    credit(to, "", "INSURANCE_CLEAR", amount, nanos / 1_000_000, 0);
    out.accountChanged(from, "INSURANCE_CLEAR", -1, -amount, nanos);
  }

  private void forget(Order order) {
    live.remove(order.id());
    order.account.open.remove(order.id());
  }

  private void credit(
      Account account, String symbol, String type, long amount, long ms, long tradeId) {
    touched = true;
    account.credit(new Income(symbol, type, amount, ms, ++incomeIds, tradeId));
  }
}
