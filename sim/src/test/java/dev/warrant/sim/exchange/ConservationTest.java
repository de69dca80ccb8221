package dev.warrant.sim.exchange;

import static dev.warrant.sim.exchange.ExchangeFixture.SECOND;
import static dev.warrant.sim.exchange.ExchangeFixture.START;
import static dev.warrant.sim.exchange.ExchangeFixture.e8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.knowledge.seam.SeededRandom;
import dev.warrant.knowledge.unit.Side;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Nothing is made and nothing is lost: wallets, unrealised profit, fees and funding of all
/// accounts add up to the deposits and to what the background holds, to the last 1e-8; and the same
/// seed gives the same history.
class ConservationTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void moneyAndLotsAreConserved(long seed) {
    ExchangeFixture x = run(seed);
    long wallets = 0;
    long unrealised = 0;
    long net = 0;
    long mark = e8("50000");
    for (Account a : x.exchange.accounts()) {
      wallets += a.walletE8();
      unrealised += a.position(0).unrealisedE8(mark);
      net += a.position(0).net();
    }
    assertThat(net).isEqualTo(-x.btc.backgroundNet());
    long cash = 0;
    for (UserTrade t : x.trades) {
      cash -= t.order().side().sign() * t.notionalE8();
    }
    long taken = 0;
    for (Account a : x.exchange.accounts()) {
      for (Income i : a.incomes(100_000, i -> i.type().equals("TRANSFER"))) {
        taken += i.amountE8();
      }
    }
    assertThat(wallets + unrealised + x.exchange.feesE8() + x.exchange.fundingE8())
        .isEqualTo(taken + cash + net * 100_000L * 50_000L);
    assertThat(x.trades).hasSizeGreaterThan(300);
    for (Account a : x.exchange.accounts()) {
      a.orders(100_000, o -> true).forEach(o -> assertThat(o.filled()).isBetween(0L, o.lots()));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {3, 9})
  void theSameSeedGivesTheSameHistory(long seed) {
    assertThat(run(seed).heard).isEqualTo(run(seed).heard);
  }

  private static ExchangeFixture run(long seed) {
    ExchangeFixture x = new ExchangeFixture();
    SeededRandom random = new SeededRandom(seed);
    long t = START;
    for (int i = 0; i < 3000; i++) {
      t += 1 + random.nextInt(50_000_000);
      step(x, random, t);
      assertReduceOnlyFits(x);
    }
    return x;
  }

  private static void step(ExchangeFixture x, SeededRandom random, long t) {
    Side side = random.nextInt(2) == 0 ? Side.BUY : Side.SELL;
    long price = 500_000L - side.sign() * (random.nextInt(60) - 15L);
    switch (random.nextInt(8)) {
      case 0, 1 -> x.btc.rests(t, side, price, 1L + random.nextInt(300));
      case 2 -> x.btc.takes(t, side, 500_000L + side.sign() * 500L, 1L + random.nextInt(400));
      case 3 ->
          x.btc.marks(
              t,
              e8("49000") + random.nextInt(2001) * e8("1"),
              e8("0.0001"),
              t / 1_000_000 / 20_000 * 20_000 + 20_000);
      default -> account(x, random, side, price, t);
    }
    x.exchange.advance(t);
  }

  private static void account(
      ExchangeFixture x, SeededRandom random, Side side, long price, long t) {
    x.exchange.advance(t);
    Account account = random.nextInt(2) == 0 ? x.alice : x.bob;
    List<Runnable> ways = new ArrayList<>();
    String at = Long.toString(price / 10) + "." + price % 10;
    String quantity = "0." + (100 + random.nextInt(900));
    ways.add(() -> x.exchange.place(account, x.limit(side, at, quantity), t));
    ways.add(() -> x.exchange.place(account, x.limit(side, at, quantity).reducing(), t));
    ways.add(() -> x.exchange.place(account, x.limit(side, at, quantity).with(TimeInForce.IOC), t));
    ways.add(() -> x.exchange.place(account, x.market(side, quantity), t));
    ways.add(() -> x.exchange.place(account, x.market(side, quantity).reducing(), t));
    ways.add(() -> x.exchange.cancelAll(account, x.btcListing, t));
    ways.add(() ->
        x.exchange.placeAlgo(
            account,
            NewAlgo.stop(0, side, e8(side == Side.BUY ? "50400" : "49600"), e8(quantity), ""),
            t));
    ways.add(() -> x.exchange.transfer(account, SECOND, t));
    try {
      ways.get(random.nextInt(ways.size())).run();
    } catch (Rejection no) {
      assertThat(no.code()).isIn(-2019, -2022, -2025, -2027, -2021, -4045);
    }
  }

  private static void assertReduceOnlyFits(ExchangeFixture x) {
    for (Account a : List.of(x.alice, x.bob)) {
      long net = a.position(0).net();
      for (Order o : a.openOrders()) {
        if (o.reduceOnly()) {
          assertThat(o.booked()).isLessThanOrEqualTo(-o.side().sign() * net);
        }
      }
    }
  }
}
