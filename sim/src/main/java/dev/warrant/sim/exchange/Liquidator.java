package dev.warrant.sim.exchange;

import dev.warrant.knowledge.event.VenueEvent.OrderStatus;
import dev.warrant.knowledge.unit.E8;
import java.util.List;

/// Closes the positions of accounts that no longer hold their maintenance margin: open orders
/// expire, each position goes to the market as an immediate order named `autoclose-…`, the
/// insurance fund takes what finds no buyer, collects the fee and covers a negative wallet.
final class Liquidator {
  private final Exchange exchange;
  private final List<Account> accounts;
  private final Account fund;
  private long names;

  /// @param accounts all accounts, of which the first is the insurance fund
  Liquidator(Exchange exchange, List<Account> accounts) {
    this.exchange = exchange;
    this.accounts = accounts;
    this.fund = accounts.getFirst();
  }

  /// Looks at every account.
  void sweep(long nanos) {
    for (Account account : accounts) {
      if (account == fund) {
        continue;
      }
      if (exchange.risk().bankrupt(account)) {
        liquidate(account, nanos);
      } else {
        warn(account, nanos);
      }
    }
  }

  /// A margin call goes out once when the margin ratio passes 80 %.
  private void warn(Account account, long nanos) {
    long needed = exchange.risk().maintenanceE8(account);
    boolean tight =
        needed > 0 && needed >= Money.scaled(exchange.risk().balanceE8(account), 800_000);
    if (tight && !account.warned) {
      exchange.listener().marginCalled(account, nanos);
    }
    account.warned = tight;
  }

  private void liquidate(Account account, long nanos) {
    for (Order order : account.openOrders()) {
      exchange.books().cancel(order, OrderStatus.EXPIRED, Order.EXPIRED_LIQUIDATION, nanos);
    }
    for (AlgoOrder algo : account.openAlgos()) {
      exchange.conditionals().end(algo, AlgoOrder.Status.EXPIRED, nanos);
    }
    for (Listing listing : exchange.listings()) {
      Position position = account.position(listing.instrument().index());
      if (position.net() != 0) {
        close(account, listing, position, nanos);
      }
    }
    if (account.walletE8() < 0) {
      exchange.settlement().pay(account, fund, account.walletE8(), nanos);
    }
  }

  private void close(Account account, Listing listing, Position position, long nanos) {
    long net = position.net();
    @E8
    long fee =
        Money.owed(
            Math.abs(position.notionalE8(listing.markE8())), exchange.rules().liquidationFeePpm());
    String name = "autoclose-" + nanos / 1_000_000 + "-" + ++names;
    int sign = Exchange.closing(position).sign();
    long bound =
        listing.markE8() + sign * Money.scaled(listing.markE8(), exchange.rules().marketBoundPpm());
    NewOrder order =
        new NewOrder(
            listing.instrument().index(),
            Exchange.closing(position),
            false,
            TimeInForce.IOC,
            listing.instrument().ticksOfE8(bound) * listing.instrument().tickE8(),
            Math.abs(net) * listing.instrument().lotE8(),
            true,
            name);
    exchange.accept(account, listing, order, Order.Origin.LIQUIDATION, nanos);
    if (position.net() != 0) {
      exchange.settlement().takeOver(account, fund, listing, listing.markE8(), nanos);
    }
    long payable = Math.min(fee, Math.max(0, account.walletE8()));
    if (payable > 0) {
      exchange.settlement().pay(account, fund, payable, nanos);
    }
  }
}
