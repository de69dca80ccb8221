package dev.warrant.sim.exchange;

import dev.warrant.knowledge.event.MarketEvent;
import dev.warrant.knowledge.event.VenueEvent.OrderStatus;
import dev.warrant.knowledge.unit.E8;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.knowledge.unit.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A simulated USD-M perpetual futures exchange: accounts, orders, margin, funding, liquidation
/// over one [Market] per instrument. It is deterministic and single threaded; the caller owns the
/// clock and hands in every `nanos` (nanoseconds since the epoch, never decreasing).
///
/// Rules, codes and words follow Binance USD-M: one-way positions, cross margin, self-trade
/// prevention `EXPIRE_MAKER`.
public final class Exchange {
  private static final long GRID_NANOS = 10_000_000L;
  private static final int ROUNDS = 1000;

  private final ExchangeRules rules;
  private final ExchangeListener out;
  private final List<Listing> listings = new ArrayList<>();
  private final List<Account> accounts = new ArrayList<>();
  private final Map<String, Listing> bySymbol = new TreeMap<>();
  private final Map<String, Account> byKey = new TreeMap<>();
  private final Settlement settlement;
  private final Risk risk;
  private final Filters filters;
  private final OrderBooks books;
  private final Conditionals conditionals;
  private final Liquidator liquidator;
  private long orderIds = 1_000_000;
  private long algoIds = 2_000_000;
  private long nowNanos;

  /// An exchange over `markets`, whose instruments are numbered from 0 in this order.
  ///
  /// @param startNanos the time at which it opens
  /// @throws IllegalArgumentException if an instrument's index is not its place in the list
  public Exchange(
      List<Market> markets, ExchangeRules rules, ExchangeListener out, long startNanos) {
    this.rules = rules;
    this.out = out;
    nowNanos = startNanos;
    for (int i = 0; i < markets.size(); i++) {
      Market market = markets.get(i);
      Instrument instrument = market.instrument();
      if (instrument.index() != i) {
        throw new IllegalArgumentException(
            instrument.symbol() + " has index " + instrument.index() + ", expected " + i);
      }
      Listing listing = new Listing(this, market, market.mark(startNanos));
      listings.add(listing);
      bySymbol.put(instrument.symbol(), listing);
    }
    settlement = new Settlement(accounts, out);
    risk = new Risk(listings);
    filters = new Filters(rules);
    books = new OrderBooks(settlement, rules);
    conditionals = new Conditionals(accounts, out, this::become);
    account("insurance", "", "", 0);
    liquidator = new Liquidator(this, accounts);
  }

  /// Opens an account.
  ///
  /// @throws IllegalArgumentException if the key is taken
  public Account open(String name, String apiKey, String secret, @E8 long walletE8, long nanos) {
    if (apiKey.isEmpty() || byKey.containsKey(apiKey)) {
      throw new IllegalArgumentException(
          "an account needs a key that no other has, found \"" + apiKey + "\"");
    }
    Account account = account(name, apiKey, secret, accounts.size());
    byKey.put(apiKey, account);
    settlement.transfer(account, walletE8, nanos);
    return account;
  }

  /// The account with a key.
  public @Nullable Account byKey(String apiKey) {
    return byKey.get(apiKey);
  }

  /// All accounts; the first is the insurance fund.
  public List<Account> accounts() {
    return List.copyOf(accounts);
  }

  /// All instruments.
  public List<Listing> listings() {
    return List.copyOf(listings);
  }

  /// The instrument with a symbol.
  public @Nullable Listing listing(String symbol) {
    return bySymbol.get(symbol);
  }

  /// The rules of this exchange.
  public ExchangeRules rules() {
    return rules;
  }

  /// Margins of accounts.
  public Risk risk() {
    return risk;
  }

  /// Fees collected so far.
  public @E8 long feesE8() {
    return settlement.feesE8();
  }

  /// Funding that accounts paid to the background so far, less what they received from it.
  public @E8 long fundingE8() {
    return settlement.fundingE8();
  }

  /// Places an order. It has been accepted when this returns, and may have ended already.
  ///
  /// @throws Rejection if the venue refuses it; nothing has happened then
  public Order place(Account account, NewOrder request, long nanos) {
    now(nanos);
    Listing listing = listings.get(request.instrument());
    filters.check(listing, request);
    if (isOpen(account, request.clientId())) {
      throw new Rejection(-4116, "ClientOrderId is duplicated.");
    }
    if (count(account, listing) >= rules.maxOrders()) {
      throw new Rejection(-2025, "Reach max open order limit.");
    }
    Order order = accept(account, listing, request, Order.Origin.OWNER, nanos);
    settle(nanos);
    return order;
  }

  /// Cancels an open order by id, or by client id if `id` is 0.
  ///
  /// @throws Rejection -2011 if there is no such open order
  public Order cancel(Account account, Listing listing, long id, String clientId, long nanos) {
    now(nanos);
    Order order = account.order(id, clientId);
    if (order == null || order.listing() != listing || !order.live()) {
      throw new Rejection(-2011, "Unknown order sent.");
    }
    books.cancel(order, OrderStatus.CANCELED, 0, nanos);
    settle(nanos);
    return order;
  }

  /// Cancels all open orders of an instrument; conditional orders stay.
  ///
  /// @return how many
  public int cancelAll(Account account, Listing listing, long nanos) {
    now(nanos);
    int n = 0;
    for (Order order : account.openOrders()) {
      if (order.listing() == listing) {
        books.cancel(order, OrderStatus.CANCELED, 0, nanos);
        n++;
      }
    }
    settle(nanos);
    return n;
  }

  /// Places a conditional order.
  ///
  /// @throws Rejection if the venue refuses it
  public AlgoOrder placeAlgo(Account account, NewAlgo request, long nanos) {
    now(nanos);
    Listing listing = listings.get(request.instrument());
    filters.check(listing, request);
    int waiting = 0;
    for (AlgoOrder a : account.waiting.values()) {
      if (!request.clientId().isEmpty() && a.clientId().equals(request.clientId())) {
        throw new Rejection(-4116, "ClientOrderId is duplicated.");
      }
      waiting += a.listing() == listing ? 1 : 0;
    }
    if (waiting >= rules.maxAlgos()) {
      throw new Rejection(-4045, "Reach max stop order limit.");
    }
    long id = ++algoIds;
    String clientId = request.clientId().isEmpty() ? "venue-" + id : request.clientId();
    long lots = request.quantityE8() / listing.instrument().lotE8();
    AlgoOrder algo =
        new AlgoOrder(account, listing, id, request, clientId, lots, nanos / 1_000_000);
    long price =
        request.byMark() ? listing.markE8() : listing.lastTicks() * listing.instrument().tickE8();
    if (algo.reached(price, price)) {
      throw new Rejection(-2021, "Order would immediately trigger.");
    }
    conditionals.accepted(algo, nanos);
    return algo;
  }

  /// Cancels a waiting conditional order by id, or by client id if `id` is 0.
  ///
  /// @throws Rejection -2011 if there is none that waits
  public AlgoOrder cancelAlgo(Account account, long id, String clientId, long nanos) {
    now(nanos);
    AlgoOrder algo = account.algo(id, clientId);
    if (algo == null || !algo.status().waiting()) {
      throw new Rejection(-2011, "Unknown order sent.");
    }
    conditionals.end(algo, AlgoOrder.Status.CANCELED, nanos);
    return algo;
  }

  /// Cancels all waiting conditional orders of an instrument.
  ///
  /// @return how many
  public int cancelAllAlgos(Account account, Listing listing, long nanos) {
    now(nanos);
    int n = 0;
    for (AlgoOrder algo : account.openAlgos()) {
      if (algo.listing() == listing) {
        conditionals.end(algo, AlgoOrder.Status.CANCELED, nanos);
        n++;
      }
    }
    return n;
  }

  /// Sets the leverage of an instrument.
  ///
  /// @throws Rejection if no bracket allows it, or the account could not carry its positions then
  public void leverage(Account account, Listing listing, int leverage, long nanos) {
    now(nanos);
    if (leverage < 1 || leverage > listing.instrument().brackets().getFirst().maxLeverage()) {
      throw new Rejection(-4028, "Leverage " + leverage + " is not valid");
    }
    risk.admitLeverage(account, listing, leverage);
    account.position(listing.instrument().index()).leverage(leverage);
    out.leverageChanged(account, listing.instrument().index(), nanos);
  }

  /// Starts, renews or (with 0) stops the countdown after which all open orders of an instrument
  /// are cancelled. Due times are looked at every 10 ms. Conditional orders stay.
  public void countdown(Account account, Listing listing, long millis, long nanos) {
    now(nanos);
    long due = Math.addExact(nanos, Math.multiplyExact(millis, 1_000_000L));
    long onGrid = -Math.floorDiv(-due, GRID_NANOS) * GRID_NANOS;
    account.countdownNanos(listing.instrument().index(), millis == 0 ? 0 : onGrid);
  }

  /// Deposits, or with a negative amount withdraws.
  public void transfer(Account account, @E8 long amountE8, long nanos) {
    now(nanos);
    settlement.transfer(account, amountE8, nanos);
    settle(nanos);
  }

  /// The book of an instrument.
  public MarketEvent.DepthSnapshot depth(Listing listing, int levels, long nanos) {
    return listing.market().snapshot(levels, nanos);
  }

  /// When the exchange next has something to do by itself; `Long.MAX_VALUE` for never.
  public long nextNanos() {
    long next = Long.MAX_VALUE;
    for (Listing listing : listings) {
      next = Math.min(next, listing.market().nextNanos());
      next = Math.min(next, listing.fundingNanos());
    }
    for (Account account : accounts) {
      for (int i = 0; i < listings.size(); i++) {
        long due = account.countdownNanos(i);
        next = due == 0 ? next : Math.min(next, due);
      }
    }
    return next;
  }

  /// Plays everything up to and including `nanos`, one instant after the other.
  public void advance(long nanos) {
    for (long next = nextNanos(); next <= nanos; next = nextNanos()) {
      now(Math.max(next, nowNanos));
      countdowns(nowNanos);
      for (Listing listing : listings) {
        listing.settleFunding(nowNanos);
        if (listing.market().nextNanos() <= nowNanos) {
          listing.market().advance(nowNanos, listing);
        }
      }
      settle(nowNanos);
    }
    now(nanos);
  }

  ExchangeListener listener() {
    return out;
  }

  Settlement settlement() {
    return settlement;
  }

  OrderBooks books() {
    return books;
  }

  Conditionals conditionals() {
    return conditionals;
  }

  /// Takes an order that passed its own checks into the book.
  Order accept(
      Account account, Listing listing, NewOrder request, Order.Origin origin, long nanos) {
    Instrument instrument = listing.instrument();
    long lots = request.quantityE8() / instrument.lotE8();
    long price = request.market() ? 0 : request.priceE8() / instrument.tickE8();
    books.checkForce(listing, request, lots, price, nanos);
    if (request.reduceOnly()) {
      long net = account.position(instrument.index()).net();
      if (request.side().sign() * net >= 0) {
        throw new Rejection(-2022, "ReduceOnly Order is rejected.");
      }
    } else {
      long valueE8 = request.market() ? listing.markE8() : request.priceE8();
      long notional = Money.notional(instrument, lots, valueE8);
      risk.admit(account, listing, request.side(), notional, valueE8);
    }
    long id = ++orderIds;
    NewOrder named = request.clientId().isEmpty() ? named(request, "venue-" + id) : request;
    Order order = new Order(account, listing, id, named, lots, price, origin, nanos / 1_000_000);
    settlement.accepted(order, nanos);
    books.submit(order, nanos);
    return order;
  }

  private Order become(AlgoOrder algo, long nanos) {
    NewOrder request = Conditionals.request(algo);
    return accept(algo.account, algo.listing(), request, Order.Origin.TRIGGER, nanos);
  }

  /// Lets everything follow that a change brings with it, until nothing changes any more.
  private void settle(long nanos) {
    for (int round = 0; round < ROUNDS; round++) {
      boolean touched = settlement.takeTouched();
      if (touched) {
        fitReduceOnly(nanos);
      }
      boolean moved = false;
      for (Listing listing : listings) {
        if (listing.moved()) {
          moved = true;
          conditionals.trigger(listing, nanos);
        }
      }
      if (!touched && !moved) {
        return;
      }
      liquidator.sweep(nanos);
    }
    throw new IllegalStateException("the exchange did not come to rest at " + nanos);
  }

  private void fitReduceOnly(long nanos) {
    for (Account account : accounts) {
      if (!account.open.isEmpty()) {
        for (Listing listing : listings) {
          books.fit(account, listing, nanos);
        }
      }
    }
  }

  private void countdowns(long nanos) {
    for (Account account : accounts) {
      for (Listing listing : listings) {
        int i = listing.instrument().index();
        long due = account.countdownNanos(i);
        if (due != 0 && due <= nanos) {
          account.countdownNanos(i, 0);
          cancelAll(account, listing, nanos);
        }
      }
    }
  }

  private Account account(String name, String apiKey, String secret, int index) {
    List<Position> positions = new ArrayList<>();
    for (Listing listing : listings) {
      positions.add(new Position(listing.instrument(), rules.leverage()));
    }
    Account account = new Account(index, name, apiKey, secret, positions);
    accounts.add(account);
    return account;
  }

  private void now(long nanos) {
    if (nanos < nowNanos) {
      throw new IllegalArgumentException(
          "time went back from " + nowNanos + " to " + nanos + "\nMaybe advance() ran further");
    }
    nowNanos = nanos;
  }

  private static boolean isOpen(Account account, String clientId) {
    Order order = clientId.isEmpty() ? null : account.order(0, clientId);
    return order != null && order.live();
  }

  private static int count(Account account, Listing listing) {
    int n = 0;
    for (Order order : account.open.values()) {
      n += order.listing() == listing ? 1 : 0;
    }
    return n;
  }

  private static NewOrder named(NewOrder r, String id) {
    return new NewOrder(
        r.instrument(),
        r.side(),
        r.market(),
        r.force(),
        r.priceE8(),
        r.quantityE8(),
        r.reduceOnly(),
        id);
  }

  /// What would be left for `side` to close; for the liquidator.
  static Side closing(Position position) {
    return position.net() > 0 ? Side.SELL : Side.BUY;
  }
}
