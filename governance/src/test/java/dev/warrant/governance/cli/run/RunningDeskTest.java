package dev.warrant.governance.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warrant.execution.desk.Counters;
import dev.warrant.execution.desk.LiveDesk;
import dev.warrant.execution.desk.RunFolder;
import dev.warrant.execution.desk.control.ControlClient;
import dev.warrant.execution.desk.control.ControlRequest;
import dev.warrant.governance.cli.PolicyCopy;
import dev.warrant.governance.cli.Said;
import dev.warrant.governance.cli.common.HouseOptions;
import dev.warrant.governance.cli.common.Packs;
import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.journal.Entry;
import dev.warrant.knowledge.journal.JournalReader;
import dev.warrant.knowledge.seam.Stopwatch;
import dev.warrant.knowledge.unit.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/// The stages of a version and an override, by the command line, in a desk that trades.
final class RunningDeskTest extends WithDesk {
  private static List<DeskEvent> told(RunFolder run) {
    List<DeskEvent> out = new ArrayList<>();
    JournalReader.read(
        run.journal(),
        entry -> {
          if (entry instanceof Entry.Input i
              && (i.stamped().event() instanceof DeskEvent.Switched
                  || i.stamped().event() instanceof DeskEvent.Shadowed
                  || i.stamped().event() instanceof DeskEvent.Licensed)) {
            out.add((DeskEvent) i.stamped().event());
          }
        });
    return out;
  }

  private static List<String> switches(RunFolder run) {
    return told(run).stream()
        .filter(DeskEvent.Switched.class::isInstance)
        .map(e -> ((DeskEvent.Switched) e).policy().hex())
        .toList();
  }

  private String stage(int number, String stage, RunFolder run) {
    return fine(
            "rules",
            "activate",
            "" + number,
            "--stage",
            stage,
            "--key",
            at("olga"),
            "--run",
            run.path().toString())
        .out();
  }

  private Path looser() throws IOException {
    return PolicyCopy.edited(
        folder, "limits/1-position.yaml", "value: \"3000\"", "value: \"4000\"");
  }

  @Test
  void aVersionListensThenTradesSmallThenIsLive() throws IOException {
    live();
    fine(proposal("alice", "--policy", looser().toString()));
    fine("rules", "approve", "7", "--page", page(7), "--key", at("bob"));
    String live =
        json(fine("rules", "log", "--json")).path("proposals").path(1).path("policy").asText();
    RunFolder run = new RunFolder(folder.resolve("desk"));
    trading(desk -> {
      assertThat(stage(7, "shadow", run)).contains("listens from now on");
      until(desk, () -> shadow(desk).judged() > 0);
      JsonNode status =
          ControlClient.ask(run.controlSocket(), new ControlRequest("status", "test", ""), 120_000);
      assertThat(status.path("shadow").path("policy").asText()).isEqualTo(live);
      assertThat(status.path("shadow").path("aloneRefused").asLong()).isZero();
      assertThat(stage(7, "canary", run)).contains("comes into force, under alice, bob, until");
      assertThat(stage(7, "live", run)).contains("comes into force, under alice, bob, until");
    });
    assertThat(told(run).getFirst()).isInstanceOf(DeskEvent.Licensed.class);
    assertThat(told(run)).filteredOn(DeskEvent.Shadowed.class::isInstance).hasSize(2);
    List<String> switches = switches(run);
    assertThat(switches).hasSize(2).last().isEqualTo(live);
    String canary =
        Files.readString(
            run.path()
                .resolve(
                    "packs/kept/"
                        + switches.getFirst().substring(0, 12)
                        + "/limits/1-position.yaml"));
    assertThat(canary).contains("max: {value: \"1000\", unit: USDT");
    assertThat(Said.by("replay", run.path().toString()).out()).contains("everything is the same");
  }

  private static Counters.Beside shadow(LiveDesk desk) {
    Counters.Beside now = desk.counters().shadow();
    return now == null ? new Counters.Beside("", 0, 0, 0) : now;
  }

  @Test
  void whatOnePersonTightenedIsProvedAgainByTheDesk() throws IOException {
    live();
    Path tighter = edited();
    RunFolder run = new RunFolder(folder.resolve("desk"));
    trading(desk -> {
      fine(proposal("alice", "--policy", tighter.toString()));
      assertThat(
              fine(
                      "rules",
                      "activate",
                      "7",
                      "--stage",
                      "live",
                      "--key",
                      at("alice"),
                      "--run",
                      run.path().toString())
                  .out())
          .contains("comes into force, under alice, bob, until ");
    });
    assertThat(switches(run)).hasSize(1);
    assertThat(told(run))
        .filteredOn(DeskEvent.Switched.class::isInstance)
        .allMatch(e -> !((DeskEvent.Switched) e).tighterThan().equals(Digest.ZERO));
  }

  @Test
  void anOverrideEndsByItselfInARunningDesk() throws IOException {
    live();
    String house =
        json(fine("rules", "log", "--json")).path("proposals").path(0).path("policy").asText();
    RunFolder run = new RunFolder(folder.resolve("desk"));
    String[] made = {""};
    trading(desk -> {
      // Built and checked for another time first: what takes the longest has an analysis then, and
      // tells how slow this machine is.
      long start = Stopwatch.ticks();
      built(overridden("4000", HouseOptions.now().plusSeconds(3_600)));
      long took = (Stopwatch.ticks() - start) / 1_000_000_000;
      Instant until = HouseOptions.now().plusSeconds(Math.max(60, 2 * took));
      made[0] = proposedAsBuilt(overridden("4000", until));
      fine("rules", "approve", "7", "--page", page(7), "--key", at("bob"));
      assertThat(stage(7, "live", run))
          .contains("comes into force, under alice, bob, until " + until);
      assertThat(fine("rules", "overrides").out())
          .contains("proposal 7, in force: order-size.max 4000 USDT, was 3000: quarterly expiry")
          .contains("under it [alice, bob]");
      pass(desk, until);
      untilIt(desk, _ -> Packs.of(run).policy().digest().hex().equals(house));
      until(desk, () -> desk.admissions().certified().until().isAfter(until));
    });
    assertThat(switches(run)).containsExactly(made[0], house);
    assertThat(fine("rules", "overrides").out()).contains("proposal 7, over: ");
    assertThat(Said.by("replay", run.path().toString()).out()).contains("everything is the same");
  }

  /// Lets time pass until then; patience with what comes after it begins there.
  private static void pass(LiveDesk desk, Instant until) {
    while (!HouseOptions.now().isAfter(until)) {
      assertThat(desk.fault()).isEmpty();
      LockSupport.parkNanos(100_000_000L);
    }
  }

  /// An override of the order size.
  private static String overridden(String value, Instant until) {
    return """
    limit: order-size
    parameter: max
    value: "%s"
    unit: USDT
    venue: simulated
    desk: "*"
    until: %s
    reason: quarterly expiry
    """
        .formatted(value, until);
  }

  /// Builds and checks the policy with an override, which does not depend on its time.
  private void built(String override) throws IOException {
    String built = folder.resolve("built").toString();
    fine("rules", "override", "build", override(override).toString(), "--out", built);
    assertThat(
            Said.by("rules", "check", "--policy", built, "--no-save", "--report", at("analysis"))
                .out())
        .contains("lies inside its parent");
  }

  private Path override(String text) throws IOException {
    return Files.writeString(folder.resolve("override.yaml"), text);
  }

  /// Builds, checks and proposes.
  ///
  /// @return the digest of the policy with it
  private String proposed(String override) throws IOException {
    built(override);
    return proposedAsBuilt(override);
  }

  private String proposedAsBuilt(String override) throws IOException {
    JsonNode proposed =
        json(
            fine(
                "rules",
                "override",
                "propose",
                override(override).toString(),
                "--analysis",
                at("analysis"),
                "--impact",
                at("report"),
                "--key",
                at("alice"),
                "--json"));
    return Objects.requireNonNull(proposed).path("policy").asText();
  }

  @Test
  void anOverrideNeedsItsOwnProofAndTwoPeopleAndStaysInsideTheFirms() throws IOException {
    live();
    Instant until = HouseOptions.now().plusSeconds(3_600);
    Path file = folder.resolve("wide.yaml");
    String text =
        """
        {limit: max-value, parameter: max, value: "%s", unit: %s, venue: simulated, desk: main,
         until: %s, reason: block trade}
        """;
    Files.writeString(file, text.formatted("30000", "USDT", until));
    assertThat(
            refused(
                1,
                "rules",
                "override",
                "propose",
                file.toString(),
                "--analysis",
                at("report"),
                "--impact",
                at("report"),
                "--key",
                at("alice")))
        .contains("[report-other]")
        .contains("Maybe warrant rules override build");
    String built = at("wide");
    String policy =
        json(fine("rules", "override", "build", file.toString(), "--out", built, "--json"))
            .path("policy")
            .asText();
    Files.writeString(folder.resolve("claims"), "all is well with " + policy + "\n");
    assertThat(
            refused(
                1,
                "rules",
                "override",
                "propose",
                file.toString(),
                "--analysis",
                at("claims"),
                "--impact",
                at("report"),
                "--key",
                at("alice")))
        .contains("[parent-looser]")
        .contains("no order of the firm may be worth more than 25000 USDT");
    for (String[] wrong :
        new String[][] {
          {"90000", "USDT", "[parameter-range]"},
          {"15000", "USDT", "[override-same]"},
          {"12000", "lots", "[override-unit]"},
        }) {
      Files.writeString(file, text.formatted(wrong[0], wrong[1], until));
      assertThat(
              say("rules", "override", "build", file.toString(), "--out", at("w" + wrong[0])).err())
          .contains(wrong[2]);
    }
    String tighter =
        proposed(
            """
            changes:
              - {limit: order-size, parameter: max, value: "2000", unit: USDT}
              - {limit: heat, parameter: share, value: "20", unit: "%%"}
            venue: simulated
            desk: "*"
            until: %s
            reason: quarterly expiry
            """
                .formatted(until));
    assertThat(refused(1, "rules", "activate", "7", "--stage", "live", "--key", at("olga")))
        .contains("expected 2 different people of risk");
    fine("rules", "approve", "7", "--page", page(7), "--key", at("bob"));
    fine("rules", "activate", "7", "--stage", "live", "--key", at("olga"));
    JsonNode listed = json(fine("rules", "overrides", "--json")).path("overrides");
    assertThat(listed).hasSize(1);
    assertThat(listed.path(0).path("policy").asText()).isEqualTo(tighter);
    assertThat(listed.path(0).path("reason").asText())
        .isEqualTo("order-size.max 2000 USDT, was 3000; heat.share 20 %, was 25: quarterly expiry");
    assertThat(listed.path(0).path("stands").asText()).isEqualTo("in force");
    // And a desk that starts now starts under it.
    assertThat(Packs.of(trading(desk -> {})).policy().digest().hex()).isEqualTo(tighter);
  }
}
