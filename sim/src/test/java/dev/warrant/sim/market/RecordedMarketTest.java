package dev.warrant.sim.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.warrant.knowledge.event.Levels;
import dev.warrant.knowledge.event.MarketEvent;
import dev.warrant.knowledge.order.OrderKind;
import dev.warrant.knowledge.unit.Side;
import dev.warrant.sim.exchange.MarketListener.Removal;
import dev.warrant.sim.exchange.RestingOrder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A small recording written line by line, so that every fill can be told by hand.
class RecordedMarketTest {
  private static final long START = 1_700_000_000_000_000_000L;

  @TempDir Path dir;
  private final List<String> lines = new ArrayList<>();
  private final Heard heard = new Heard();
  private long clock = 1_680_652_700_000_000L;
  private long depthId = 100;

  @BeforeEach
  void aBookOfTwoLevelsASide() {
    raw(
        "{\"lastUpdateId\":100,\"E\":1,\"T\":1,\"bids\":[[\"99.9\",\"0.005\"],[\"99.8\",\"0.010\"]],"
            + "\"asks\":[[\"100.0\",\"0.004\"],[\"100.1\",\"0.020\"]]}");
    ticker(99, "99.9", "0.005", "100.0", "0.004");
    depth("[]", "[]");
  }

  private void raw(String json) {
    clock += 1_000_000;
    lines.add(clock + " " + json);
  }

  private void streamed(String kind, String fields) {
    raw(
        "{\"stream\":\"x\",\"data\":{\"e\":\""
            + kind
            + "\",\"E\":"
            + (clock / 1000 + 1000)
            + ",\"T\":"
            + (clock / 1000 + 1000)
            + ",\"s\":\"BTCUSDT\","
            + fields
            + "}}");
  }

  private void ticker(long id, String bid, String bidLots, String ask, String askLots) {
    streamed(
        "bookTicker",
        "\"u\":%d,\"b\":\"%s\",\"B\":\"%s\",\"a\":\"%s\",\"A\":\"%s\""
            .formatted(id, bid, bidLots, ask, askLots));
  }

  private void depth(String bids, String asks) {
    long before = depthId;
    depthId += 10;
    streamed(
        "depthUpdate",
        "\"U\":%d,\"u\":%d,\"pu\":%d,\"b\":%s,\"a\":%s"
            .formatted(before == 100 ? 95 : before + 1, depthId, before, bids, asks));
  }

  private void trade(String price, String lots, boolean buyerIsMaker) {
    streamed(
        "trade",
        "\"t\":%d,\"p\":\"%s\",\"q\":\"%s\",\"X\":\"MARKET\",\"m\":%s"
            .formatted(lines.size(), price, lots, buyerIsMaker));
  }

  private RecordedTape tape() {
    try {
      Path file = Files.write(dir.resolve("r"), lines);
      return RecordedTape.load(List.of(file), Instruments.BTC);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private RecordedMarket market() {
    RecordedTape tape = tape();
    return new RecordedMarket(tape, Rebase.of(List.of(tape), START));
  }

  /// Plays the first `n` lines; line `i` happens `i` seconds after the start.
  private void play(RecordedMarket market, int n) {
    market.advance(START + (n - 1) * 1_000_000_000L, heard);
  }

  private void submit(RecordedMarket m, long id, Side side, OrderKind kind, long price, long lots) {
    m.submit(new RestingOrder(id, side, kind, price, lots), START, heard);
  }

  @Test
  void aNewOrderWaitsBehindTheRecordedQuantity() {
    trade("99.9", "0.003", true);
    trade("99.9", "0.003", true);
    trade("99.9", "0.009", true);
    RecordedMarket m = market();
    play(m, 3);
    submit(m, 7, Side.BUY, OrderKind.LIMIT, 999, 4);
    play(m, 4);
    assertThat(heard.fills).isEmpty();
    play(m, 5);
    assertThat(heard.fills)
        .containsExactly(new Heard.Fill(7, 1, 999, true, 4, START + 4_000_000_000L));
    play(m, 6);
    assertThat(heard.filledLots()).isEqualTo(4);
  }

  @Test
  void earlierOrdersOfOursFillFirst() {
    trade("99.9", "0.008", true);
    RecordedMarket m = market();
    play(m, 3);
    submit(m, 7, Side.BUY, OrderKind.LIMIT, 999, 2);
    submit(m, 8, Side.BUY, OrderKind.POST_ONLY, 999, 2);
    play(m, 4);
    assertThat(heard.fills)
        .extracting(Heard.Fill::venueId, Heard.Fill::lots)
        .containsExactly(tuple(7L, 2L), tuple(8L, 1L));
  }

  @Test
  void cancelsBeforeUsAreSharedByTheLengthsOfTheQueue() {
    QueuedOrder q = new QueuedOrder(1, Side.BUY, 999, 1, 100);
    q.level(200);
    assertThat(q.ahead()).as("growth is behind us").isEqualTo(100);
    q.level(180);
    assertThat(q.ahead()).as("half of the cancels, as the halves are equal").isEqualTo(90);
    assertThat(q.passed(30)).isZero();
    q.level(150);
    assertThat(q.ahead()).as("what was traded is no cancel").isEqualTo(60);
    q.level(10);
    assertThat(q.ahead()).isLessThanOrEqualTo(10);
  }

  @Test
  void aTradeThroughOurPriceFillsUsAtOurPrice() {
    trade("99.8", "0.003", true);
    RecordedMarket m = market();
    play(m, 3);
    submit(m, 7, Side.BUY, OrderKind.LIMIT, 999, 2);
    play(m, 4);
    assertThat(heard.fills).extracting(Heard.Fill::price).containsExactly(999L);
    assertThat(heard.filledLots()).isEqualTo(2);
  }

  @Test
  void aQuoteThroughOurPriceFillsUsAtOurPrice() {
    ticker(120, "99.7", "0.001", "99.8", "0.050");
    RecordedMarket m = market();
    play(m, 3);
    submit(m, 7, Side.BUY, OrderKind.LIMIT, 999, 2);
    play(m, 4);
    assertThat(heard.fills)
        .containsExactly(
            new Heard.Fill(
                7, 2, 999, true, RecordedMatcher.FIRST_OWN_TRADE, START + 3_000_000_000L));
  }

  @Test
  void aTakerWalksTheRecordedLevels() {
    RecordedMarket m = market();
    play(m, 3);
    submit(m, 7, Side.BUY, OrderKind.MARKET, 0, 10);
    assertThat(heard.fills)
        .extracting(Heard.Fill::price, Heard.Fill::lots)
        .containsExactly(tuple(1000L, 4L), tuple(1001L, 6L));
    assertThat(m.snapshot(5, START).asks()).isEqualTo(Levels.of(1000, 4, 1001, 20));
  }

  @Test
  void theSameLotsAreNotTakenTwiceUntilTheLevelChanges() {
    ticker(121, "99.9", "0.005", "100.0", "0.006");
    RecordedMarket m = market();
    play(m, 3);
    submit(m, 7, Side.BUY, OrderKind.IOC, 1000, 4);
    submit(m, 8, Side.BUY, OrderKind.IOC, 1000, 4);
    assertThat(heard.filledLots()).isEqualTo(4);
    assertThat(heard.gone).containsExactly(new Heard.Gone(8, Removal.EXPIRED));
    play(m, 4);
    submit(m, 9, Side.BUY, OrderKind.IOC, 1000, 10);
    assertThat(heard.filledLots()).isEqualTo(10);
  }

  @Test
  void theRestOfAMarketableLimitWaitsForFreshLots() {
    ticker(121, "99.9", "0.005", "100.0", "0.003");
    RecordedMarket m = market();
    play(m, 3);
    submit(m, 7, Side.BUY, OrderKind.LIMIT, 1000, 6);
    assertThat(heard.filledLots()).isEqualTo(4);
    play(m, 4);
    assertThat(heard.filledLots()).isEqualTo(6);
    assertThat(heard.fills.getLast().maker()).isTrue();
  }

  @Test
  void aPostOnlyOrderThatWouldTakeIsRemoved() {
    RecordedMarket m = market();
    play(m, 3);
    submit(m, 7, Side.SELL, OrderKind.POST_ONLY, 999, 1);
    assertThat(heard.gone).containsExactly(new Heard.Gone(7, Removal.WOULD_TAKE));
    assertThat(heard.fills).isEmpty();
  }

  @Test
  void anEmptySideTakesNothing() {
    depth("[[\"99.9\",\"0\"],[\"99.8\",\"0\"]]", "[]");
    RecordedMarket m = market();
    play(m, 4);
    submit(m, 7, Side.SELL, OrderKind.MARKET, 0, 1);
    submit(m, 8, Side.SELL, OrderKind.POST_ONLY, 999, 1);
    assertThat(heard.gone).containsExactly(new Heard.Gone(7, Removal.EXPIRED));
  }

  @Test
  void aCancelledOrderIsGoneAndReportedOnce() {
    trade("99.8", "0.003", true);
    RecordedMarket m = market();
    play(m, 3);
    submit(m, 7, Side.BUY, OrderKind.LIMIT, 999, 2);
    m.cancel(7, START, heard);
    m.cancel(7, START, heard);
    play(m, 4);
    assertThat(heard.fills).isEmpty();
    assertThat(heard.gone).containsExactly(new Heard.Gone(7, Removal.CANCELLED));
  }

  @Test
  void withoutRecordedMarksTheMidStandsInEachSecondAndIsDeclared() {
    trade("99.9", "0.001", true);
    RecordedMarket m = market();
    play(m, 4);
    List<MarketEvent.MarkPrice> marks = heard.only(MarketEvent.MarkPrice.class);
    assertThat(marks).hasSize(3).allMatch(MarketEvent.MarkPrice::substitute);
    assertThat(m.mark(START).markE8()).isEqualTo(9_995_000_000L);
    assertThat(m.declared()).contains("mid").contains("BTCUSDT");
  }

  @Test
  void noEventComesFromTheFutureThoughTheRecordersClockWasBehind() {
    RecordedMarket m = market();
    assertThat(m.nextNanos()).isEqualTo(START);
    m.advance(Long.MAX_VALUE, heard);
    assertThat(m.nextNanos()).isEqualTo(Long.MAX_VALUE);
    for (MarketEvent.BookTicker t : heard.only(MarketEvent.BookTicker.class)) {
      assertThat(t.eventMs() * 1_000_000).isBetween(START, START + 1_001_000_000L);
    }
  }

  @Test
  void aGapInTheDepthIdsIsRefused() {
    depthId += 5;
    depth("[]", "[]");
    assertThatThrownBy(this::tape)
        .isInstanceOf(RecordingException.class)
        .hasMessageContaining(":4: depth update follows id 115, expected 110");
  }

  @Test
  void aContinuationAloneIsRefused() {
    lines.removeFirst();
    assertThatThrownBy(this::tape)
        .isInstanceOf(RecordingException.class)
        .hasMessageContaining("no REST depth snapshot");
  }

  @Test
  void aFileThatIsNoRecordingIsRefused() throws IOException {
    Path file = Files.writeString(dir.resolve("x"), "hello\n1680652700423575 {\"s\":\"BTC");
    assertThatThrownBy(() -> Markets.tapes(List.of(file), List.of(Instruments.BTC)))
        .isInstanceOf(RecordingException.class)
        .hasMessageContaining("no line `<local time> <JSON>`");
  }
}
