package dev.warrant.sim.exchange;

import dev.warrant.knowledge.unit.E8;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// One customer: keys, wallet, positions, orders. One-way position mode, cross margin, one asset
/// (USDT). Only the exchange changes it.
public final class Account {
  private static final int KEPT = 100_000;

  private final int index;
  private final String name;
  private final String apiKey;
  private final String secret;
  private final List<Position> positions = new ArrayList<>();
  private final long[] countdownNanos;
  final TreeMap<Long, Order> open = new TreeMap<>();
  final TreeMap<Long, AlgoOrder> waiting = new TreeMap<>();
  private final Map<Long, Order> byId = new TreeMap<>();
  private final Map<String, Order> byClientId = new TreeMap<>();
  private final Map<Long, AlgoOrder> algoById = new TreeMap<>();
  private final Map<String, AlgoOrder> algoByClientId = new TreeMap<>();
  private final History<Order> orders = new History<>(KEPT, this::forget);
  private final History<AlgoOrder> algos = new History<>(KEPT, this::forget);
  private final History<UserTrade> trades = new History<>(KEPT, t -> {});
  private final History<Income> incomes = new History<>(KEPT, i -> {});
  private long walletE8;
  private long updatedMs;
  boolean warned;

  Account(int index, String name, String apiKey, String secret, List<Position> positions) {
    this.index = index;
    this.name = name;
    this.apiKey = apiKey;
    this.secret = secret;
    this.positions.addAll(positions);
    countdownNanos = new long[positions.size()];
  }

  /// Place in the exchange's list.
  public int index() {
    return index;
  }

  /// Its name, for people.
  public String name() {
    return name;
  }

  /// The key it sends.
  public String apiKey() {
    return apiKey;
  }

  /// The secret it signs with.
  public String secret() {
    return secret;
  }

  /// Wallet balance: deposits, realised profit, fees and funding.
  public @E8 long walletE8() {
    return walletE8;
  }

  /// Time of the last wallet change, in ms.
  public long updatedMs() {
    return updatedMs;
  }

  /// Position in an instrument; flat ones are there too.
  public Position position(int instrument) {
    return positions.get(instrument);
  }

  /// All positions, by instrument.
  public List<Position> positions() {
    return List.copyOf(positions);
  }

  /// Open orders, oldest first.
  public List<Order> openOrders() {
    return List.copyOf(open.values());
  }

  /// Conditional orders that wait, oldest first.
  public List<AlgoOrder> openAlgos() {
    return List.copyOf(waiting.values());
  }

  /// The order with the id, or the latest with the client id.
  public @Nullable Order order(long id, String clientId) {
    return id != 0 ? byId.get(id) : byClientId.get(clientId);
  }

  /// The conditional order with the id, or the latest with the client id.
  public @Nullable AlgoOrder algo(long id, String clientId) {
    return id != 0 ? algoById.get(id) : algoByClientId.get(clientId);
  }

  /// The newest orders that match, oldest first.
  public List<Order> orders(int most, Predicate<Order> wanted) {
    return orders.last(most, wanted);
  }

  /// The newest conditional orders that match, oldest first.
  public List<AlgoOrder> algos(int most, Predicate<AlgoOrder> wanted) {
    return algos.last(most, wanted);
  }

  /// The newest trades that match, oldest first.
  public List<UserTrade> trades(int most, Predicate<UserTrade> wanted) {
    return trades.last(most, wanted);
  }

  /// The oldest kept trades that match, oldest first: what a query from a time or id on returns.
  public List<UserTrade> tradesFrom(int most, Predicate<UserTrade> wanted) {
    return trades.first(most, wanted);
  }

  /// The newest wallet changes that match, oldest first.
  public List<Income> incomes(int most, Predicate<Income> wanted) {
    return incomes.last(most, wanted);
  }

  /// When an instrument's orders are cancelled unless the countdown is renewed; 0 if never.
  public long countdownNanos(int instrument) {
    return countdownNanos[instrument];
  }

  void countdownNanos(int instrument, long value) {
    countdownNanos[instrument] = value;
  }

  void credit(Income income) {
    walletE8 += income.amountE8();
    updatedMs = income.ms();
    incomes.add(income);
  }

  void add(Order order) {
    open.put(order.id(), order);
    byId.put(order.id(), order);
    byClientId.put(order.clientId(), order);
    orders.add(order);
  }

  void add(AlgoOrder algo) {
    waiting.put(algo.id(), algo);
    algoById.put(algo.id(), algo);
    algoByClientId.put(algo.clientId(), algo);
    algos.add(algo);
  }

  void add(UserTrade trade) {
    trades.add(trade);
  }

  private void forget(Order order) {
    if (!order.live()) {
      byId.remove(order.id());
      byClientId.remove(order.clientId(), order);
    }
  }

  private void forget(AlgoOrder algo) {
    if (!algo.status().waiting()) {
      algoById.remove(algo.id());
      algoByClientId.remove(algo.clientId(), algo);
    }
  }
}
