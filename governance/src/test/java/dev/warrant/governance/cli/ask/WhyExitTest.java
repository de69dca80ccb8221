package dev.warrant.governance.cli.ask;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warrant.execution.desk.DeskConfig;
import dev.warrant.execution.desk.DeskRules;
import dev.warrant.execution.desk.DeskView;
import dev.warrant.execution.desk.RunFolder;
import dev.warrant.governance.audit.Overrides;
import dev.warrant.governance.audit.RunPolicies;
import dev.warrant.governance.audit.RunRecord;
import dev.warrant.governance.audit.Told;
import dev.warrant.governance.audit.Verification;
import dev.warrant.governance.cli.Said;
import dev.warrant.governance.cli.common.OrderIds;
import dev.warrant.governance.cli.common.Packs;
import dev.warrant.governance.release.StartLicence;
import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.journal.JournalWriter;
import dev.warrant.knowledge.trace.TraceReader;
import dev.warrant.knowledge.trace.TraceWriter;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.rules.limit.Binds;
import dev.warrant.sim.backtest.SimDesk;
import dev.warrant.sim.backtest.SimVenue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A desk that had a position and was killed: orders under warrants (W), stops (S) and exits (X).
final class WhyExitTest {
  private static final long START = 1_767_225_600_000_000_000L;
  private static final long SECOND = 1_000_000_000L;

  @TempDir private static Path folder = Path.of("");
  private static List<String> sent = List.of();

  @BeforeAll
  static void killedWithAPosition() throws IOException {
    Said.by("--version");
    RunFolder run = RunFolder.make(folder.resolve("killed"));
    DeskRules rules = Packs.adopt(run, Packs.housePolicy(), Packs.houseStrategy());
    DeskConfig config = DeskConfig.standard();
    SimVenue venue =
        SimVenue.generated(3, START, new SimVenue.Funding(config.capitalE8(), config.leverage()));
    try (JournalWriter journal = JournalWriter.open(run.journal(), run.id());
        TraceWriter trace = TraceWriter.open(run.trace(), 1);
        SimDesk desk =
            new SimDesk(
                new SimDesk.Setup(
                    config,
                    rules,
                    StartLicence.demo(rules, Packs.proofs(), null)
                        .admit(rules, venue.instruments()),
                    venue.instruments(),
                    venue.venue(),
                    START,
                    3,
                    rules::perception,
                    rules.deliberator(venue.instruments(), config.leverage(), Packs.cache())),
                journal,
                trace)) {
      long now = START;
      do {
        now += SECOND;
        desk.run(now);
      } while (flat(desk) && now < START + 120 * SECOND);
      desk.run(now + SECOND);
      desk.offer(new DeskEvent.Command(DeskEvent.CommandKind.KILL, "anna", "a test"));
      desk.run(now + 5 * SECOND);
      desk.offer(new DeskEvent.Command(DeskEvent.CommandKind.RESUME, "bert", "flat again"));
      desk.run(now + 6 * SECOND);
      desk.offer(new DeskEvent.Command(DeskEvent.CommandKind.RESUME, "anna", "agreed"));
      desk.run(now + 7 * SECOND);
      desk.stop();
    }
    sent = OrderIds.of(TraceReader.open(run.trace())).sent();
  }

  private static boolean flat(SimDesk desk) {
    DeskView view = Objects.requireNonNull(desk.sequencer().view());
    return view.lines().stream().allMatch(l -> l.net() == 0);
  }

  private static String why(String letter, String depth) {
    String id = sent.stream().filter(o -> o.startsWith(letter)).findFirst().orElseThrow();
    Said said =
        Said.by(
            "why",
            id,
            "--run",
            folder.resolve("killed").toString(),
            "--depth",
            depth,
            "--no-verify");
    assertThat(said.code()).as(said.err()).isZero();
    assertThat(said.out()).startsWith(id + ": ");
    return said.out();
  }

  @Test
  void stopsAndExitsAreVerifiedWithTheFillsTheyStandOn() {
    RunFolder run = new RunFolder(folder.resolve("killed"));
    OrderIds ids = OrderIds.of(TraceReader.open(run.trace()));
    TreeMap<String, Digest> asked = new TreeMap<>();
    sent.stream()
        .filter(id -> "SX".indexOf(id.charAt(0)) >= 0)
        .forEach(id -> {
          asked.put(id, ids.node(id));
        });
    assertThat(asked).hasSizeGreaterThan(1);
    assertThat(Verification.of(run, Packs.rebuilding(run), asked).values())
        .allSatisfy(verdict -> assertThat(verdict.alarms()).isEmpty());
  }

  @Test
  void bothWhoResumedAreToldWithWhatFollowed() throws IOException {
    String run = folder.resolve("killed").toString();
    String releases = folder.resolve("none").toString();
    assertThat(Said.by("overrides", "--run", run, "--releases", releases).err())
        .contains("no trust anchor");
    RunFolder killed = new RunFolder(Path.of(run));
    Told told = Overrides.of(killed, null, false);
    JsonNode acts = told.json().path("overrides");
    assertThat(acts).hasSize(2);
    assertThat(acts.path(0).path("who").asText()).isEqualTo("bert");
    assertThat(acts.path(0).path("why").asText()).isEqualTo("flat again");
    assertThat(acts.path(0).path("second").asText()).isEqualTo("anna");
    assertThat(acts.path(1).path("second").asText()).isEqualTo("bert");
    assertThat(acts.path(1).path("effect").asText())
        .isEqualTo("mode EMERGENCY to NORMAL (resumed by bert and anna)");
    assertThat(told.text()).contains("2 acts", "  second  anna", "no release log was read");
  }

  @Test
  void theClosestLimitOfAnExitIsOneOfThoseItsGuardAsks() {
    RunFolder run = new RunFolder(folder.resolve("killed"));
    RunRecord record = RunRecord.read(run);
    RunPolicies policies = new RunPolicies(run);
    for (RunRecord.Sent one : record.orders()) {
      if (!RunPolicies.underWarrant(one.id())) {
        assertThat(policies.limits(one)).allMatch(limit -> limit.binds() == Binds.ALL);
      }
    }
    assertThat(why("X", "mid"))
        .containsPattern("closest limit (max-|price-collar|self-trade)|no limit that binds it");
  }

  @ParameterizedTest
  @ValueSource(strings = {"W", "S", "X"})
  void shortIsOneSentenceAndMoreSaysMore(String letter) {
    String brief = why(letter, "short");
    String mid = why(letter, "mid");
    String full = why(letter, "long");
    assertThat(brief.lines()).hasSize(1);
    assertThat(mid).startsWith(brief.strip());
    assertThat(full).startsWith(brief.strip());
    assertThat(mid.lines().count()).isGreaterThan(1);
    assertThat(full.lines().count()).isGreaterThanOrEqualTo(mid.lines().count());
    assertThat(full).contains("input ");
    switch (letter) {
      case "W" -> {
        assertThat(brief).contains("closest limit").contains("(warrant ");
        assertThat(mid).contains("WARRANT").contains("INTENT");
        assertThat(full).containsPattern("best bid|book change");
      }
      case "S" -> {
        assertThat(brief).contains("protective stop").contains("the position last changed when");
        assertThat(mid).contains("FILL").contains(" as ");
      }
      case "X" -> {
        assertThat(brief).contains("exit warrant").contains("reduce-only");
        assertThat(mid).contains("FILL").contains(" as ");
        assertThat(full).contains("anna");
      }
      default -> throw new IllegalArgumentException(letter);
    }
  }
}
