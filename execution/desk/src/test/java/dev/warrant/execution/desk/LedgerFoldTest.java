package dev.warrant.execution.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.execution.guard.MeasureBoard;
import dev.warrant.execution.ledger.Ledger;
import dev.warrant.execution.ledger.LedgerConfig;
import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.event.DeskEvent.CommandKind;
import dev.warrant.knowledge.event.MarketEvent;
import dev.warrant.knowledge.event.VenueEvent;
import dev.warrant.knowledge.event.VenueEvent.OrderStatus;
import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.knowledge.fact.Mode;
import dev.warrant.knowledge.order.ClientId;
import dev.warrant.knowledge.order.OrderKind;
import dev.warrant.knowledge.order.OrderRecord;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.knowledge.unit.MarginBracket;
import dev.warrant.knowledge.unit.Side;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LedgerFoldTest {
  private static final List<MarginBracket> BRACKETS =
      List.of(new MarginBracket(100_000_000_000_000_000L, 125, 4_000, 0));

  private static final Instrument BTC =
      new Instrument(0, "BTCUSDT", 10_000_000, 100_000, 1, 1_000_000, 0, 200, 500, BRACKETS);

  private static OrderRecord order(int ordinal, long lots) {
    return new OrderRecord(
        new ClientId('W', 1, 1, ordinal).text(),
        1,
        1,
        0,
        Side.BUY,
        OrderKind.LIMIT,
        600_000,
        lots,
        false,
        Digest.ZERO,
        1);
  }

  private static VenueEvent.OrderReport filled(int ordinal, long lots) {
    return new VenueEvent.OrderReport(
        0,
        new ClientId('W', 1, 1, ordinal).text(),
        7,
        Side.BUY,
        OrderKind.LIMIT,
        OrderStatus.FILLED,
        600_000,
        lots,
        lots,
        100 + ordinal,
        lots,
        6_000_000_000_000L,
        1_000,
        true,
        false,
        5);
  }

  private static Ledger ledger() {
    return new Ledger(LedgerConfig.of(List.of(BTC), 3, List.of(0L)), new MeasureBoard(1), _ -> {});
  }

  private static LedgerFold twoOrdersOneFilled() {
    LedgerFold fold = new LedgerFold();
    fold.input(1, 1_000, new MarketEvent.MarkPrice(0, 6_000_000_000_000L, 0, 0, 0, 1, false));
    fold.derived(new Derived.Ordered(order(0, 10)));
    fold.input(2, 2_000, filled(0, 10));
    fold.input(3, 3_000, new MarketEvent.MarkPrice(0, 6_000_000_000_000L, 0, 0, 0, 1, false));
    fold.derived(new Derived.Ordered(order(1, 4)));
    return fold;
  }

  @Test
  void aRecoveredLedgerHoldsThePositionAndDoubtsWhatWasOpen() {
    Ledger ledger = ledger();
    twoOrdersOneFilled().into(ledger);
    assertThat(ledger.net(0)).isEqualTo(10);
    assertThat(ledger.unknown()).isEqualTo(1);
    assertThat(ledger.worst(0, Side.BUY)).isEqualTo(14);
    assertThat(ledger.reconciled()).isFalse();
  }

  @Test
  void anOrderWhoseRecordNeverReachedTheJournalIsForgotten() {
    LedgerFold fold = twoOrdersOneFilled();
    assertThat(fold.tail()).isEqualTo(1);
    fold.keepTail(0);
    Ledger ledger = ledger();
    fold.into(ledger);
    assertThat(ledger.unknown()).isZero();
    assertThat(ledger.worst(0, Side.BUY)).isEqualTo(10);
  }

  @Test
  void foldingFromTheLastSnapshotsComesToTheSamePosition() {
    LedgerFold fold = twoOrdersOneFilled();
    Ledger until = ledger();
    twoOrdersOneFilled().into(until);
    for (int n = 0; n < 4; n++) {
      fold.input(10 + n, 10_000 + n, filled(1, 4));
      fold.derived(until.snapshot());
    }
    Ledger ledger = ledger();
    fold.into(ledger);
    assertThat(ledger.net(0)).isEqualTo(10);
  }

  /// The books that `fold` leads to after a stop, drawn or not, none of which was written.
  private static Ledger stopped(LedgerFold fold, Derived.Snapshot last, boolean drawn) {
    fold.input(20, 20_000, new DeskEvent.Stopped("asked to"));
    if (drawn) {
      fold.derived(last);
    }
    fold.keepTail(0);
    Ledger ledger = ledger();
    fold.into(ledger);
    return ledger;
  }

  @Test
  void aSnapshotThatNeverReachedTheJournalIsAsIfItHadNotBeenDrawn() {
    Ledger until = ledger();
    twoOrdersOneFilled().into(until);
    List<Ledger> both = new ArrayList<>();
    for (boolean drawn : new boolean[] {false, true}) {
      LedgerFold fold = new LedgerFold();
      for (int n = 0; n < 3; n++) {
        fold.input(10 + n, 10_000 + n, new DeskEvent.Timer());
        fold.derived(new Derived.Ordered(order(n, 4)));
        fold.derived(until.snapshot());
      }
      both.add(stopped(fold, until.snapshot(), drawn));
    }
    for (Ledger ledger : both) {
      assertThat(ledger.net(0)).isEqualTo(10);
      assertThat(ledger.unknown()).isEqualTo(2);
    }
  }

  private static void say(LedgerFold fold, long seq, CommandKind kind, String who) {
    fold.input(seq, seq * 1_000, new DeskEvent.Command(kind, who, "a test"));
  }

  @Test
  void whatWasCommandedLastsUntilTwoPeopleOfOneLifeResume() {
    LedgerFold fold = new LedgerFold();
    say(fold, 1, CommandKind.REDUCE, "anna");
    assertThat(fold.commanded()).isEqualTo(Mode.REDUCE);
    say(fold, 2, CommandKind.PAUSE, "watchdog:latency");
    say(fold, 3, CommandKind.RESUME, "anna");
    fold.input(4, 4_000, started());
    say(fold, 5, CommandKind.RESUME, "ben");
    assertThat(fold.commanded()).isEqualTo(Mode.PAUSE);
    assertThat(fold.commandedWhy()).isEqualTo("watchdog:latency: a test");
    say(fold, 6, CommandKind.RESUME, "anna");
    assertThat(fold.commanded()).isEqualTo(Mode.NORMAL);
  }

  @Test
  void aTighteningBetweenTwoVoicesVoidsTheFirstHereToo() {
    LedgerFold fold = new LedgerFold();
    say(fold, 1, CommandKind.REDUCE, "anna");
    say(fold, 2, CommandKind.RESUME, "anna");
    fold.derived(new Derived.ModeChanged(Mode.REDUCE, Mode.PAUSE, "BACKOFF: 429"));
    say(fold, 3, CommandKind.RESUME, "ben");
    assertThat(fold.commanded()).isEqualTo(Mode.REDUCE);
  }

  @Test
  void theDesksOwnPauseOnTheWayOutIsNobodysCommand() {
    LedgerFold fold = new LedgerFold();
    fold.input(1, 1_000, LiveDesk.STANDING);
    assertThat(fold.commanded()).isEqualTo(Mode.NORMAL);
  }

  private static DeskEvent.Started started() {
    return new DeskEvent.Started(2, 0, 1, Digest.ZERO, Digest.ZERO, Digest.ZERO, List.of(BTC), "");
  }

  /// An order is sent at a book's change or a timer, which are not folded: it is a message of then,
  /// and not of the last input that was.
  @Test
  void anOrderIsAMessageOfTheTimeItWasSent() {
    long second = 1_000_000_000L;
    LedgerFold fold = new LedgerFold();
    fold.input(1, second, new MarketEvent.MarkPrice(0, 6_000_000_000_000L, 0, 0, 0, 1, false));
    fold.input(2, 9 * second, new DeskEvent.Timer());
    fold.derived(new Derived.Ordered(order(0, 10)));
    fold.input(3, 15 * second, new MarketEvent.MarkPrice(0, 6_000_000_000_000L, 0, 0, 0, 1, false));
    MeasureBoard board = new MeasureBoard(1);
    fold.into(new Ledger(LedgerConfig.of(List.of(BTC), 3, List.of(0L)), board, _ -> {}));
    assertThat(board.slots(0)[MeasureBoard.slot(MeasureId.RATE_MESSAGES)]).isEqualTo(1);
  }
}
