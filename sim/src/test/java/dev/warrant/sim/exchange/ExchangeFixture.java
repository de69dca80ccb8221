package dev.warrant.sim.exchange;

import dev.warrant.knowledge.event.MarketEvent;
import dev.warrant.knowledge.unit.Decimals;
import dev.warrant.knowledge.unit.Side;
import dev.warrant.sim.wire.Instruments;
import java.util.ArrayList;
import java.util.List;

/// An exchange with BTCUSDT at 50 000 and ETHUSDT at 2 000, two accounts, and a record of what it
/// said.
final class ExchangeFixture implements ExchangeListener {
  static final long START = 1_750_000_000_000_000_000L;
  static final long SECOND = 1_000_000_000L;

  final List<String> heard = new ArrayList<>();
  final List<UserTrade> trades = new ArrayList<>();
  final ScriptedMarket btc = new ScriptedMarket(Instruments.btcUsdt(0), e8("50000"));
  final ScriptedMarket eth = new ScriptedMarket(Instruments.ethUsdt(1), e8("2000"));
  final Exchange exchange;
  final Account alice;
  final Account bob;
  final Listing btcListing;
  final Listing ethListing;
  private long ids;

  ExchangeFixture() {
    exchange = new Exchange(List.of(btc, eth), ExchangeRules.standard(), this, START);
    alice = exchange.open("alice", "key-a", "secret-a", e8("10000"), START);
    bob = exchange.open("bob", "key-b", "secret-b", e8("10000"), START);
    btcListing = exchange.listings().get(0);
    ethListing = exchange.listings().get(1);
  }

  static long e8(String text) {
    return Decimals.parseE8(text);
  }

  /// A limit order in BTCUSDT.
  NewOrder limit(Side side, String price, String quantity) {
    return NewOrder.limit(0, side, e8(price), e8(quantity), "c" + ++ids);
  }

  /// A market order in BTCUSDT.
  NewOrder market(Side side, String quantity) {
    return NewOrder.market(0, side, e8(quantity), "c" + ++ids);
  }

  /// The background quotes 10 BTC at each of ten prices around 50 000.
  ExchangeFixture quoted() {
    for (int i = 0; i < 10; i++) {
      btc.rests(START + 1, Side.SELL, 500_010 + i * 10L, 10_000);
      btc.rests(START + 1, Side.BUY, 499_990 - i * 10L, 10_000);
    }
    exchange.advance(START + 1);
    return this;
  }

  @Override
  public void published(MarketEvent event, long nanos) {}

  @Override
  public void orderChanged(Order order, Execution why, long nanos) {
    heard.add(order.account.name() + " " + order.clientId() + " " + why);
  }

  @Override
  public void traded(Account account, UserTrade trade, Execution why, long nanos) {
    trades.add(trade);
    heard.add(account.name() + " " + trade.order().clientId() + " " + why + " " + trade.lots());
  }

  @Override
  public void accountChanged(
      Account account, String reason, int instrument, long changeE8, long nanos) {
    if (!reason.equals("ORDER")) {
      heard.add(account.name() + " " + reason + " " + Decimals.text(changeE8, 4));
    }
  }

  @Override
  public void algoChanged(AlgoOrder algo, long nanos) {
    heard.add(algo.account.name() + " algo " + algo.clientId() + " " + algo.status());
  }

  @Override
  public void marginCalled(Account account, long nanos) {
    heard.add(account.name() + " margin call");
  }
}
