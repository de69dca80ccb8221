package dev.warrant.sim.exchange;

import dev.warrant.knowledge.unit.E8;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.knowledge.unit.Side;
import java.util.List;

/// Margin of accounts: what positions and orders need, what is free, when the venue steps in.
///
/// Orders count one-sided, as on Binance: per instrument the larger of "all buys fill" and "all
/// sells fill"; reduce-only orders need nothing.
public final class Risk {
  private final List<Listing> listings;

  Risk(List<Listing> listings) {
    this.listings = listings;
  }

  /// Unrealised profit of all positions at the mark.
  public @E8 long unrealisedE8(Account account) {
    long sum = 0;
    for (Listing listing : listings) {
      sum += position(account, listing).unrealisedE8(listing.markE8());
    }
    return sum;
  }

  /// Wallet plus unrealised profit.
  public @E8 long balanceE8(Account account) {
    return account.walletE8() + unrealisedE8(account);
  }

  /// Maintenance margin of all positions.
  public @E8 long maintenanceE8(Account account) {
    long sum = 0;
    for (Listing listing : listings) {
      sum += maintenanceE8(account, listing);
    }
    return sum;
  }

  /// Maintenance margin of one position.
  public @E8 long maintenanceE8(Account account, Listing listing) {
    long notional = Math.abs(position(account, listing).notionalE8(listing.markE8()));
    return Margin.maintenanceE8(listing.instrument(), notional);
  }

  /// Initial margin of one position.
  public @E8 long positionMarginE8(Account account, Listing listing) {
    Position p = position(account, listing);
    return Money.ceilOf(Math.abs(p.notionalE8(listing.markE8())), 1, p.leverage());
  }

  /// Initial margin that open orders need on top of the position's.
  public @E8 long orderMarginE8(Account account, Listing listing) {
    return exposureMarginE8(account, listing, 0, 0) - positionMarginE8(account, listing);
  }

  /// Initial margin of positions and open orders.
  public @E8 long initialE8(Account account) {
    long sum = 0;
    for (Listing listing : listings) {
      sum += exposureMarginE8(account, listing, 0, 0);
    }
    return sum;
  }

  /// What is free for new orders, never negative.
  public @E8 long availableE8(Account account) {
    return Math.max(0, balanceE8(account) - initialE8(account));
  }

  /// Notional of the open orders of one side that are not reduce-only.
  public @E8 long openNotionalE8(Account account, Listing listing, Side side) {
    long sum = 0;
    for (Order o : account.open.values()) {
      if (o.listing() == listing && o.side() == side && !o.reduceOnly()) {
        sum += o.instrument().notionalE8(o.price(), o.left());
      }
    }
    return sum;
  }

  /// The mark price at which the account is liquidated if no other price moves; 0 if none.
  public @E8 long liquidationPriceE8(Account account, Listing listing) {
    Position p = position(account, listing);
    if (p.net() == 0) {
      return 0;
    }
    long others =
        unrealisedE8(account)
            - p.unrealisedE8(listing.markE8())
            - maintenanceE8(account)
            + maintenanceE8(account, listing);
    Instrument instrument = listing.instrument();
    long notional = Math.abs(p.notionalE8(listing.markE8()));
    return Margin.liquidationPriceE8(
        account.walletE8() + others,
        instrument,
        p.net(),
        p.entryE8(),
        Margin.bracket(instrument, notional));
  }

  /// Whether the margin balance has fallen to the maintenance margin.
  boolean bankrupt(Account account) {
    long needed = maintenanceE8(account);
    return needed > 0 && balanceE8(account) <= needed;
  }

  /// Refuses what the account cannot carry. An order that needs no more margin than the account
  /// uses already always passes.
  ///
  /// @param priceE8 price at which the order is valued
  void admit(Account account, Listing listing, Side side, @E8 long notional, @E8 long priceE8) {
    long buys = side == Side.BUY ? notional : 0;
    long sells = side == Side.SELL ? notional : 0;
    long before = exposureMarginE8(account, listing, 0, 0);
    long after = exposureMarginE8(account, listing, buys, sells);
    if (after <= before) {
      return;
    }
    Position p = position(account, listing);
    if (after
        > Money.ceilOf(Margin.maxNotionalE8(listing.instrument(), p.leverage()), 1, p.leverage())) {
      throw new Rejection(-2027, "Exceeded the maximum allowable position at current leverage.");
    }
    long lost =
        Math.max(0, Money.floorOf(notional, side.sign() * (priceE8 - listing.markE8()), priceE8));
    if (initialE8(account) - before + after + lost > balanceE8(account)) {
      throw new Rejection(-2019, "Margin is insufficient.");
    }
  }

  /// Refuses a leverage under which the account could not carry what it has.
  void admitLeverage(Account account, Listing listing, int leverage) {
    Position p = position(account, listing);
    long exposure = exposureE8(account, listing, 0, 0);
    if (exposure > Margin.maxNotionalE8(listing.instrument(), leverage)) {
      throw new Rejection(-2027, "Exceeded the maximum allowable position at current leverage.");
    }
    long grows = Money.ceilOf(exposure, 1, leverage) - Money.ceilOf(exposure, 1, p.leverage());
    if (grows > 0 && grows > availableE8(account)) {
      throw new Rejection(
          -2028, "Leverage is smaller than permitted: insufficient margin balance.");
    }
  }

  private long exposureMarginE8(Account account, Listing listing, long buys, long sells) {
    int leverage = position(account, listing).leverage();
    return Money.ceilOf(exposureE8(account, listing, buys, sells), 1, leverage);
  }

  private long exposureE8(Account account, Listing listing, long buys, long sells) {
    long held = position(account, listing).notionalE8(listing.markE8());
    long ifBought = held + openNotionalE8(account, listing, Side.BUY) + buys;
    long ifSold = held - openNotionalE8(account, listing, Side.SELL) - sells;
    return Math.max(Math.abs(held), Math.max(Math.abs(ifBought), Math.abs(ifSold)));
  }

  private static Position position(Account account, Listing listing) {
    return account.position(listing.instrument().index());
  }
}
