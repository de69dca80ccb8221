package dev.warrant.sim.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.knowledge.deliberate.Cut;
import dev.warrant.knowledge.deliberate.Deliberation;
import dev.warrant.knowledge.deliberate.Deliberator;
import dev.warrant.knowledge.event.Event;
import dev.warrant.knowledge.event.MarketEvent;
import dev.warrant.knowledge.testing.SharedData;
import dev.warrant.knowledge.trace.TraceRoot;
import dev.warrant.knowledge.unit.Decimals;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.perception.Perception;
import dev.warrant.perception.feature.Bar;
import dev.warrant.perception.feature.BarBuilder;
import dev.warrant.perception.feed.BookView;
import dev.warrant.sim.market.Markets;
import dev.warrant.sim.market.Rebase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// A recorded day as the desk hears it: recording, venue, wire, adapter, perception.
class RecordedDayTest {
  private static final String FILE = "market-data/ticks/binance-usdm/btcusdt_20240808.gz";
  private static final String BARS =
      "market-data/reference/ticks/binance-usdm_BTCUSDT_2024-08-08.trades_1m.csv";

  /// Depth updates of the recording whose best prices a ticker tells, by the reference.
  private static final int COMPARABLE = 6_545;

  private final List<Bar> bars = new ArrayList<>();
  private final BarBuilder builder = new BarBuilder();
  private final List<long[]> tops = new ArrayList<>();
  private final List<MarketEvent.BookTicker> tickers = new ArrayList<>();
  private @Nullable Perception perception;
  private long shiftMs;
  private boolean changed;

  @Test
  void barsEqualTheReferenceAndTheBookTheTickers() throws IOException {
    Path file = SharedData.require(FILE);
    Path reference = SharedData.require(BARS);
    SimVenue venue = SimVenue.recorded(List.of(file), Lab.START, Lab.FUNDING);
    shiftMs =
        Rebase.of(Markets.tapes(List.of(file), venue.instruments()), Lab.START).exchangeShiftMs();
    Heard heard = new Heard(this::before, _ -> {});
    Lab lab = Lab.house();
    Lab watching =
        lab.with(
                (List<Instrument> all) -> {
                  Perception p = lab.perception().apply(all);
                  perception = p;
                  return p;
                })
            .with(new Idle());
    try (SimDesk desk = watching.desk(venue, 1, heard, new TraceRoot())) {
      long second = Lab.START;
      while (!venue.over()) {
        second += Lab.SECOND;
        desk.run(second);
      }
      desk.stop();
    }
    Bar last = builder.current();
    if (last != null) {
      bars.add(last);
    }
    assertThat(bars).isEqualTo(expected(reference, venue.instruments().get(0)));
    compareBooks();
  }

  /// Notes what the last input made of the book, and what the next one is.
  private void before(Event event) {
    Perception now = perception;
    if (changed && now != null) {
      BookView b = now.book(0);
      tops.add(new long[] {b.lastUpdateId(), b.bid(), b.bidLots(), b.ask(), b.askLots()});
    }
    changed = event instanceof MarketEvent.DepthUpdate;
    if (event instanceof MarketEvent.BookTicker t) {
      tickers.add(t);
    }
    if (event instanceof MarketEvent.Trade t) {
      Bar closed = builder.add(asRecorded(t));
      if (closed != null) {
        bars.add(closed);
      }
    }
  }

  private MarketEvent.Trade asRecorded(MarketEvent.Trade t) {
    return new MarketEvent.Trade(
        t.instrument(),
        t.tradeId(),
        t.price(),
        t.lots(),
        t.buyerIsMaker(),
        t.regular(),
        t.eventMs() - shiftMs,
        t.tradeMs() - shiftMs);
  }

  private static List<Bar> expected(Path reference, Instrument instrument) throws IOException {
    List<Bar> out = new ArrayList<>();
    for (String line : Files.readAllLines(reference)) {
      String[] row = line.split(",", -1);
      if (!row[0].equals("bar_start_ms")) {
        out.add(
            new Bar(
                Long.parseLong(row[0]),
                ticks(instrument, row[1]),
                ticks(instrument, row[2]),
                ticks(instrument, row[3]),
                ticks(instrument, row[4]),
                lots(instrument, row[5]),
                lots(instrument, row[9]),
                Long.parseLong(row[8]),
                !out.isEmpty()));
      }
    }
    return out;
  }

  private static long ticks(Instrument instrument, String text) {
    return Decimals.parseE8(text) / instrument.tickE8();
  }

  private static long lots(Instrument instrument, String text) {
    return Decimals.parseE8(text) / instrument.lotE8();
  }

  /// A ticker between two depth updates, by update id, tells the best prices after the first.
  private void compareBooks() {
    int next = 0;
    int compared = 0;
    long before = 0;
    for (long[] top : tops) {
      if (top[0] == before) {
        continue; // not applied
      }
      before = top[0];
      while (next < tickers.size() && tickers.get(next).updateId() <= top[0]) {
        next++;
      }
      if (next > 0 && next < tickers.size()) {
        MarketEvent.BookTicker t = tickers.get(next - 1);
        assertThat(new long[] {top[1], top[2], top[3], top[4]})
            .as("after %s", top[0])
            .containsExactly(t.bid(), t.bidLots(), t.ask(), t.askLots());
        compared++;
      }
    }
    // One more than in the file: the snapshot itself counts here.
    assertThat(compared).isBetween(COMPARABLE, COMPARABLE + 1);
  }

  /// Thinks nothing: what is tested here comes before thought.
  private static final class Idle implements Deliberator {
    private final Deliberator house = House.deliberator(House.stages());

    @Override
    public Deliberation deliberate(Cut cut) {
      return house.deliberate(
          new Cut(
              cut.epoch(),
              cut.id(),
              cut.seq(),
              cut.nanos(),
              List.of(),
              cut.live(),
              cut.nextWarrant()));
    }

    @Override
    public void close() {
      house.close();
    }
  }
}
