package dev.warrant.governance.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.warrant.execution.desk.DeskRules;
import dev.warrant.execution.desk.DeskView;
import dev.warrant.execution.desk.LiveDesk;
import dev.warrant.execution.desk.RunFolder;
import dev.warrant.governance.cli.PolicyCopy;
import dev.warrant.governance.cli.Said;
import dev.warrant.governance.cli.common.Packs;
import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.event.VenueEvent;
import dev.warrant.knowledge.fact.Mode;
import dev.warrant.knowledge.journal.Entry;
import dev.warrant.knowledge.journal.JournalReader;
import dev.warrant.knowledge.journal.JournalStrip;
import dev.warrant.knowledge.seam.Clock;
import dev.warrant.sim.backtest.SimVenue;
import dev.warrant.sim.wire.VenueServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// A running desk that stands outside a limit, and the commands about it.
final class BreachCommandsTest extends WithDesk {
  /// A capital tier that needs no position to be broken: money is withdrawn.
  private static final String TIER =
      """
      - id: capital-tier
        says: "Equity is {lhs}; this policy is for desks of at least {min}."
        binds: increasing
        require: account.equity >= min
        parameters: {min: {value: "5000", unit: USDT, range: "1000..100000", from: "capital tiers"}}
        warn: ["80 %", "90 %"]
        onPassiveBreach: {mode: PAUSE, release: two people}
        owner: risk
      - id: daily-loss
      """;

  private static final long WITHDRAWN_E8 = 600_000_000_000L;

  private Said release(RunFolder run, String who, String why) {
    return say(
        "rules", "release", run.path().toString(), "capital-tier", "--key", at(who), "--why", why);
  }

  @Test
  void twoSignaturesReleaseADeskAndNothingElseDoesNotEvenANewStart() throws IOException {
    begin();
    RunFolder run = RunFolder.make(folder.resolve("desk"));
    Path policy = PolicyCopy.edited(folder, "limits/3-account.yaml", "- id: daily-loss\n", TIER);
    DeskRules rules = adopt(run, policy);
    try (VenueServer venue = venue(1)) {
      try (LiveDesk desk = start(run, rules, venue)) {
        untilIt(
            desk,
            v ->
                v.reconciled()
                    && v.mode() == Mode.NORMAL
                    && v.lines().stream().allMatch(DeskView.Line::usable));
        venue.ask(v -> {
          // All of it at one time: what is due before it must not find the exchange further on.
          long nanos = Clock.system().nanos();
          v.advance(nanos);
          var account = Objects.requireNonNull(v.exchange().byKey(SimVenue.API_KEY));
          v.exchange().transfer(account, -WITHDRAWN_E8, nanos);
          return 0;
        });
        untilIt(desk, v -> v.mode() == Mode.PAUSE);
        for (String who : List.of("ada", "ben")) {
          Said resumed = Said.by("resume", run.path().toString(), "--who", who);
          assertThat(resumed.out())
              .contains("capital-tier takes two signatures of risk besides")
              .contains("passive breach of capital-tier, open: Equity is 4 000.00 USDT");
        }
        assertThat(release(run, "alice", "agreed with the board").out())
            .contains("record 2: release by alice; no release has enough signatures");
        Said twice = release(run, "alice", "again");
        assertThat(twice.code()).isEqualTo(1);
        assertThat(twice.err()).contains("alice releasing again");
        Said trader = release(run, "tom", "I want to trade");
        assertThat(trader.code()).isEqualTo(1);
        assertThat(trader.err()).contains("release by tom, who is trader");
        assertThat(view(desk).mode()).isEqualTo(Mode.PAUSE);
      }
      try (LiveDesk desk = start(run, rules, venue)) {
        untilIt(desk, v -> v.mode() == Mode.PAUSE && v.openBreaches() == 1);
        assertThat(release(run, "bob", "agreed").out())
            .contains("capital-tier is released by alice and bob");
        // Not before its feed is in step as well.
        untilIt(desk, v -> v.mode() == Mode.NORMAL);
        // A new life knows its equity only once every position has a mark.
        untilIt(
            desk,
            v ->
                v.limits().stream()
                    .anyMatch(u -> u.limit().equals("capital-tier") && u.usedPpm() >= 0));
        assertThat(view(desk).openBreaches()).isEqualTo(1);
        assertThat(
                Said.by("rules", "release", run.path().toString(), "--releases", at("releases"))
                    .out())
            .contains("no release has enough signatures");
      }
    }
    List<Derived.ModeChanged> held = whileHeld(run);
    assertThat(held).extracting(Derived.ModeChanged::to).doesNotContain(Mode.NORMAL);
    Derived.ModeChanged paused = held.getFirst();
    assertThat(paused.to()).isEqualTo(Mode.PAUSE);
    assertThat(paused.why()).contains("capital-tier: Equity is 4 000.00 USDT");
    told(run, paused.from());
    assertThat(Said.by("replay", run.path().toString()).out()).contains("everything is the same");
  }

  private static DeskView view(LiveDesk desk) {
    return Objects.requireNonNull(desk.view());
  }

  private LiveDesk start(RunFolder run, DeskRules rules, VenueServer venue) {
    return start(
        run,
        rules,
        venue,
        demo(run, rules),
        parts -> parts.successor(new LiveSuccessor(house(), run)));
  }

  /// How the mode changed from the breach until its release was told.
  private static List<Derived.ModeChanged> whileHeld(RunFolder run) {
    List<Derived.ModeChanged> out = new ArrayList<>();
    boolean[] held = {false, false};
    JournalReader.read(
        run.journal(),
        entry -> {
          if (entry instanceof Entry.Concluded c) {
            held[0] |= c.derived() instanceof Derived.Breached;
            if (held[0] && !held[1] && c.derived() instanceof Derived.ModeChanged m) {
              out.add(m);
            }
          }
          held[1] |=
              entry instanceof Entry.Input i && i.stamped().event() instanceof DeskEvent.Released;
        });
    assertThat(held).containsExactly(true, true);
    return out;
  }

  /// What the commands tell of it, from the record and from a copy without conclusions.
  ///
  /// @param from its mode before: not normal, if it was kept waiting so long that its feed was lost
  private void told(RunFolder run, Mode from) throws IOException {
    String text = Said.by("rules", "breaches", run.path().toString()).out();
    assertThat(text)
        .contains("1 breach, 1 open")
        .contains("passive capital-tier, account")
        .contains("Equity is 4 000.00 USDT; this policy is for desks of at least 5000 USDT.")
        .contains("That is 1 000.00 USDT outside.")
        .contains("cleared  not yet")
        .contains("the desk went from " + from + " to PAUSE")
        .contains("capital-tier is released by alice and bob: agreed");
    RunFolder copy = RunFolder.make(folder.resolve("copy"));
    Packs.copy(run.packs(), copy.packs());
    JournalStrip.strip(run.journal(), copy.journal());
    JsonNode recorded = json("rules", "breaches", run.path().toString(), "--json");
    JsonNode rebuilt = json("rules", "breaches", copy.path().toString(), "--json");
    assertThat(rebuilt.path("rebuilt").asBoolean()).isTrue();
    assertThat(rebuilt.path("breaches")).isEqualTo(recorded.path("breaches"));
    JsonNode whole = json("rules", "breaches", run.path().toString(), "--whole", "--json");
    assertThat(whole.path("breaches")).isEqualTo(recorded.path("breaches"));
    assertThat(whole.path("readFrom").asText()).startsWith("read from the whole journal");
    assertThat(recorded.path("readFrom").asText()).startsWith("read from the excerpt");
    assertThat(
            json("rules", "breaches", run.path().toString(), "--at", "1", "--json")
                .path("breaches"))
        .isEmpty();
    JsonNode limits = json("rules", "limits", "--run", copy.path().toString(), "--json");
    for (JsonNode one : limits.path("limits")) {
      switch (one.path("limit").asText()) {
        case "capital-tier" -> {
          assertThat(one.path("breach").path("kind").asText()).isEqualTo("passive");
          assertThat(one.path("restPpm").asLong()).isEqualTo(1_250_000);
          assertThat(one.path("warned").asInt()).isEqualTo(90);
        }
        case "order-size" -> assertThat(one.path("read").asText()).isEqualTo("only at orders");
        default -> assertThat(one.has("watched")).isTrue();
      }
    }
    RunReport.page(run);
    assertThat(Files.readString(run.report()))
        .contains("1 breach</p>")
        .contains("passive: capital-tier, account");
  }

  private static JsonNode json(String... args) throws IOException {
    Said said = Said.by(args);
    assertThat(said.code()).as(said.err()).isZero();
    return new ObjectMapper().readTree(said.out());
  }

  /// A story of the house: nothing but the mark moves, from the fee on.
  @Test
  void aBreachThatTheMarkAloneMadeAndMendedIsToldWithItsPeak() throws IOException {
    Path run = folder.resolve("story");
    String story = "the-mark-alone-breaks-the-daily-loss-and-mends-it";
    Said kept = Said.by("rules", "test", story, "--keep", run.toString(), "--verbose");
    assertThat(kept.code()).as(kept.out() + kept.err()).isZero();
    assertThat(kept.out()).contains("passive breaches passed: daily-loss");
    JsonNode breaches = json("rules", "breaches", run.toString(), "--json").path("breaches");
    assertThat(breaches).hasSize(1);
    JsonNode b = breaches.path(0);
    assertThat(b.path("limit").asText()).isEqualTo("daily-loss");
    assertThat(b.path("kind").asText()).isEqualTo("passive");
    Instant began = Instant.parse(b.path("since").asText());
    Instant worst = Instant.parse(b.path("peak").path("at").asText());
    Instant cleared = Instant.parse(b.path("cleared").asText());
    assertThat(worst).isAfter(began).isBefore(cleared);
    assertThat(between(run, began, cleared)).as("no order left and none was filled").isEmpty();
    String text = Said.by("rules", "breaches", run.toString()).out();
    assertThat(text)
        .contains("1 breach, 0 open", "passive daily-loss, account", "Today's loss of ")
        .contains("the desk went from NORMAL to REDUCE");
    // Before it began nothing was known of it; at its worst it was open.
    assertThat(at(run, began.minusSeconds(1))).contains("no breach");
    assertThat(at(run, worst)).contains("1 breach, 1 open", "cleared  not yet");
  }

  private static String at(Path run, Instant at) {
    return Said.by("rules", "breaches", run.toString(), "--at", at.toString()).out();
  }

  private static List<Object> between(Path run, Instant began, Instant cleared) {
    long from = began.getEpochSecond() * 1_000_000_000L;
    long to = cleared.getEpochSecond() * 1_000_000_000L;
    List<Object> out = new ArrayList<>();
    JournalReader.read(
        new RunFolder(run).journal(),
        entry -> {
          if (entry instanceof Entry.Concluded c
              && c.derived() instanceof Derived.Ordered
              && c.nanos() >= from
              && c.nanos() <= to) {
            out.add(c);
          }
          if (entry instanceof Entry.Input i
              && i.stamped().event() instanceof VenueEvent.OrderReport
              && i.stamped().nanos() >= from
              && i.stamped().nanos() <= to) {
            out.add(i);
          }
        });
    return out;
  }
}
