package dev.warrant.governance.cli.release;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warrant.execution.desk.DeskRules;
import dev.warrant.execution.desk.LiveConfig;
import dev.warrant.execution.desk.LiveDesk;
import dev.warrant.execution.desk.LiveParts;
import dev.warrant.execution.desk.RunFolder;
import dev.warrant.governance.cli.Main;
import dev.warrant.governance.cli.PolicyCopy;
import dev.warrant.governance.cli.Said;
import dev.warrant.governance.cli.WithHouse;
import dev.warrant.governance.cli.common.Packs;
import dev.warrant.governance.cli.rules.CheckReport;
import dev.warrant.governance.cli.run.LiveSuccessor;
import dev.warrant.governance.people.SecretKey;
import dev.warrant.governance.release.House;
import dev.warrant.governance.release.StartLicence;
import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.journal.Entry;
import dev.warrant.knowledge.journal.JournalReader;
import dev.warrant.knowledge.release.Certificate;
import dev.warrant.knowledge.release.Terms;
import dev.warrant.knowledge.seam.Clock;
import dev.warrant.sim.backtest.SimVenue;
import dev.warrant.sim.wire.VenueServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class ReleaseCommandsTest extends WithHouse {
  @Test
  void aVersionGoesFromProposalToLive() throws IOException {
    begin();
    assertThat(propose("alice").out()).contains("proposal 2, UNKNOWN against nothing");
    assertThat(refused(1, "rules", "activate", "2", "--stage", "shadow", "--key", at("olga")))
        .contains("found proposal 2 under which stand [alice]")
        .contains("Maybe one more: warrant rules approve 2");
    assertThat(refused(1, "rules", "approve", "2", "--page", page(2), "--key", at("alice")))
        .contains("alice approving an own proposal");
    assertThat(refused(1, "rules", "approve", "2", "--page", page(2), "--key", at("tom")))
        .contains("an approval by tom, who is trader, expected somebody of risk")
        .contains("Maybe a trader proposes; only risk approves");
    assertThat(refused(2, "rules", "approve", "2", "--page", "00".repeat(32), "--key", at("bob")))
        .contains("Maybe somebody signed meanwhile");
    fine("rules", "approve", "2", "--page", page(2), "--key", at("bob"));
    assertThat(refused(1, "rules", "activate", "2", "--stage", "live", "--key", at("olga")))
        .contains("live after proposed, expected shadow");
    for (String stage : List.of("shadow", "canary", "live")) {
      assertThat(fine("rules", "activate", "2", "--stage", stage, "--key", at("olga")).out())
          .contains("proposal 2 is " + stage + "; recorded");
    }
    JsonNode log = json(fine("rules", "log", "--json"));
    assertThat(log.path("live").asInt()).isEqualTo(2);
    assertThat(log.path("proposals").path(0).path("people").toString())
        .isEqualTo("[\"alice\",\"bob\"]");
    assertThat(fine("rules", "log").out()).contains("live: proposal 2");
    String text = json(fine("rules", "certificate", "--json")).path("text").asText();
    assertThat(Certificate.parse(text.getBytes(StandardCharsets.UTF_8)).grants()).hasSize(1);
  }

  @Test
  void reportsOfOtherPacksAreNotPutBeforeAnApprover() throws IOException {
    begin();
    Path other =
        PolicyCopy.edited(folder, "limits/1-position.yaml", "value: \"3000\"", "value: \"2900\"");
    String[] args = proposal("alice", "--policy", other.toString());
    int analysis = List.of(args).indexOf("--analysis") + 1;
    String[] swapped = args.clone();
    swapped[analysis] = at("report");
    assertThat(refused(1, swapped))
        .contains("[report-other]")
        .contains("no analysis of these packs");
    swapped = args.clone();
    swapped[List.of(args).indexOf("--impact") + 1] = at("report");
    assertThat(refused(1, swapped)).contains("[report-other]").contains("no impact of this policy");
    Path failed = Path.of(at("failed"));
    Files.writeString(
        failed,
        Files.readString(Path.of(args[analysis]))
            .replace(CheckReport.PROVED, "VERDICT: not fit to be approved"));
    swapped = args.clone();
    swapped[analysis] = failed.toString();
    assertThat(refused(1, swapped)).contains("[report-unproved]");
    fine(args);
  }

  @Test
  void whatIsLooserThanTheFirmIsNotEvenProposed() throws IOException {
    begin();
    Path looser =
        PolicyCopy.edited(
            folder, "limits/7-compliance.yaml", "value: \"15000\"", "value: \"40000\"");
    assertThat(refused(1, proposal("alice", "--policy", looser.toString())))
        .contains("[parent-looser]")
        .contains("no order of the firm may be worth more than 25000 USDT")
        .contains("Maybe ask the owner of the parent");
    assertThat(json(fine("rules", "log", "--json")).path("proposals")).isEmpty();
  }

  @Test
  void whoLeavesTheParentNeedsTwoEvenToTighten() throws IOException {
    live();
    Path tighter = edited();
    assertThat(
            json(fine(proposal("alice", "--policy", tighter.toString(), "--json")))
                .path("verdict")
                .asText())
        .isEqualTo("TIGHTER");
    Path header = tighter.resolve("pack.yaml");
    Files.writeString(header, Files.readString(header).replaceAll("parent: .*\n", ""));
    assertThat(
            json(fine(proposal("alice", "--policy", tighter.toString(), "--json")))
                .path("verdict")
                .asText())
        .isEqualTo("UNKNOWN");
  }

  @Test
  void aCanaryThatIsLooserThanWhatIsLiveIsRefused() throws IOException {
    live();
    Path looser =
        PolicyCopy.edited(
            folder, "limits/4-systemic.yaml", "times: {value: \"3\"", "times: {value: \"4\"");
    fine(proposal("alice", "--policy", looser.toString()));
    fine("rules", "approve", "7", "--page", page(7), "--key", at("bob"));
    fine("rules", "activate", "7", "--stage", "shadow", "--key", at("olga"));
    assertThat(refused(1, "rules", "activate", "7", "--stage", "canary", "--key", at("olga")))
        .contains("[canary-looser]")
        .contains("not proved no looser than what is live")
        .contains("more than 3 x the usual")
        .contains("Maybe mark what you loosen");
    assertThat(
            json(fine("rules", "log", "--json")).path("proposals").path(1).path("stage").asText())
        .isEqualTo("shadow");
  }

  @Test
  void backToAnEarlierVersion() throws IOException {
    begin();
    for (int n : new int[] {2, 7}) {
      assertThat(propose("alice").code()).isZero();
      fine("rules", "approve", "" + n, "--page", page(n), "--key", at("bob"));
      for (String stage : List.of("shadow", "canary", "live")) {
        fine("rules", "activate", "" + n, "--stage", stage, "--key", at("olga"));
      }
    }
    fine(
        "rules",
        "rollback",
        "2",
        "--key",
        at("bob"),
        "--impact",
        at("report"),
        "--hours",
        "8",
        "--reason",
        "odd fills");
    assertThat(fine("rules", "page", "12").out())
        .contains("VERDICT: proved.")
        .contains("Proved again for instruments ");
    fine("rules", "approve", "12", "--page", page(12), "--key", at("alice"));
    fine("rules", "activate", "12", "--stage", "live", "--key", at("olga"));
    assertThat(json(fine("rules", "log", "--json")).path("live").asInt()).isEqualTo(12);
  }

  @Test
  void whatIsNotProvedAnyMoreDoesNotComeBack() throws IOException {
    begin();
    Path weak =
        PolicyCopy.edited(
            folder,
            "limits/3-account.yaml",
            "value: \"3\", unit: \"%\"",
            "value: \"3.001\", unit: \"%\"");
    for (int n : new int[] {2, 7}) {
      fine(n == 2 ? proposal("alice", "--policy", weak.toString()) : proposal("alice"));
      fine("rules", "approve", "" + n, "--page", page(n), "--key", at("bob"));
      for (String stage : List.of("shadow", "canary", "live")) {
        fine("rules", "activate", "" + n, "--stage", stage, "--key", at("olga"));
      }
    }
    assertThat(
            refused(
                1,
                "rules",
                "rollback",
                "2",
                "--key",
                at("bob"),
                "--impact",
                at("report"),
                "--hours",
                "8",
                "--reason",
                "odd fills"))
        .contains("[reproof-failed]")
        .contains("FAILS heat-and-loss")
        .contains("Maybe propose a new version");
  }

  @Test
  void peopleComeAndGo() throws IOException {
    begin();
    assertThat(
            fine(
                    "people",
                    "enrol",
                    "carol",
                    "--roles",
                    "risk",
                    "--public-key",
                    at("carol.pub"),
                    "--key",
                    at("alice"))
                .out())
        .contains("waits for: warrant people countersign 2");
    assertThat(fine("people", "list").out())
        .contains("waits for a second person of risk: record 2");
    assertThat(refused(1, "people", "countersign", "2", "--key", at("alice")))
        .contains("a second person of risk");
    fine("people", "countersign", "2", "--key", at("bob"));
    fine("people", "revoke", "bob", "--why", "left", "--key", at("carol"));
    fine("people", "roles", "tom", "none", "--key", at("carol"));
    assertThat(refused(1, "rules", "freeze", "--why", "x", "--key", at("bob")))
        .contains("a key of bob revoked at");
    JsonNode people = json(fine("people", "list", "--json")).path("people");
    assertThat(people.findValuesAsText("name"))
        .containsExactly("alice", "bob", "carol", "olga", "tom");
    assertThat(people.path(1).path("keys").path(0).path("revoked").asText()).endsWith("Z, left");
  }

  @Test
  void nothingIsTrustedThatNobodyGave() throws IOException {
    assertThat(refused(2, "people", "list"))
        .contains("no trust anchor")
        .contains("Maybe warrant people begin");
    fine("people", "keygen", at("eve"));
    assertThat(
            refused(
                1,
                "people",
                "begin",
                "--key",
                at("eve"),
                "--by",
                "eve",
                "--person",
                "eve=risk=" + at("eve.pub")))
        .contains("1 people of risk at the beginning");
    assertThat(folder.resolve("releases")).doesNotExist();
    begin();
    String anchor = json(fine("people", "list", "--json")).path("anchor").asText();
    Files.delete(folder.resolve("releases.trust"));
    assertThat(refused(2, "people", "list")).contains("Maybe warrant people trust --anchor");
    assertThat(refused(2, "people", "trust", "--anchor", "00".repeat(32))).contains("trust-anchor");
    fine("people", "trust", "--anchor", anchor);
    fine("people", "list");
  }

  @Test
  void aStatementCanBeSignedElsewhere() throws IOException {
    begin();
    fine("rules", "freeze", "--why", "spread", "--unsigned", at("s"), "--by", "olga");
    assertThat(Files.readString(folder.resolve("s"))).contains("kind: freeze\n", "by: olga\n");
    assertThat(refused(2, "rules", "submit", at("s"))).contains("Maybe sign it first: ssh-keygen");
    byte[] statement = Files.readAllBytes(folder.resolve("s"));
    Files.writeString(
        folder.resolve("s.sig"), SecretKey.read(folder.resolve("tom")).sign(statement).armored());
    assertThat(refused(2, "rules", "submit", at("s"))).contains("signed with a key of tom");
    Files.writeString(
        folder.resolve("s.sig"), SecretKey.read(folder.resolve("olga")).sign(statement).armored());
    fine("rules", "submit", at("s"));
    assertThat(json(fine("rules", "log", "--json")).path("frozen").asBoolean()).isTrue();
  }

  @Test
  void everyCommandHasHelp() {
    for (String group : List.of("people", "rules")) {
      Objects.requireNonNull(Main.commandLine().getSubcommands().get(group))
          .getSubcommands()
          .forEach((name, command) -> {
            Said said = Said.by(group, name, "--help");
            assertThat(said.code()).as(name).isZero();
            assertThat(said.out()).as(name).contains("Usage: warrant " + group + " " + name);
            assertThat(command.getCommandSpec().usageMessage().description()).isNotEmpty();
          });
    }
  }

  private Said run(int port, String name, Path policy) throws IOException {
    Path config = folder.resolve(name + ".yaml");
    Files.writeString(
        config,
        "venue: {rest: \"http://127.0.0.1:%d\", streams: \"ws://127.0.0.1:%d\"}%npacks: {policy: %s}%n"
            .formatted(port, port, policy));
    return say(
        "run",
        "--config",
        config.toString(),
        "--run",
        at(name),
        "--seconds",
        "1",
        "--json",
        "--no-watchdog");
  }

  @Test
  void aDeskStartsUnderWhatIsLiveAndUnderNothingElse() throws IOException {
    live();
    Path edited = folder.resolve("edited");
    Packs.copy(Packs.housePolicy(), edited);
    Path limits = edited.resolve("limits/7-compliance.yaml");
    Files.writeString(limits, "# a comment\n" + Files.readString(limits));
    SimVenue venue =
        SimVenue.generated(1, Clock.system().nanos(), new SimVenue.Funding(1_000_000_000_000L, 3));
    try (VenueServer server =
        new VenueServer(VenueServer.Config.standard(), venue.venue(), Clock.system())) {
      server.start();
      Said good = run(server.port(), "good", Packs.housePolicy());
      assertThat(good.err()).isEmpty();
      JsonNode summary = json(good);
      assertThat(summary.path("signatures").asText()).startsWith("alice, bob, until ");
      byte[] beside = Files.readAllBytes(folder.resolve("good/certificate.txt"));
      assertThat(Certificate.parse(beside).digest().hex())
          .isEqualTo(summary.path("certificate").asText());
      Said other = run(server.port(), "other", edited);
      assertThat(other.code()).isEqualTo(2);
      assertThat(other.err()).contains("[POLICY_OTHER]");
    }
  }

  @Test
  void awayFromTheSimulatorNoHouseMeansNoDesk() throws IOException {
    Path keys = folder.resolve("keys");
    Files.writeString(keys, "key=a\nsecret=b\n");
    Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString("rw-------"));
    Path config = folder.resolve("real.yaml");
    Files.writeString(
        config,
        """
        venue: {rest: "https://venue.invalid", streams: "wss://venue.invalid", real: "yes, with my own money"}
        account: {keyFile: %s}
        """
            .formatted(keys));
    String refused = refused(2, "run", "--config", config.toString(), "--run", at("real"));
    assertThat(refused)
        .contains("no desk starts at https://venue.invalid without the certificate")
        .contains("demo signatures count at the simulator only")
        .contains("trust-missing");
    assertThat(folder.resolve("real")).doesNotExist();
  }

  @Test
  void aRunningDeskTakesWhatBecomesLive() throws IOException {
    live();
    RunFolder run = RunFolder.make(folder.resolve("desk"));
    DeskRules rules = Packs.adopt(run, Packs.housePolicy(), Packs.houseStrategy());
    Packs.keep(run, rules);
    StartLicence.Opening house = () -> House.open(folder.resolve("releases"), null);
    SimVenue venue =
        SimVenue.generated(1, Clock.system().nanos(), new SimVenue.Funding(1_000_000_000_000L, 3));
    try (VenueServer server =
        new VenueServer(VenueServer.Config.standard(), venue.venue(), Clock.system())) {
      server.start();
      LiveConfig config = config(run, server.port());
      StartLicence licence =
          StartLicence.house(
              house, Terms.Bounds.SIMULATED, rules, Packs.proofs(), run.certificate());
      LiveParts parts =
          LiveParts.of(rules, config, licence).successor(new LiveSuccessor(house, run));
      try (LiveDesk desk = LiveDesk.start(config, run, rules, parts)) {
        assertThat(desk.awaitReasoning(60)).isTrue();
        Path edited = edited();
        fine(
            "rules",
            "propose",
            "--policy",
            edited.toString(),
            "--key",
            at("alice"),
            "--analysis",
            report(edited),
            "--impact",
            report(edited),
            "--hours",
            "24",
            "--reason",
            "smaller orders");
        fine("rules", "approve", "7", "--page", page(7), "--key", at("bob"));
        for (String stage : List.of("shadow", "canary")) {
          fine("rules", "activate", "7", "--stage", stage, "--key", at("olga"));
        }
        Said live =
            fine(
                "rules",
                "activate",
                "7",
                "--stage",
                "live",
                "--key",
                at("olga"),
                "--run",
                run.path().toString());
        assertThat(live.out()).contains("comes into force, under alice, bob, until ");
        assertThat(desk.fault()).isEmpty();
      }
    }
    List<DeskEvent.Switched> switches = new ArrayList<>();
    JournalReader.read(
        run.journal(),
        entry -> {
          if (entry instanceof Entry.Input i
              && i.stamped().event() instanceof DeskEvent.Switched s) {
            switches.add(s);
          }
        });
    assertThat(switches).hasSize(1);
    assertThat(Packs.of(run).policy().digest()).isEqualTo(switches.getFirst().policy());
    Said replay = Said.by("replay", run.path().toString());
    assertThat(replay.out()).contains("everything is the same");
  }
}
