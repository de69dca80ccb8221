package dev.warrant.execution.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.event.VenueEvent;
import dev.warrant.knowledge.event.VenueEvent.OrderStatus;
import dev.warrant.knowledge.journal.JournalWriter;
import dev.warrant.knowledge.order.Objection;
import dev.warrant.knowledge.order.OrderKind;
import dev.warrant.knowledge.order.OrderRecord;
import dev.warrant.knowledge.order.Refusal;
import dev.warrant.knowledge.order.Stage;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.knowledge.unit.Side;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JournalFoldTest {
  @TempDir private Path folder = Path.of("");

  private static OrderRecord order() {
    return new OrderRecord(
        "W0000100000000010000000",
        1,
        1,
        0,
        Side.BUY,
        OrderKind.LIMIT,
        600_000,
        4,
        false,
        Digest.ZERO,
        1);
  }

  private static VenueEvent.OrderReport report(OrderStatus status, long cum, long trade) {
    return new VenueEvent.OrderReport(
        0,
        order().clientId(),
        7,
        Side.BUY,
        OrderKind.LIMIT,
        status,
        600_000,
        4,
        cum,
        trade,
        trade == 0 ? 0 : 4,
        6_000_000_000_000L,
        0,
        true,
        false,
        5);
  }

  private static DeskEvent.Started started(int epoch, int tail) {
    return new DeskEvent.Started(
        epoch, tail, 1, Digest.ZERO, Digest.ZERO, Digest.ZERO, List.of(), "");
  }

  @Test
  void aRecoveredDeskCountsOnFromWhatItsEarlierLivesDid() {
    Objection objection =
        new Objection(Stage.GUARD, "slippage", 0, Side.BUY, "x", "", 0, 0, 0, "limit");
    Path journal = folder.resolve("journal");
    try (JournalWriter writer = JournalWriter.open(journal, "run")) {
      writer.input(1_000, started(1, 0));
      writer.derived(new Derived.Deliberated(1, 1, Digest.ZERO, 9, 3, 2, 1, "issued", Digest.ZERO));
      writer.derived(new Derived.Ordered(order()));
      writer.derived(new Derived.Refused(new Refusal(objection, 1, 1)));
      writer.input(2_000, report(OrderStatus.NEW, 0, 0));
      writer.input(3_000, report(OrderStatus.FILLED, 4, 100));
      writer.input(4_000, started(2, 0));
      writer.derived(new Derived.Refused(new Refusal(objection, 1, 1)));
      writer.derived(new Derived.Found("FILL_MISSING", 0, "101", 0, 4, "while it was dead"));
      writer.derived(new Derived.Found("RECONCILED", -1, "", 0, 0, ""));
    }
    Counters counters = new Counters();
    assertThat(JournalFold.read(journal, new LedgerFold(), counters)).isEqualTo(2);
    assertThat(counters.orders()).isEqualTo(1);
    assertThat(counters.fills()).isEqualTo(2);
    assertThat(counters.refusals()).isEqualTo(2);
    assertThat(counters.refusalsByLimit()).containsEntry("slippage", 2L);
    assertThat(counters.deliberations()).isEqualTo(1);
    assertThat(counters.facts()).isEqualTo(9);
    assertThat(counters.intents()).isEqualTo(3);
    assertThat(counters.objections()).isEqualTo(2);
    assertThat(counters.warrants()).isEqualTo(1);
  }
}
