package dev.warrant.knowledge.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.event.VenueEvent;
import dev.warrant.knowledge.journal.JournalWriter;
import dev.warrant.knowledge.order.Intent;
import dev.warrant.knowledge.order.Objection;
import dev.warrant.knowledge.order.OrderKind;
import dev.warrant.knowledge.order.OrderRecord;
import dev.warrant.knowledge.order.Refusal;
import dev.warrant.knowledge.order.Stage;
import dev.warrant.knowledge.order.Urgency;
import dev.warrant.knowledge.testing.RandomRecords;
import dev.warrant.knowledge.trace.TraceNode;
import dev.warrant.knowledge.trace.TraceWriter;
import dev.warrant.knowledge.unit.Canon;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.knowledge.unit.Side;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectionTest {
  private static final long SEGMENT = 1 << 16;
  private static final Intent INTENT =
      new Intent(1, Side.SELL, "mean,(reversion", "r\"1", 250, 5_000, Urgency.NORMAL, 40);
  private static final OrderRecord ORDER =
      new OrderRecord("W9", 1, 1, 0, Side.BUY, OrderKind.LIMIT, 100, 7, false, Digest.ZERO, 1);

  private static final Objection OBJECTION =
      new Objection(
          Stage.GUARD, "desk-cap", 0, Side.BUY, "W1", "a <= b", 12, 10, 2, "2 over the cap");

  private static final int PLACES = 16;

  @TempDir Path run;

  @Test
  void aRunIsFoundAgainInItsTables() {
    writeRun();
    try (Projection projection = Projection.open(run)) {
      assertThat(count(projection, "select count(*) from ord where status = 'FILLED'"))
          .isEqualTo(1);
      assertThat(count(projection, "select cum_lots from ord")).isEqualTo(7);
      assertThat(count(projection, "select binding_limit from ord")).isEqualTo(3);
      assertThat(count(projection, "select margin from ord")).isEqualTo(9);
      assertThat(count(projection, "select count(*) from fill")).isEqualTo(3);
      assertThat(text(projection, "select client_id from fill where trade_id = 73"))
          .isEqualTo("W1");
      assertThat(count(projection, "select count(*) from refusal where rule = 'desk-cap'"))
          .isEqualTo(1);
      assertThat(count(projection, "select count(*) from deliberation")).isEqualTo(1);
      assertThat(count(projection, "select stop_ticks from intent where side = 'SELL'"))
          .isEqualTo(40);
      assertThat(count(projection, "select distance from objection where stage = 'GUARD'"))
          .isEqualTo(2);
      assertThat(count(projection, "select count(*) from trace_edge")).isEqualTo(3);
      assertThat(text(projection, "select strategy from intent")).isEqualTo("mean,(reversion");
      assertThat(text(projection, "select says from objection")).isEqualTo("2 over the cap");
    }
  }

  @Test
  void aDeletedProjectionComesBackEqual() throws IOException {
    writeRun();
    Digest before;
    try (Projection projection = Projection.rebuild(run)) {
      before = projection.digest();
    }
    Files.delete(RunFolder.database(run));
    try (Projection projection = Projection.open(run)) {
      assertThat(projection.digest()).isEqualTo(before);
    }
  }

  @Test
  void aCorruptProjectionComesBackEqual() throws IOException {
    writeRun();
    Digest before;
    try (Projection projection = Projection.rebuild(run)) {
      before = projection.digest();
    }
    Files.writeString(RunFolder.database(run), "this is no database");
    try (Projection projection = Projection.open(run)) {
      assertThat(projection.digest()).isEqualTo(before);
    }
  }

  @Test
  void aProjectionChangedOrCutAnywhereComesBackEqual() throws IOException {
    writeRun();
    Digest before;
    try (Projection projection = Projection.rebuild(run)) {
      before = projection.digest();
    }
    byte[] whole = Files.readAllBytes(RunFolder.database(run));
    for (int i = 1; i <= PLACES; i++) {
      int at = (int) ((long) whole.length * i / (PLACES + 1));
      byte[] hurt = i % 4 == 0 ? Arrays.copyOf(whole, at) : whole.clone();
      if (hurt.length == whole.length) {
        hurt[at] ^= (byte) (1 << i % 8);
      }
      Files.write(RunFolder.database(run), hurt);
      try (Projection projection = Projection.open(run)) {
        assertThat(projection.digest()).isEqualTo(before);
      }
    }
    Files.delete(RunFolder.databaseSum(run));
    try (Projection projection = Projection.open(run)) {
      assertThat(projection.digest()).isEqualTo(before);
    }
  }

  @Test
  void aProjectionThatIsUpToDateIsNotBuiltAgain() throws IOException {
    writeRun();
    Projection.open(run).close();
    FileTime longAgo = FileTime.fromMillis(1_000);
    Files.setLastModifiedTime(RunFolder.database(run), longAgo);
    try (Projection projection = Projection.open(run)) {
      assertThat(count(projection, "select count(*) from refusal")).isEqualTo(1);
      assertThatThrownBy(() -> projection.jdbi().useHandle(h -> h.execute("delete from refusal")))
          .hasMessageContaining("read only");
    }
    assertThat(Files.getLastModifiedTime(RunFolder.database(run))).isEqualTo(longAgo);
    try (JournalWriter journal = JournalWriter.open(RunFolder.journal(run), "run", SEGMENT)) {
      journal.input(99, new DeskEvent.Command(DeskEvent.CommandKind.KILL, "ann", "test"));
    }
    try (Projection projection = Projection.open(run)) {
      assertThat(count(projection, "select count(*) from refusal")).isEqualTo(1);
      assertThat(count(projection, "select count(*) from command")).isEqualTo(1);
    }
    try (Stream<Path> files = Files.list(run)) {
      assertThat(files.map(f -> f.getFileName().toString()))
          .containsExactlyInAnyOrder("journal", "trace", "desk.mv.db", "desk.sum", "desk.lock");
    }
  }

  @Test
  void anOrderWhoseDeskDiedBeforeItsReasonsHasNone() {
    try (JournalWriter journal = JournalWriter.open(RunFolder.journal(run), "run", SEGMENT)) {
      journal.input(1, new DeskEvent.Timer());
      journal.derived(new Derived.Ordered(ORDER));
    }
    try (Projection projection = Projection.open(run)) {
      assertThat(count(projection, "select count(*) from ord where binding_limit is null"))
          .isEqualTo(1);
    }
  }

  @Test
  void everyKindOfRecordCanBeProjected() {
    RandomRecords random = new RandomRecords(11);
    try (JournalWriter journal = JournalWriter.open(RunFolder.journal(run), "run", SEGMENT)) {
      int epoch = 0;
      for (Class<?> type : RandomRecords.leaves(dev.warrant.knowledge.event.Event.class)) {
        journal.input(++epoch, (dev.warrant.knowledge.event.Event) random.next(type));
      }
      for (Class<?> type : RandomRecords.leaves(Derived.class)) {
        if (random.next(type) instanceof Derived derived) {
          journal.derived(derived);
        }
      }
    }
    try (Projection projection = Projection.open(run)) {
      assertThat(count(projection, "select count(*) from ord")).isEqualTo(1);
      assertThat(count(projection, "select count(*) from warrant")).isEqualTo(1);
      assertThat(count(projection, "select count(*) from belief")).isEqualTo(1);
      assertThat(count(projection, "select count(*) from pattern")).isEqualTo(1);
    }
  }

  @Test
  void canonicalTextOfAnyIntentIsTakenApart() {
    CanonFields fields = CanonFields.of(Canon.text(INTENT));
    assertThat(fields.is("Intent", 8)).isTrue();
    assertThat(fields.values())
        .containsExactly("1", "SELL", "mean,(reversion", "r\"1", "250", "5000", "NORMAL", "40");
    assertThat(CanonFields.of("no record").name()).isEmpty();
    assertThat(CanonFields.of("Broken(\"a)").name()).isEmpty();
  }

  private void writeRun() {
    TraceNode fact = TraceNode.of(TraceNode.Kind.FACT, "", "Quote(0)", List.of());
    TraceNode intent =
        TraceNode.of(TraceNode.Kind.INTENT, "r1", Canon.text(INTENT), List.of(fact.id()));
    TraceNode objection =
        TraceNode.of(TraceNode.Kind.OBJECTION, "desk-cap", Canon.text(OBJECTION), List.of());
    TraceNode root =
        TraceNode.of(
            TraceNode.Kind.DELIBERATION, "", "cut 1", List.of(intent.id(), objection.id()));
    try (TraceWriter trace = TraceWriter.open(RunFolder.trace(run), 1)) {
      trace.append(List.of(fact, intent, objection, root));
    }
    try (JournalWriter journal = JournalWriter.open(RunFolder.journal(run), "run", SEGMENT)) {
      journal.input(
          1,
          new DeskEvent.Started(
              1, 0, 5, Digest.ZERO, Digest.ZERO, Digest.ZERO, List.of(), "config"));
      journal.derived(
          new Derived.Deliberated(1, 1, Digest.ZERO, 1, 1, 1, 0, "desk-cap", root.id()));
      journal.derived(new Derived.Refused(new Refusal(OBJECTION, 1, 1)));
      journal.derived(
          new Derived.Ordered(
              new OrderRecord(
                  "W1", 1, 1, 0, Side.BUY, OrderKind.LIMIT, 100, 7, false, root.id(), 1)));
      journal.derived(new Derived.Admitted("W1", 3, 9, Digest.ZERO));
      journal.input(2, report(VenueEvent.OrderStatus.PARTIALLY_FILLED, 3, 3, 71));
      journal.input(3, report(VenueEvent.OrderStatus.FILLED, 7, 4, 72));
      journal.input(4, report(VenueEvent.OrderStatus.FILLED, 7, 4, 72));
      journal.input(5, new VenueEvent.PastFills(0, List.of(past(72), past(73))));
    }
  }

  private static VenueEvent.PastFill past(long trade) {
    return new VenueEvent.PastFill(0, 55, trade, Side.BUY, 4, 1_000, 2, true, 1);
  }

  private static VenueEvent report(
      VenueEvent.OrderStatus status, long cumLots, long lastLots, long tradeId) {
    return new VenueEvent.OrderReport(
        0,
        "W1",
        55,
        Side.BUY,
        OrderKind.LIMIT,
        status,
        100,
        7,
        cumLots,
        tradeId,
        lastLots,
        1_000,
        2,
        true,
        false,
        1);
  }

  private static long count(Projection projection, String sql) {
    return projection.jdbi().withHandle(h -> h.createQuery(sql).mapTo(Long.class).one());
  }

  private static String text(Projection projection, String sql) {
    return projection.jdbi().withHandle(h -> h.createQuery(sql).mapTo(String.class).one());
  }
}
