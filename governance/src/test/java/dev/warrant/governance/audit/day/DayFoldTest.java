package dev.warrant.governance.audit.day;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.event.VenueEvent;
import dev.warrant.knowledge.journal.JournalWriter;
import dev.warrant.knowledge.order.OrderKind;
import dev.warrant.knowledge.order.OrderRecord;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.knowledge.unit.Side;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DayFoldTest {
  private static final LocalDate FIRST = LocalDate.of(2026, 3, 2);
  private static final long DAY_NANOS = 86_400_000_000_000L;
  private static final long NOON = FIRST.toEpochDay() * DAY_NANOS + DAY_NANOS / 2;
  private static final Instrument BTC =
      new Instrument(0, "BTCUSDT", 10_000_000, 100_000, 1, 1_000_000, 0, 200, 500, List.of());

  @TempDir Path folder;

  @Test
  void whatFilledWhileADeskWasDeadBelongsToItsOrderAndToOneDay() {
    Path journal = folder.resolve("journal");
    try (JournalWriter writer = JournalWriter.open(journal, "run")) {
      writer.input(NOON, started(1));
      writer.derived(
          new Derived.Ordered(
              new OrderRecord(
                  "W1", 1, 1, 0, Side.BUY, OrderKind.LIMIT, 100, 7, false, Digest.ZERO, 1)));
      writer.input(
          NOON + 1,
          new VenueEvent.SendOutcome(
              0,
              VenueEvent.Request.PLACE,
              "W1",
              VenueEvent.Outcome.ACCEPTED,
              0,
              "",
              55,
              VenueEvent.OrderStatus.NEW,
              0));
      writer.input(NOON + 2, started(2));
      writer.input(NOON + 3, past(71, 55));
      writer.input(NOON + DAY_NANOS, started(3));
      writer.input(NOON + DAY_NANOS + 1, past(71, 55));
      writer.input(NOON + DAY_NANOS + 2, past(72, 99));
    }
    DayFold day = DayFold.read(journal, FIRST);
    assertThat(day.fills).singleElement().extracting(DayFold.FillLine::client).isEqualTo("W1");
    assertThat(Objects.requireNonNull(day.orders.get("W1")).filledE8).isEqualTo(4 * 100_000);

    DayFold next = DayFold.read(journal, FIRST.plusDays(1));
    assertThat(next.fills)
        .singleElement()
        .extracting(DayFold.FillLine::client)
        .isEqualTo("venue's order 99");
  }

  private static DeskEvent.Started started(int epoch) {
    return new DeskEvent.Started(
        epoch, 0, 5, Digest.ZERO, Digest.ZERO, Digest.ZERO, List.of(BTC), "");
  }

  private static VenueEvent past(long trade, long order) {
    return new VenueEvent.PastFills(
        0,
        List.of(
            new VenueEvent.PastFill(
                0, order, trade, Side.BUY, 4, 1_000_000_000L, 2, true, NOON / 1_000_000)));
  }
}
