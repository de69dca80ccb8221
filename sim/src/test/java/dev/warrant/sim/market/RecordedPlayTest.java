package dev.warrant.sim.market;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.knowledge.event.MarketEvent;
import dev.warrant.knowledge.order.OrderKind;
import dev.warrant.knowledge.seam.SeededRandom;
import dev.warrant.knowledge.seam.Stopwatch;
import dev.warrant.knowledge.unit.Side;
import dev.warrant.sim.exchange.RestingOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Plays whole recordings.
class RecordedPlayTest {
  private static final long START = 1_750_000_000_123_456_789L;
  private static final long SECOND = 1_000_000_000L;

  /// A client that follows Binance's rules for keeping a book.
  private static final class Client {
    final RecordedBook book = new RecordedBook();
    private long last;

    void follow(Heard heard, int from, MarketEvent.DepthSnapshot s) {
      book.reset(s);
      for (int i = from; i < heard.all.size(); i++) {
        if (heard.all.get(i).event() instanceof MarketEvent.DepthUpdate d
            && d.last() >= s.lastUpdateId()) {
          if (last == 0) {
            assertThat(s.lastUpdateId()).isBetween(d.first(), d.last());
          } else {
            assertThat(d.previous()).isEqualTo(last);
          }
          book.apply(d, (_, _, _) -> {});
          last = d.last();
        }
      }
      assertThat(last).isPositive();
    }
  }

  @Test
  void aClientThatJoinsAtAnyTimeSynchronises() {
    RecordedTape tape = Instruments.eth2024();
    SeededRandom random = new SeededRandom(5);
    for (int n = 0; n < 12; n++) {
      RecordedMarket m = new RecordedMarket(tape, Rebase.of(List.of(tape), START));
      Heard heard = new Heard();
      long join = START + (n == 0 ? 0 : random.nextInt(300) * SECOND + random.nextInt(1 << 29));
      m.advance(join, new Heard());
      MarketEvent.DepthSnapshot s = m.snapshot(10_000, join);
      m.advance(join + 5 * SECOND, heard);
      Client client = new Client();
      client.follow(heard, 0, s);
      MarketEvent.DepthSnapshot now = m.snapshot(10_000, join + 5 * SECOND);
      assertThat(client.book.side(Side.BUY).top(10_000)).isEqualTo(now.bids());
      assertThat(client.book.side(Side.SELL).top(10_000)).isEqualTo(now.asks());
    }
  }

  @Test
  void lapsRunOnWithoutAGap() {
    RecordedTape tape = Instruments.eth2024();
    RecordedMarket m = new RecordedMarket(tape, Rebase.of(List.of(tape), START), List.of(), 3);
    Heard heard = new Heard();
    MarketEvent.DepthSnapshot s = m.snapshot(10_000, START);
    m.advance(Long.MAX_VALUE, heard);
    Client client = new Client();
    client.follow(heard, 0, s);
    MarketEvent.DepthSnapshot now = m.snapshot(10_000, START);
    assertThat(client.book.side(Side.BUY).top(10_000)).isEqualTo(now.bids());
    long before = 0;
    long trade = 0;
    for (Heard.Public p : heard.all) {
      assertThat(p.nanos()).isGreaterThanOrEqualTo(before);
      before = p.nanos();
      if (p.event() instanceof MarketEvent.Trade t) {
        assertThat(t.tradeId()).isGreaterThan(trade);
        trade = t.tradeId();
      }
    }
    assertThat(heard.all).hasSizeGreaterThan(3 * (tape.size() - 100));
  }

  @Test
  void playIsTheSameInWhateverStepsItIsAdvanced() {
    RecordedTape tape = Instruments.btc2024();
    Heard whole = new Heard();
    RecordedMarket a = new RecordedMarket(tape, Rebase.of(List.of(tape), START));
    a.advance(START + 60 * SECOND, whole);
    Heard steps = new Heard();
    RecordedMarket b = new RecordedMarket(tape, Rebase.of(List.of(tape), START));
    for (long t = START; t <= START + 60 * SECOND; t += 7_000_000) {
      b.advance(t, steps);
    }
    b.advance(START + 60 * SECOND, steps);
    assertThat(steps.all).isEqualTo(whole.all);
  }

  @Test
  void recordedMarksAndFundingPassThrough() {
    RecordedTape tape = Instruments.btc2023();
    RecordedMarket m = new RecordedMarket(tape, Rebase.of(List.of(tape), tape.naturalStartNanos()));
    Heard heard = new Heard();
    m.advance(Long.MAX_VALUE, heard);
    List<MarketEvent.MarkPrice> marks = heard.only(MarketEvent.MarkPrice.class);
    assertThat(marks).hasSize(514).noneMatch(MarketEvent.MarkPrice::substitute);
    assertThat(marks.getFirst().markE8()).isEqualTo(2_814_727_373_413L);
    assertThat(marks.getFirst().nextFundingMs()).isEqualTo(1_680_652_800_000L);
    assertThat(marks.getLast().nextFundingMs()).isEqualTo(1_680_681_600_000L);
    assertThat(m.declared()).contains("nothing substituted");
  }

  @Test
  void passiveOrdersAtTheBestFillAtTimesAndNeverBeyondTheirSize() {
    RecordedTape tape = Instruments.btc2024();
    RecordedMarket m = new RecordedMarket(tape, Rebase.of(List.of(tape), START));
    Heard heard = new Heard();
    for (long i = 1; i <= 300; i++) {
      long now = START + i * SECOND;
      m.advance(now, heard);
      m.cancel(2 * i - 2, now, heard);
      m.cancel(2 * i - 1, now, heard);
      MarketEvent.DepthSnapshot s = m.snapshot(1, now);
      m.submit(
          new RestingOrder(2 * i, Side.BUY, OrderKind.POST_ONLY, s.bids().ticks(0), 10),
          now,
          heard);
      m.submit(
          new RestingOrder(2 * i + 1, Side.SELL, OrderKind.POST_ONLY, s.asks().ticks(0), 10),
          now,
          heard);
    }
    long[] perOrder = new long[1000];
    for (Heard.Fill f : heard.fills) {
      assertThat(f.maker()).isTrue();
      perOrder[(int) f.venueId()] += f.lots();
    }
    assertThat(Arrays.stream(perOrder).max()).hasValue(10);
    assertThat(heard.filledLots()).isBetween(500L, 5_500L);
  }

  @Test
  void speedOfReadingAndPlayingIsReported() {
    Path file = Instruments.ticks("btcusdt_20240808.gz");
    for (int round = 0; round < 5; round++) {
      long t0 = Stopwatch.ticks();
      int lines = 0;
      try (RecordingReader in = RecordingReader.open(file, Instruments.BTC)) {
        while (in.next()) {
          lines++;
        }
      }
      long t1 = Stopwatch.ticks();
      RecordedTape tape = Instruments.btc2024();
      long t2 = Stopwatch.ticks();
      RecordedMarket m = new RecordedMarket(tape, Rebase.of(List.of(tape), START), List.of(), 10);
      Counter out = new Counter();
      m.advance(Long.MAX_VALUE, out);
      long t3 = Stopwatch.ticks();
      System.out.printf(
          "@@ read %d lines %.0f/s, load %.0f ms, play %d events %.0f/s%n",
          lines,
          lines * 1e9 / (t1 - t0),
          (t2 - t1) / 1e6,
          out.events,
          out.events * 1e9 / (t3 - t2));
      assertThat(out.events).isGreaterThan(900_000);
    }
  }
}
