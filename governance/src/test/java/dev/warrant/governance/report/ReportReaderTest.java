package dev.warrant.governance.report;

import static dev.warrant.governance.report.Records.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warrant.governance.report.ReportData.Point;
import dev.warrant.governance.report.ReportData.PriceSource;
import dev.warrant.governance.report.ReportData.WarrantSpan;
import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.event.Levels;
import dev.warrant.knowledge.event.MarketEvent;
import dev.warrant.knowledge.event.VenueEvent;
import dev.warrant.knowledge.event.VenueEvent.AccountUpdate;
import dev.warrant.knowledge.event.VenueEvent.OrderStatus;
import dev.warrant.knowledge.event.VenueEvent.PastFill;
import dev.warrant.knowledge.event.VenueEvent.PastFills;
import dev.warrant.knowledge.event.VenueEvent.VenuePosition;
import dev.warrant.knowledge.fact.Mode;
import dev.warrant.knowledge.fact.Regime;
import dev.warrant.knowledge.journal.JournalDamaged;
import dev.warrant.knowledge.journal.JournalWriter;
import dev.warrant.knowledge.order.OrderKind;
import dev.warrant.knowledge.order.OrderRecord;
import dev.warrant.knowledge.unit.Side;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReportReaderTest {
  private static final long T = 1_760_000_000L * SECOND;
  private static final OrderRecord BUY =
      order("W00001000000000100000A", 0, Side.BUY, OrderKind.POST_ONLY, 600_000, 10);
  private static final OrderRecord SELL =
      order("W00001000000000100000B", 0, Side.SELL, OrderKind.IOC, 600_900, 4);

  @TempDir private Path folder = Path.of("");

  private ReportData read() {
    return ReportReader.read(folder);
  }

  private JournalWriter journal() {
    JournalWriter out = JournalWriter.open(folder, "small");
    out.input(T, started(1, "", BTC));
    out.input(T, account(1000));
    return out;
  }

  /// Buys 0.010 at 60 000 for 0.12, sells 0.004 at 60 100 for 0.1202, marked at 60 050.
  private void smallRun() {
    try (JournalWriter out = journal()) {
      out.input(T + 1, ticker(0, 600_000, 600_001));
      out.derived(new Derived.Issued(warrant(1, 0, Side.BUY, 20, 599_000, 601_000)));
      out.derived(new Derived.Ordered(BUY));
      out.input(T + 2, report(BUY, OrderStatus.FILLED, 5, 10, 60_000 * E8, 12_000_000));
      out.input(T + 3, report(BUY, OrderStatus.FILLED, 5, 10, 60_000 * E8, 12_000_000));
      out.derived(new Derived.Ordered(SELL));
      out.input(T + 4, report(SELL, OrderStatus.PARTIALLY_FILLED, 6, 4, 60_100 * E8, 12_020_000));
      out.input(T + 5, mark(0, 60_050 * E8));
      out.input(T + 6, new AccountUpdate("FUNDING_FEE", 0, -3_000_000, List.of(), 0));
      out.input(T + 7, new AccountUpdate("DEPOSIT", 0, 50 * E8, List.of(), 0));
      out.input(T + 8, new DeskEvent.Timer());
      out.derived(
          new Derived.Snapshot(1000 * E8 + 50 * E8 + 40_000_000 - 27_020_000, 0, 0, 0, List.of()));
    }
  }

  @Test
  void profitIsRealisedLessFeesPlusFundingPlusUnrealised() {
    smallRun();
    ReportData.Money m = read().money();
    assertThat(m.realisedE8()).isEqualTo(40_000_000);
    assertThat(m.feesE8()).isEqualTo(24_020_000);
    assertThat(m.fundingE8()).isEqualTo(-3_000_000);
    assertThat(m.unrealisedE8()).isEqualTo(30_000_000);
    assertThat(m.profitE8()).isEqualTo(40_000_000 - 24_020_000 - 3_000_000 + 30_000_000);
    assertThat(m.openingE8()).isEqualTo(1000 * E8);
    assertThat(m.transfersE8()).isEqualTo(50 * E8);
    assertThat(m.volumeE8()).isEqualTo(600 * E8 + 24_040_000_000L);
    assertThat(m.valuation()).isEqualTo("the mark price");
  }

  @Test
  void theLedgersWalletIsComparedWithTheOneComputedHere() {
    smallRun();
    assertThat(read().money().snapshots()).isEqualTo(1);
    assertThat(read().money().ledgerGapE8()).isZero();
  }

  @Test
  void drawdownIsTheDeepestFallFromThePeak() {
    try (JournalWriter out = journal()) {
      out.input(T + 1, mark(0, 60_000 * E8));
      out.input(T + 2, report(BUY, OrderStatus.FILLED, 1, 10, 60_000 * E8, 0));
      out.input(T + 3, mark(0, 60_500 * E8));
      out.input(T + 4, mark(0, 59_900 * E8));
      out.input(T + 5, mark(0, 60_200 * E8));
    }
    ReportData.Money m = read().money();
    assertThat(m.drawdownE8()).isEqualTo(6 * E8);
    assertThat(m.profitE8()).isEqualTo(2 * E8);
    assertThat(m.profit()).extracting(Point::value).containsExactly(0L, 5 * E8, -1 * E8, 2 * E8);
  }

  @Test
  void aFillToldTwiceCountsOnce() {
    smallRun();
    ReportData data = read();
    assertThat(data.counts().fills()).isEqualTo(2);
    assertThat(data.counts().makerFills()).isEqualTo(1);
    assertThat(data.markets().getFirst().net()).isEqualTo(6);
    assertThat(data.markets().getFirst().fills().items()).hasSize(2);
  }

  @Test
  void ordersKnowWhatTradedAndHowTheyEnded() {
    smallRun();
    var orders = read().markets().getFirst().orders().items();
    assertThat(orders.get(0).filledLots()).isEqualTo(10);
    assertThat(orders.get(0).end()).isEqualTo(OrderStatus.FILLED);
    assertThat(orders.get(0).endNanos()).isEqualTo(T + 2);
    assertThat(orders.get(1).filledLots()).isEqualTo(4);
    assertThat(orders.get(1).end()).isNull();
    assertThat(orders.get(1).endNanos()).isEqualTo(T + 8);
  }

  @Test
  void aShortIsClosedAndTurnedLongByOneFill() {
    OrderRecord sell = order("A", 0, Side.SELL, OrderKind.IOC, 600_000, 5);
    OrderRecord buy = order("B", 0, Side.BUY, OrderKind.IOC, 600_000, 8);
    try (JournalWriter out = journal()) {
      out.input(T + 1, report(sell, OrderStatus.FILLED, 1, 5, 60_000 * E8, 0));
      out.input(T + 2, report(buy, OrderStatus.FILLED, 2, 8, 59_000 * E8, 0));
      out.input(T + 3, mark(0, 59_100 * E8));
    }
    ReportData data = read();
    assertThat(data.money().realisedE8()).isEqualTo(5 * E8);
    assertThat(data.markets().getFirst().net()).isEqualTo(3);
    assertThat(data.money().unrealisedE8()).isEqualTo(30_000_000);
    assertThat(data.markets().getFirst().position())
        .extracting(Point::value)
        .containsExactly(-5L, 3L);
  }

  @Test
  void aPositionHeldFromBeforeIsTakenOverWithoutProfit() {
    try (JournalWriter out = JournalWriter.open(folder, "held")) {
      out.input(T, started(1, "", BTC));
      out.input(T, mark(0, 61_000 * E8));
      PastFill old = new PastFill(0, 1, 3, Side.BUY, 10, 60_000 * E8, 0, true, T / 1_000_000 - 5);
      out.input(T + 1, new PastFills(0, List.of(old)));
      out.input(
          T + 2,
          new VenueEvent.AccountSnapshot(
              1000 * E8, 0, List.of(new VenuePosition(0, 10, 60_000 * E8, 3)), true, true));
      out.input(T + 3, new PastFills(0, List.of(old)));
      out.input(T + 4, mark(0, 61_100 * E8));
    }
    ReportData data = read();
    assertThat(data.counts().fills()).isZero();
    assertThat(data.markets().getFirst().net()).isEqualTo(10);
    assertThat(data.money().unrealisedE8()).isEqualTo(11 * E8);
    assertThat(data.money().profitE8()).isEqualTo(E8);
  }

  @Test
  void reconciliationThatFollowsTheVenueIsFollowed() {
    try (JournalWriter out = journal()) {
      out.input(T + 1, mark(0, 60_000 * E8));
      out.input(
          T + 2,
          new VenueEvent.AccountSnapshot(
              990 * E8, 0, List.of(new VenuePosition(0, -2, 60_500 * E8, 3)), true, true));
      out.derived(new Derived.Found("BALANCE_DIFFERS", -1, "", 1000 * E8, 990 * E8, "less"));
      out.derived(new Derived.Found("POSITION_FORCED", 0, "BTCUSDT", 0, -2, "taken"));
    }
    ReportData data = read();
    assertThat(data.money().otherE8()).isEqualTo(-10 * E8);
    assertThat(data.markets().getFirst().net()).isEqualTo(-2);
    assertThat(data.money().profitE8()).isEqualTo(-10 * E8 + E8);
    assertThat(data.findings()).containsOnlyKeys("balance differs", "position forced");
  }

  @Test
  void aWarrantEndsWhenItIsReplacedWithdrawnOrTheDeskStartsAgain() {
    try (JournalWriter out = journal()) {
      out.input(T + 10, new DeskEvent.Timer());
      out.derived(new Derived.Issued(warrant(1, 0, Side.BUY, 20, 1, 2)));
      out.derived(new Derived.Issued(warrant(2, 0, Side.SELL, 20, 1, 2)));
      out.input(T + 20, new DeskEvent.Timer());
      out.derived(new Derived.Issued(warrant(3, 0, Side.BUY, 20, 1, 2)));
      out.input(T + 30, new DeskEvent.Timer());
      out.derived(new Derived.Withdrawn(1, 2, "no longer"));
      out.input(T + 40, started(2, "", BTC));
      out.input(T + 50, new DeskEvent.Timer());
    }
    assertThat(read().markets().getFirst().warrants().items())
        .extracting(WarrantSpan::id, WarrantSpan::fromNanos, WarrantSpan::toNanos)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(1L, T + 10, T + 20),
            org.assertj.core.groups.Tuple.tuple(2L, T + 10, T + 30),
            org.assertj.core.groups.Tuple.tuple(3L, T + 20, T + 40));
    assertThat(read().findings()).containsKey("started again");
    assertThat(read().epochs()).hasSize(2);
  }

  @Test
  void refusalsAreCountedByLimitWithTheFirstOnesWords() {
    try (JournalWriter out = journal()) {
      out.derived(refused("spread", "first"));
      out.derived(refused("spread", "second"));
      out.derived(refused("heat", "third"));
      out.derived(deliberated(1, 3, 2, 0));
      out.derived(deliberated(2, 3, 1, 1));
      out.derived(deliberated(3, 0, 0, 0));
    }
    ReportData data = read();
    assertThat(data.refusalsByLimit().get("spread")).isEqualTo(new ReportData.Tally(2, T, "first"));
    assertThat(data.refusalsByLimit()).containsEntry("heat", new ReportData.Tally(1, T, "third"));
    assertThat(data.counts().refusals()).isEqualTo(3);
    assertThat(data.counts().objections()).isEqualTo(3);
    assertThat(data.counts().gave()).isEqualTo(1);
    assertThat(data.counts().objected()).isEqualTo(1);
  }

  @Test
  void modesBeliefsAndPatternsBecomeStretches() {
    try (JournalWriter out = journal()) {
      out.derived(believed(0, Regime.CALM, 800_000));
      out.input(T + 40 * SECOND, new DeskEvent.Timer());
      out.derived(believed(0, Regime.VIOLENT, 600_000));
      out.derived(new Derived.ModeChanged(Mode.NORMAL, Mode.REDUCE, "drawdown"));
      out.derived(matched(0, "large-trade", T + 39 * SECOND, T + 45 * SECOND));
      out.input(T + 100 * SECOND, new DeskEvent.Timer());
    }
    ReportData data = read();
    var regimes = data.markets().getFirst().regimes();
    assertThat(regimes)
        .extracting(ReportData.Stretch::kind)
        .containsExactly(Regime.CALM, Regime.VIOLENT);
    assertThat(regimes).extracting(ReportData.Stretch::ppm).containsExactly(800_000L, 600_000L);
    assertThat(data.modes())
        .extracting(ReportData.Stretch::kind)
        .containsExactly(Mode.NORMAL, Mode.REDUCE);
    assertThat(data.lastMode()).isEqualTo(Mode.REDUCE);
    assertThat(data.patterns().getFirst().spans().items())
        .containsExactly(new ReportData.PatternSpan(T + 39 * SECOND, T + 45 * SECOND, 7));
  }

  @Test
  void aBookChangeThatDoesNotContinueTheOneBeforeIsAGap() {
    try (JournalWriter out = journal()) {
      out.input(T, new MarketEvent.DepthUpdate(0, 1, 5, 0, 0, 0, Levels.NONE, Levels.NONE));
      out.input(T, new MarketEvent.DepthUpdate(0, 6, 9, 5, 0, 0, Levels.NONE, Levels.NONE));
      out.input(T, new MarketEvent.DepthUpdate(0, 12, 15, 11, 0, 0, Levels.NONE, Levels.NONE));
      out.input(T, new MarketEvent.StreamState(0, false, "reset"));
      out.input(T, new MarketEvent.DepthUpdate(0, 90, 95, 80, 0, 0, Levels.NONE, Levels.NONE));
    }
    assertThat(read().findings())
        .containsOnlyKeys("feed gap BTCUSDT", "market stream down BTCUSDT");
    assertThat(read().findings())
        .containsEntry(
            "feed gap BTCUSDT",
            new ReportData.Tally(1, T, "expected the update after 9, found one after 11"));
  }

  @Test
  void theMidIsShownElseTheTradesElseTheMarks() {
    try (JournalWriter out = JournalWriter.open(folder, "sources")) {
      out.input(T, started(1, "", BTC, ETH));
      out.input(T, mark(0, 60_000 * E8));
      out.input(T, mark(1, 2_500 * E8));
      out.input(T, new MarketEvent.Trade(0, 1, 600_010, 1, true, true, 0, 0));
    }
    assertThat(read().markets())
        .extracting(ReportData.Market::source)
        .containsExactly(PriceSource.TRADE, PriceSource.MARK);
    assertThat(read().markets().getFirst().price()).containsExactly(new Point(T, 60_001 * E8));
  }

  @Test
  void aJournalThatWasOnlyOpenedReadsAsAnEmptyRun() {
    JournalWriter.open(folder, "empty").close();
    ReportData data = read();
    assertThat(data.counts().inputs()).isZero();
    assertThat(data.markets()).isEmpty();
    assertThat(data.money().profit()).isEmpty();
  }

  @Test
  void aFolderWithoutAJournalIsNamed() {
    assertThatThrownBy(this::read)
        .isInstanceOf(JournalDamaged.class)
        .hasMessageContaining("expected journal segments");
  }
}
