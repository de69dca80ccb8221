package dev.warrant.sim.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.warrant.knowledge.event.Levels;
import dev.warrant.knowledge.event.MarketEvent;
import dev.warrant.knowledge.order.OrderKind;
import dev.warrant.knowledge.seam.SeededRandom;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.knowledge.unit.Side;
import dev.warrant.sim.exchange.MarketListener.Removal;
import dev.warrant.sim.exchange.RestingOrder;
import java.util.List;
import org.junit.jupiter.api.Test;

class GeneratedMarketTest {
  private static final long START = 1_750_000_000_000_000_000L;
  private static final long SECOND = 1_000_000_000L;
  private static final List<Instrument> BOTH = List.of(Instruments.BTC, Instruments.ETH);

  private static GeneratedMarket btc(long seed) {
    return Markets.generated(BOTH, seed, START).getFirst();
  }

  private static Digest digest(Heard heard) {
    StringBuilder text = new StringBuilder();
    heard.all.forEach(p -> text.append(p).append('\n'));
    heard.fills.forEach(text::append);
    return Digest.sha256(text.toString());
  }

  private static void submit(GeneratedMarket m, RestingOrder order, long nanos, Heard heard) {
    m.advance(nanos, heard);
    m.submit(order, nanos, heard);
  }

  @Test
  void theSameSeedGivesTheSameMarketInWhateverStepsItIsAdvanced() {
    Heard whole = new Heard();
    btc(7).advance(START + 20 * SECOND, whole);
    SeededRandom random = new SeededRandom(1);
    Heard steps = new Heard();
    GeneratedMarket m = btc(7);
    for (long t = START; t < START + 20 * SECOND; t += 1 + random.nextInt(40_000_000)) {
      m.advance(t, steps);
    }
    m.advance(START + 20 * SECOND, steps);
    assertThat(whole.all).hasSizeGreaterThan(3_000);
    assertThat(digest(steps)).isEqualTo(digest(whole));

    Heard other = new Heard();
    btc(8).advance(START + 20 * SECOND, other);
    assertThat(digest(other)).isNotEqualTo(digest(whole));
  }

  @Test
  void theNextTimeIsWhenSomethingHappensNext() {
    GeneratedMarket m = btc(3);
    for (int i = 0; i < 2_000; i++) {
      long next = m.nextNanos();
      assertThat(next).isGreaterThan(START);
      m.advance(next - 1, new Heard());
      assertThat(m.nextNanos()).isEqualTo(next);
      m.advance(next, new Heard());
      assertThat(m.nextNanos()).isGreaterThan(next);
    }
  }

  @Test
  void accountOrdersChangeNothingBeforeTheyArrive() {
    Heard without = new Heard();
    btc(7).advance(START + 10 * SECOND, without);
    Heard with = new Heard();
    GeneratedMarket m = btc(7);
    long arrival = START + 5 * SECOND;
    submit(m, new RestingOrder(1, Side.BUY, OrderKind.MARKET, 0, 5_000), arrival, with);
    int same = with.all.size();
    m.advance(START + 10 * SECOND, with);
    List<Heard.Public> before = with.all.stream().filter(p -> p.nanos() < arrival).toList();
    assertThat(without.all.subList(0, before.size())).isEqualTo(before);
    assertThat(with.all.subList(same, with.all.size()))
        .isNotEqualTo(without.all.subList(same, without.all.size()));
  }

  @Test
  void aMarketOrderTakesTheBookAndIsSeenByAll() {
    GeneratedMarket m = btc(5);
    Heard heard = new Heard();
    m.advance(START + SECOND, heard);
    MarketEvent.DepthSnapshot book = m.snapshot(1, START + SECOND);
    long lots = book.asks().lots(0) + 1;
    int seen = heard.all.size();
    m.submit(new RestingOrder(1, Side.BUY, OrderKind.MARKET, 0, lots), START + SECOND, heard);
    assertThat(heard.filledLots()).isEqualTo(lots);
    assertThat(heard.fills).noneMatch(Heard.Fill::maker);
    assertThat(heard.fills.getFirst().price()).isEqualTo(book.asks().ticks(0));
    List<MarketEvent> shown =
        heard.all.subList(seen, heard.all.size()).stream().map(Heard.Public::event).toList();
    assertThat(shown).filteredOn(MarketEvent.Trade.class::isInstance).hasSize(heard.fills.size());
    assertThat(shown.getLast()).isInstanceOf(MarketEvent.BookTicker.class);
    assertThat(m.snapshot(1, START + SECOND).asks().ticks(0)).isGreaterThan(book.asks().ticks(0));
  }

  @Test
  void restingOrdersAreFilledByTheFlowAtTheirPrice() {
    int filled = 0;
    for (long seed = 1; seed <= 10; seed++) {
      GeneratedMarket m = btc(seed);
      Heard heard = new Heard();
      m.advance(START + SECOND, heard);
      long bid = m.snapshot(1, START).bids().ticks(0);
      m.submit(new RestingOrder(1, Side.BUY, OrderKind.POST_ONLY, bid, 10), START + SECOND, heard);
      m.advance(START + 60 * SECOND, heard);
      assertThat(heard.fills).allMatch(f -> f.maker() && f.price() == bid);
      assertThat(heard.filledLots()).isLessThanOrEqualTo(10);
      filled += heard.filledLots() == 10 ? 1 : 0;
    }
    assertThat(filled).isBetween(5, 10);
  }

  @Test
  void aQuoteLeftBehindByThePriceIsPickedOff() {
    GeneratedMarket m = btc(5);
    Heard heard = new Heard();
    m.advance(START + SECOND, heard);
    long ask = m.snapshot(1, START).asks().ticks(0);
    m.submit(
        new RestingOrder(1, Side.BUY, OrderKind.LIMIT, ask + 300, 100_000), START + SECOND, heard);
    m.advance(START + 3 * SECOND, heard);
    assertThat(heard.filledLots()).isEqualTo(100_000);
  }

  @Test
  void ordersThatDoNotRestAreReported() {
    GeneratedMarket m = btc(5);
    Heard heard = new Heard();
    m.advance(START + SECOND, heard);
    MarketEvent.DepthSnapshot s = m.snapshot(1, START);
    long bid = s.bids().ticks(0);
    long ask = s.asks().ticks(0);
    m.submit(new RestingOrder(1, Side.BUY, OrderKind.POST_ONLY, ask, 1), START + SECOND, heard);
    m.submit(new RestingOrder(2, Side.BUY, OrderKind.IOC, bid, 1), START + SECOND, heard);
    m.submit(new RestingOrder(3, Side.BUY, OrderKind.LIMIT, bid - 50, 1), START + SECOND, heard);
    m.cancel(3, START + SECOND, heard);
    m.cancel(3, START + SECOND, heard);
    m.cancel(99, START + SECOND, heard);
    assertThat(heard.gone)
        .containsExactly(
            new Heard.Gone(1, Removal.WOULD_TAKE),
            new Heard.Gone(2, Removal.EXPIRED),
            new Heard.Gone(3, Removal.CANCELLED));
    RestingOrder stop = new RestingOrder(4, Side.BUY, OrderKind.STOP_MARKET, bid, 1);
    assertThatThrownBy(() -> m.submit(stop, START + SECOND, heard))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("order 4 is a stop");
  }

  @Test
  void aClientThatJoinsAtAnyTimeSynchronises() {
    SeededRandom random = new SeededRandom(5);
    for (int n = 0; n < 10; n++) {
      GeneratedMarket m = btc(n);
      long join = START + (n == 0 ? 0 : random.nextInt(1_900_000_000));
      m.advance(join, new Heard());
      MarketEvent.DepthSnapshot s = m.snapshot(10_000, join);
      Heard heard = new Heard();
      m.submit(new RestingOrder(1, Side.BUY, OrderKind.LIMIT, s.bids().ticks(0), 3), join, heard);
      // The depth grid ends with an update, so that nothing is pending when the books are compared.
      m.advance(START + 4 * SECOND, heard);
      RecordedBook book = new RecordedBook();
      book.reset(s);
      long last = 0;
      for (MarketEvent.DepthUpdate d : heard.only(MarketEvent.DepthUpdate.class)) {
        if (last == 0) {
          assertThat(s.lastUpdateId()).isBetween(d.first(), d.last());
        } else {
          assertThat(d.previous()).isEqualTo(last);
        }
        book.apply(d, (_, _, _) -> {});
        last = d.last();
      }
      MarketEvent.DepthSnapshot now = m.snapshot(10_000, START + 4 * SECOND);
      assertThat(book.side(Side.BUY).top(10_000)).isEqualTo(now.bids());
      assertThat(book.side(Side.SELL).top(10_000)).isEqualTo(now.asks());
    }
  }

  @Test
  void barsFromBeforeTheStartEndAtTheStartPrice() {
    GeneratedMarket m = btc(11);
    List<MarketEvent.Kline> bars = m.klines(1_000, START);
    assertThat(bars).hasSize(240);
    for (int i = 1; i < bars.size(); i++) {
      MarketEvent.Kline bar = bars.get(i);
      assertThat(bar.openMs()).isEqualTo(bars.get(i - 1).openMs() + 60_000);
      assertThat(bar.open()).isEqualTo(bars.get(i - 1).close());
      assertThat(bar.high()).isGreaterThanOrEqualTo(Math.max(bar.open(), bar.close()));
      assertThat(bar.low()).isLessThanOrEqualTo(Math.min(bar.open(), bar.close()));
      assertThat(bar.takerBuyLots()).isBetween(1L, bar.volumeLots() - 1);
    }
    assertThat(bars.getLast().close()).isEqualTo(600_000);
    m.advance(START + 180 * SECOND, new Heard());
    List<MarketEvent.Kline> later = m.klines(10, START + 180 * SECOND);
    assertThat(later).hasSize(10);
    assertThat(later.getLast().openMs())
        .isEqualTo(Math.floorDiv(START / 1_000_000 + 180_000, 60_000L) * 60_000 - 60_000);
    assertThat(m.klines(1_000, START)).isEqualTo(bars);
  }

  @Test
  void marksStayNearTheMidAndFundingIsSmall() {
    GeneratedMarket m = btc(11);
    Heard heard = new Heard();
    assertThat(m.mark(START).markE8()).isEqualTo(6_000_000_000_000L);
    m.advance(START + 60 * SECOND, heard);
    List<MarketEvent.MarkPrice> marks = heard.only(MarketEvent.MarkPrice.class);
    assertThat(marks).hasSize(60).noneMatch(MarketEvent.MarkPrice::substitute);
    Levels bids = m.snapshot(1, START + 60 * SECOND).bids();
    MarketEvent.MarkPrice last = marks.getLast();
    assertThat(last).isEqualTo(m.mark(START + 60 * SECOND));
    assertThat(last.markE8() / 10_000_000).isCloseTo(bids.ticks(0), within(600L));
    assertThat(last.fundingRateE8()).isBetween(-20_000L, 20_000L);
    assertThat(last.nextFundingMs() % (8L * 3_600_000)).isZero();
    assertThat(last.nextFundingMs()).isGreaterThan(last.eventMs());
  }

  @Test
  void unusableParametersAreNamed() {
    assertThatThrownBy(
            () -> new GeneratedMarket(Instruments.BTC, FlowParameters.demo(), 1, 5, START))
        .hasMessageContaining("at least 1000 ticks, found 5");
    Instrument other =
        new Instrument(0, "XRPUSDT", 10_000, 10_000_000, 1, 1_000_000, 0, 200, 500, List.of());
    assertThatThrownBy(() -> Markets.generated(List.of(other), 1, START))
        .hasMessageContaining("no start price for XRPUSDT");
  }
}
