package dev.warrant.sim.market;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.knowledge.event.MarketEvent;
import dev.warrant.knowledge.unit.Decimals;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.knowledge.unit.Side;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Holds what we decode and play against facts computed from the same files elsewhere.
class RecordingFactsTest {
  @Test
  void btc2023MatchesItsFacts() throws IOException {
    check(Instruments.btc2023(), "BTCUSDT_2023-04-04_05", 16_110);
  }

  @Test
  void btc2024MatchesItsFacts() throws IOException {
    check(Instruments.btc2024(), "BTCUSDT_2024-08-08", 6_546);
  }

  @Test
  void eth2024MatchesItsFacts() throws IOException {
    check(Instruments.eth2024(), "ETHUSDT_2024-08-08", 6_578);
  }

  private static void check(RecordedTape tape, String name, int comparable) throws IOException {
    Map<String, String> facts = new TreeMap<>();
    for (String line : Files.readAllLines(Instruments.reference(name + ".summary.csv"))) {
      int comma = line.indexOf(',');
      facts.put(line.substring(0, comma), line.substring(comma + 1));
    }
    counts(tape, facts);
    book(tape, facts, comparable);
    bars(tape, Instruments.reference(name + ".trades_1m.csv"));
  }

  private static void counts(RecordedTape tape, Map<String, String> facts) {
    Map<String, Integer> found = new TreeMap<>();
    long volume = 0;
    for (int i = 0; i < tape.size(); i++) {
      MarketEvent e = tape.event(i);
      found.merge(e.getClass().getSimpleName(), 1, Integer::sum);
      volume += e instanceof MarketEvent.Trade t && t.regular() ? t.lots() : 0;
    }
    assertThat(tape.size()).isEqualTo(Integer.parseInt(fact(facts, "lines")));
    Map<String, String> names =
        Map.of(
            "BookTicker", "count_bookTicker",
            "DepthUpdate", "count_depth@0ms",
            "MarkPrice", "count_markPrice@1s",
            "DepthSnapshot", "count_snapshot",
            "Trade", "count_trade");
    new TreeMap<>(names)
        .forEach((kind, fact) ->
            assertThat(found.getOrDefault(kind, 0))
                .as(fact)
                .isEqualTo(Integer.parseInt(facts.getOrDefault(fact, "0"))));
    assertThat(volume).isEqualTo(lots(tape.instrument(), fact(facts, "volume")));
    assertThat(tape.hasMarks()).isEqualTo(facts.containsKey("mark_first"));
  }

  /// After every depth update the book equals the last ticker whose id is not above its `u`.
  private static void book(RecordedTape tape, Map<String, String> facts, int comparable) {
    RecordedBook book = new RecordedBook();
    book.reset(tape.snapshot());
    List<MarketEvent.BookTicker> tickers = new ArrayList<>();
    for (int i = 0; i < tape.size(); i++) {
      if (tape.event(i) instanceof MarketEvent.BookTicker t) {
        tickers.add(t);
      }
    }
    int equal = 0;
    int applied = 0;
    int next = 0;
    for (int i = 0; i < tape.size(); i++) {
      if (i < tape.bridge() || !(tape.event(i) instanceof MarketEvent.DepthUpdate d)) {
        continue;
      }
      book.apply(d, (_, _, _) -> {});
      applied++;
      while (next < tickers.size() && tickers.get(next).updateId() <= d.last()) {
        next++;
      }
      if (next > 0) {
        MarketEvent.BookTicker t = tickers.get(next - 1);
        DepthSide bids = book.side(Side.BUY);
        DepthSide asks = book.side(Side.SELL);
        equal +=
            bids.price(0) == t.bid()
                    && bids.lots(0) == t.bidLots()
                    && asks.price(0) == t.ask()
                    && asks.lots(0) == t.askLots()
                ? 1
                : 0;
      }
    }
    assertThat(applied).isEqualTo(Integer.parseInt(fact(facts, "depth_applied")));
    assertThat(equal)
        .as("every update, also those the facts call not comparable")
        .isEqualTo(applied);
    assertThat(equal).isGreaterThanOrEqualTo(comparable);
    assertThat(book.lastId()).isEqualTo(Long.parseLong(fact(facts, "final_update_id")));
    assertThat(book.side(Side.BUY).size())
        .isEqualTo(Integer.parseInt(fact(facts, "final_bid_levels")));
    assertThat(book.side(Side.SELL).size())
        .isEqualTo(Integer.parseInt(fact(facts, "final_ask_levels")));
    assertThat(book.side(Side.BUY).price(0))
        .isEqualTo(ticks(tape.instrument(), fact(facts, "final_best_bid")));
    assertThat(book.side(Side.SELL).lots(0))
        .isEqualTo(lots(tape.instrument(), fact(facts, "final_best_ask_qty")));
  }

  private static void bars(RecordedTape tape, Path reference) throws IOException {
    Instrument in = tape.instrument();
    RecordedMarket market =
        new RecordedMarket(tape, Rebase.of(List.of(tape), tape.naturalStartNanos()));
    Heard heard = new Heard();
    market.advance(Long.MAX_VALUE, heard);
    List<MarketEvent.Kline> bars = market.klines(1000, Long.MAX_VALUE);
    List<String> rows = Files.readAllLines(reference);
    assertThat(bars).hasSize(rows.size() - 1);
    for (int i = 1; i < rows.size(); i++) {
      String[] f = rows.get(i).split(",", -1);
      MarketEvent.Kline bar = bars.get(i - 1);
      assertThat(bar)
          .isEqualTo(
              new MarketEvent.Kline(
                  in.index(),
                  Long.parseLong(f[0]),
                  ticks(in, f[1]),
                  ticks(in, f[2]),
                  ticks(in, f[3]),
                  ticks(in, f[4]),
                  lots(in, f[5]),
                  lots(in, f[9]),
                  Long.parseLong(f[8])));
      assertThat(bar.volumeLots() - bar.takerBuyLots()).isEqualTo(lots(in, f[10]));
    }
    assertThat(
            heard.all.stream()
                .filter(p -> !(p.event() instanceof MarketEvent.MarkPrice m) || !m.substitute()))
        .as("everything but the snapshot is published")
        .hasSize(tape.size() - 1);
  }

  private static String fact(Map<String, String> facts, String name) {
    return Objects.requireNonNull(facts.get(name), name);
  }

  private static long ticks(Instrument in, String text) {
    return exact(Decimals.parseE8(text), in.tickE8());
  }

  private static long lots(Instrument in, String text) {
    return exact(Decimals.parseE8(text), in.lotE8());
  }

  private static long exact(long e8, long step) {
    assertThat(e8 % step).isZero();
    return e8 / step;
  }
}
