package dev.warrant.sim.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warrant.execution.desk.DeskConfig;
import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.event.Event;
import dev.warrant.knowledge.event.Levels;
import dev.warrant.knowledge.event.MarketEvent;
import dev.warrant.knowledge.event.MarketEvent.DepthUpdate;
import dev.warrant.knowledge.journal.JournalWriter;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.knowledge.unit.Instrument;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HeardMarketTest {
  private static final long MS = 1_000_000L;
  private static final long START_MS = 1_767_225_600_000L;

  @TempDir private Path temp = Path.of("");
  private JournalWriter journal;
  private long ms = START_MS;

  @SuppressWarnings("NullAway.Init") // made before each test
  HeardMarketTest() {}

  @BeforeEach
  void open() {
    journal = JournalWriter.open(temp.resolve("journal"), "run");
    started(1, List.of(Instruments.BTC));
  }

  @AfterEach
  void close() {
    journal.close();
  }

  private void started(int epoch, List<Instrument> instruments) {
    String config = DeskConfig.standard().canonical();
    told(
        new DeskEvent.Started(
            epoch, 0, 1, Digest.ZERO, Digest.ZERO, Digest.ZERO, instruments, config));
  }

  private void told(Event event) {
    journal.input(++ms * MS, event);
    journal.settle();
  }

  private void snapshot(long id, long bid) {
    told(new MarketEvent.DepthSnapshot(0, id, ms, Levels.of(bid, 10), Levels.of(bid + 1, 10)));
  }

  /// An update that sets one bid.
  private void update(long first, long last, long previous, long bid, long lots) {
    told(new DepthUpdate(0, first, last, previous, ms, ms, Levels.of(bid, lots), Levels.NONE));
  }

  private void ticker(long id, long bid) {
    told(new MarketEvent.BookTicker(0, id, bid, 10, bid + 1, 10, ms, ms));
  }

  private void trade(long id) {
    told(new MarketEvent.Trade(0, id, 1_000, 1, true, true, ms, ms));
  }

  private HeardMarket heard() {
    return HeardMarket.read(temp.resolve("journal"));
  }

  private static Heard play(HeardMarket heard) {
    Heard out = new Heard();
    RecordedMarket market = heard.markets().getFirst();
    while (market.nextNanos() != Long.MAX_VALUE) {
      market.advance(market.nextNanos(), out);
    }
    return out;
  }

  /// Each update follows the one before it.
  private static void chained(Heard out) {
    List<DepthUpdate> updates = out.only(DepthUpdate.class);
    for (int i = 1; i < updates.size(); i++) {
      assertThat(updates.get(i).previous()).isEqualTo(updates.get(i - 1).last());
    }
  }

  @Test
  void whatWasHeardIsPlayedAtItsTimesWithItsIds() {
    update(9, 10, 8, 1_000, 5);
    update(11, 12, 10, 999, 5);
    snapshot(10, 1_000);
    update(13, 14, 12, 998, 7);
    ticker(15, 1_000);
    trade(1);
    HeardMarket heard = heard();
    assertThat(heard.mends()).isZero();
    assertThat(heard.declared()).isEmpty();
    Heard out = play(heard);
    chained(out);
    assertThat(out.only(DepthUpdate.class))
        .extracting(DepthUpdate::last)
        .containsExactly(10L, 12L, 14L);
    assertThat(out.all.getLast().nanos()).isEqualTo(ms * MS);
    assertThat(out.only(MarketEvent.Trade.class)).hasSize(1);
  }

  @Test
  void anUpdateThatNamesTheSnapshotBeforeItBridgesToo() {
    snapshot(10, 1_000);
    update(12, 14, 10, 998, 7);
    Heard out = play(heard());
    assertThat(out.only(DepthUpdate.class)).extracting(DepthUpdate::last).containsExactly(14L);
  }

  @Test
  void overAGapOneUpdateCarriesTheBookToWhatTheNextSnapshotShows() {
    snapshot(10, 1_000);
    update(10, 12, 9, 998, 7);
    update(20, 22, 19, 990, 1);
    ticker(23, 1_005);
    update(23, 24, 22, 997, 3);
    snapshot(23, 1_005);
    update(25, 26, 24, 996, 4);
    HeardMarket heard = heard();
    assertThat(heard.mends()).isEqualTo(1);
    assertThat(heard.lostNanos()).isEqualTo(3 * MS);
    assertThat(heard.declared())
        .containsExactly("books were lost 1 times, 0.0 s in all; there they stand still");
    Heard out = play(heard);
    chained(out);
    List<DepthUpdate> updates = out.only(DepthUpdate.class);
    assertThat(updates).extracting(DepthUpdate::last).containsExactly(12L, 24L, 26L);
    // Gone: what only the old book had. New: what the snapshot and the update after it show.
    assertThat(updates.get(1).bids()).isEqualTo(Levels.of(1_000, 0, 998, 0, 1_005, 10, 997, 3));
    assertThat(updates.get(1).asks()).isEqualTo(Levels.of(1_001, 0, 1_006, 10));
    RecordedMarket market = heard.markets().getFirst();
    market.advance(Long.MAX_VALUE - 1, new Heard());
    assertThat(market.snapshot(5, ms * MS).bids()).isEqualTo(Levels.of(1_005, 10, 997, 3, 996, 4));
  }

  @Test
  void aVenueThatCountsAnewAfterARestartIsCountedOn() {
    snapshot(1_000, 1_000);
    update(1_000, 1_001, 999, 998, 7);
    ticker(1_002, 1_000);
    trade(500);
    started(2, List.of(Instruments.BTC));
    snapshot(3, 900);
    update(3, 4, 2, 899, 1);
    update(5, 6, 4, 898, 1);
    ticker(7, 900);
    trade(1);
    trade(2);
    HeardMarket heard = heard();
    assertThat(heard.starts()).isEqualTo(2);
    assertThat(heard.declared()).first().asString().contains("started 2 times");
    Heard out = play(heard);
    chained(out);
    assertThat(out.only(DepthUpdate.class))
        .extracting(DepthUpdate::last)
        .isSorted()
        .containsExactly(1_001L, 1_003L, 1_005L);
    assertThat(out.only(MarketEvent.BookTicker.class))
        .extracting(MarketEvent.BookTicker::updateId)
        .containsExactly(1_002L, 1_006L);
    assertThat(out.only(MarketEvent.Trade.class))
        .extracting(MarketEvent.Trade::tradeId)
        .containsExactly(500L, 501L, 502L);
  }

  @Test
  void aDeskThatNeverHadABookHasNoMarketToPlay() {
    ticker(1, 1_000);
    assertThatThrownBy(this::heard)
        .isInstanceOf(RecordingException.class)
        .hasMessageContaining("never had a book of BTCUSDT")
        .hasMessageContaining("Maybe ");
  }

  @Test
  void otherInstrumentsAtALaterStartAreRefused() {
    started(2, List.of(Instruments.BTC, Instruments.ETH));
    assertThatThrownBy(this::heard)
        .hasMessageContaining("started on [BTCUSDT] and later on [BTCUSDT, ETHUSDT]");
  }
}
