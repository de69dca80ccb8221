package dev.warrant.governance.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warrant.execution.desk.RunFolder;
import dev.warrant.execution.venue.binance.AccountLists;
import dev.warrant.governance.audit.reconcile.DayBook;
import dev.warrant.governance.audit.reconcile.Keeping;
import dev.warrant.governance.cli.Said;
import dev.warrant.governance.cli.common.RunLogs;
import dev.warrant.governance.cli.run.Nightly;
import dev.warrant.knowledge.testing.SampleRuns;
import dev.warrant.sim.backtest.SimVenue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A day held against the venue's list: what is dropped, added or altered on either side is named.
final class AuditTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String DAY = AuditRun.DAY;

  @TempDir private Path folder = Path.of("");

  private static String run() {
    return AuditRun.path().toString();
  }

  private static Path beside(String name) {
    return AuditRun.path().resolve("reconcile").resolve(name);
  }

  private static ObjectNode list() throws IOException {
    ObjectNode list = (ObjectNode) MAPPER.readTree(beside(DAY + ".venue.json").toFile());
    // As somebody else would have it, who keeps no digests of answers.
    list.remove("answers");
    return list;
  }

  private RunFolder copy(String name) throws IOException {
    RunFolder copy = RunFolder.make(folder.resolve(name));
    for (String part : List.of("journal", "log", "trace")) {
      SampleRuns.copy(Path.of(run()).resolve(part), copy.path().resolve(part));
    }
    return copy;
  }

  private static Keeping keeping(Path... outside) {
    return new Keeping(() -> List.of(outside), RunLogs::signer, Keeping.VIRTUAL);
  }

  /// A row of the list that a test changes.
  private static ObjectNode row(ObjectNode list, String of, int at) {
    return (ObjectNode) list.withArray(of).get(at);
  }

  private Said against(ObjectNode list) throws IOException {
    Path file = folder.resolve("list.json");
    Files.writeString(file, list.toString());
    return Said.by("audit", "reconcile", "--run", run(), "--venue-list", file.toString());
  }

  @Test
  void aRunIsReconciledAtItsEndAndTheResultNamesListAndLog() throws IOException {
    JsonNode kept = MAPPER.readTree(beside(DAY + ".json").toFile());
    assertThat(kept.path("verdict").asText()).isEqualTo("RECONCILED");
    assertThat(kept.path("fills").path("both").asLong())
        .isPositive()
        .isEqualTo(kept.path("fills").path("ours").asLong())
        .isEqualTo(kept.path("fills").path("venue").asLong());
    assertThat(kept.path("orders").path("both").asLong())
        .isPositive()
        .isEqualTo(kept.path("orders").path("venue").asLong());
    assertThat(kept.path("log").path("origin").asText()).contains("/audit-");
    Said again = Said.by("audit", "reconcile", "--run", run(), "--day", DAY);
    assertThat(again.code()).isZero();
    assertThat(again.out()).contains("is reconciled with the list of").contains("Population");
  }

  @Test
  void aFillThatTheVenueDoesNotListIsNamed() throws IOException {
    ObjectNode list = list();
    JsonNode gone = list.withArray("trades").remove(0);
    Said said = against(list);
    assertThat(said.code()).isEqualTo(1);
    assertThat(said.out())
        .contains("fill " + gone.path("id").asText() + " ")
        .contains("on our record and not at the venue")
        .contains("the venue's orders and trades disagree");
  }

  @Test
  void aFillThatIsNotOnOurRecordIsNamed() throws IOException {
    ObjectNode list = list();
    ObjectNode more = row(list, "trades", 0).deepCopy();
    more.put("id", 987_654_321);
    ((ArrayNode) list.get("trades")).add(more);
    Said said = against(list);
    assertThat(said.code()).isEqualTo(1);
    assertThat(said.out())
        .contains("fill 987654321 ")
        .contains("at the venue without our record: ");
  }

  @Test
  void aFillWithAnotherPriceQuantityOrFeeIsNamedWithBoth() throws IOException {
    for (String field : new String[] {"price", "qty", "commission"}) {
      ObjectNode list = list();
      ObjectNode altered = row(list, "trades", 1);
      altered.put(field, "7.125");
      Said said = against(list);
      assertThat(said.code()).as(field).isEqualTo(1);
      assertThat(said.out())
          .as(field)
          .contains("fill " + altered.path("id").asText() + " ")
          .contains("the venue's 7.125");
    }
  }

  @Test
  void ordersAreHeldAgainstTheListInBothDirections() throws IOException {
    ObjectNode list = list();
    JsonNode gone = list.withArray("orders").remove(0);
    row(list, "orders", 0).put("clientOrderId", "autoclose-1");
    row(list, "orders", 1).put("origQty", "7.125");
    row(list, "algoOrders", 0).put("triggerPrice", "7.125");
    Said said = against(list);
    assertThat(said.code()).isEqualTo(1);
    assertThat(said.out())
        .contains("order " + gone.path("clientOrderId").asText() + " ")
        .contains("order autoclose-1 ")
        .contains(": quantity: ours ")
        .contains(": price: ours ");
  }

  @Test
  void withoutAListOrWithHalfOfOneTheDayIsNotReconciled() throws IOException {
    Said other = Said.by("audit", "reconcile", "--run", run(), "--day", "2026-01-02");
    assertThat(other.code()).isEqualTo(1);
    assertThat(other.out()).contains("NOT RECONCILED: the run has no such day");
    ObjectNode list = list();
    list.put("toMs", list.path("fromMs").asLong() + 610_000);
    Said half = against(list);
    assertThat(half.code()).isEqualTo(1);
    assertThat(half.out()).contains("NOT RECONCILED: the venue's list covers");
    Files.move(beside(DAY + ".venue.json"), beside("away"));
    try {
      Said none = Said.by("audit", "reconcile", "--run", run(), "--day", DAY, "--json");
      assertThat(none.code()).isEqualTo(1);
      assertThat(none.out()).contains("NOT_RECONCILED").contains("there is no list of the venue");
    } finally {
      Files.move(beside("away"), beside(DAY + ".venue.json"));
    }
  }

  @Test
  void aDeskThatRunsClosesEachDayAMinuteAfterItsEnd() throws IOException {
    List<String> told = new CopyOnWriteArrayList<>();
    List<AccountLists.Span> asked = new CopyOnWriteArrayList<>();
    Path outside = Files.createDirectories(folder.resolve("outside"));
    DayBook book =
        new DayBook(
            copy("nightly"),
            span -> {
              asked.add(span);
              return list().toString();
            },
            keeping(outside));
    long midnight = SimVenue.START_NANOS + 86_400_000_000_000L;
    try (Nightly nightly = new Nightly(book, SimVenue.START_NANOS, told::add)) {
      nightly.look(SimVenue.START_NANOS + 1);
      nightly.look(midnight + 59_000_000_000L);
      assertThat(asked).isEmpty();
      nightly.look(midnight + 60_000_000_000L);
      nightly.look(midnight + 60_250_000_000L);
    }
    assertThat(asked).containsExactly(DayBook.span(LocalDate.parse(DAY)));
    assertThat(told).hasSize(1).first().asString().contains(DAY + " is reconciled");
    assertThat(outside.resolve("reconcile-" + DAY + ".json")).content().contains("RECONCILED");
  }

  @Test
  void aVenueThatDoesNotTellLeavesTheDayUnreconciledAndSaysWhy() throws IOException {
    RunFolder copy = copy("silent");
    DayBook book =
        new DayBook(
            copy,
            span -> {
              throw new IOException("HTTP 503");
            },
            keeping());
    assertThat(book.closeAll())
        .singleElement()
        .satisfies(r -> assertThat(r.sentence()).contains("NOT RECONCILED").contains("HTTP 503"));
    assertThat(copy.path().resolve("reconcile").resolve(DAY + ".json"))
        .content()
        .contains("NOT_RECONCILED");
  }

  @Test
  void whatIsNoListIsRefused() throws IOException {
    ObjectNode list = list();
    row(list, "trades", 0).remove("commission");
    Said said = against(list);
    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err()).contains("lacks \"commission\"").contains("Maybe ");
  }
}
