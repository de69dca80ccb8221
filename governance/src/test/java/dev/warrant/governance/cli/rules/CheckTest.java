package dev.warrant.governance.cli.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.warrant.execution.guard.GuardCompiler;
import dev.warrant.governance.cli.Said;
import dev.warrant.governance.release.SoundTables;
import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.knowledge.release.ReleaseException;
import dev.warrant.knowledge.testing.SharedData;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.reasoning.check.FindingCode;
import dev.warrant.reasoning.check.TheoremProof;
import dev.warrant.reasoning.prove.Layout;
import dev.warrant.reasoning.smt.Scripts;
import dev.warrant.reasoning.smt.Verdict;
import dev.warrant.rules.limit.MeasureNames;
import dev.warrant.rules.pack.PolicyPack;
import dev.warrant.rules.pack.PolicyPacks;
import dev.warrant.rules.text.Fields;
import dev.warrant.rules.text.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CheckTest {
  private static final Path PACKS = SharedData.root().resolve("rules/packs");
  private static final EnumSet<FindingCode> LIMITS =
      EnumSet.range(FindingCode.W101, FindingCode.W105);

  @TempDir private static Path proofs = Path.of("");
  @TempDir private Path folder = Path.of("");

  private Path policy = Path.of("");
  private Path strategy = Path.of("");

  @BeforeEach
  void copyTheHousePacks() throws IOException {
    policy = folder.resolve("policy");
    strategy = folder.resolve("strategy");
    copy(PACKS.resolve("house-policy"), policy);
    copy(PACKS.resolve("house-strategy"), strategy);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path there = to.resolve(from.relativize(file).toString());
        Files.createDirectories(Objects.requireNonNull(there.getParent()));
        Files.copy(file, there);
      }
    }
  }

  private CheckResult checked() {
    return new Check(policy, strategy, proofs, _ -> {}).run();
  }

  private void edit(String file, String from, String to) throws IOException {
    Path path = policy.resolve(file);
    String text = Files.readString(path);
    assertThat(text).contains(from);
    Files.writeString(path, text.replace(from, to));
  }

  private void add(String file, String id, String rest) throws IOException {
    Path path = policy.resolve(file);
    Files.writeString(
        path,
        Files.readString(path)
            + "- id: %s\n  says: \"s\"\n  binds: increasing\n%s  owner: risk\n"
                .formatted(id, rest));
  }

  private static String capped(String measure, String max, String unit) {
    return """
      require: %s <= max
      parameters: {max: {value: "%s", unit: "%s", range: "1..9000", from: x}}
    """
        .formatted(measure, max, unit);
  }

  private void remove(String file, String id) throws IOException {
    Path path = policy.resolve(file);
    String text = Files.readString(path);
    Matcher entry = Pattern.compile("(?ms)^- id: " + id + "$.*?(?=^- id: |\\z)").matcher(text);
    assertThat(entry.find()).isTrue();
    Files.writeString(path, entry.replaceFirst(""));
  }

  private String about(FindingCode code) {
    List<String> found = new ArrayList<>();
    for (CheckResult.Told told : checked().findings()) {
      if (told.finding().code() == code && told.why().isEmpty()) {
        assertThat(told.finding().place()).matches(".+\\.(yaml|csv|epl|pl)(:[0-9]+)*");
        if (LIMITS.contains(code)) {
          assertThat(told.finding().place()).matches("limits/[1-7]-[a-z]+\\.yaml:[0-9]+:3");
        }
        found.add(told.finding().about());
      }
    }
    return String.join(" ", found);
  }

  @Test
  void theHousePacksAreProvedAndEachFindingIsExplained() {
    CheckResult result = checked();
    assertThat(CheckReport.of(result)).contains("VERDICT: proved").doesNotContain("FAILS");
    assertThat(result.good()).isTrue();
    assertThat(result.theorems()).hasSizeGreaterThanOrEqualTo(12);
    assertThat(result.theorems())
        .filteredOn(t -> t.cites().size() >= 2 || t.theorem().post())
        .hasSizeGreaterThanOrEqualTo(8);
    assertThat(result.theorems())
        .allMatch(t -> t.witness().orElseThrow().admitted() && t.idle().isEmpty());
  }

  @Test
  void theReportIsTheSameWhetherAnswersWereKeptOrNot() {
    String first = CheckReport.of(checked());
    CheckResult again = checked();
    assertThat(again.remembered()).isGreaterThan(200);
    assertThat(CheckReport.of(again)).isEqualTo(first);
    CheckResult fresh = new Check(policy, strategy, null, _ -> {}).run();
    assertThat(fresh.remembered()).isZero();
    assertThat(CheckReport.of(fresh)).isEqualTo(first);
  }

  @Test
  void limitsThatExcludeOneAnotherAreContradictory() throws IOException {
    add("limits/6-operational.yaml", "only-reducing", "  require: desk.mode = 1\n");
    assertThat(about(FindingCode.W101)).isEqualTo("normal-mode");
  }

  @Test
  void aLimitNothingCanBreakIsVacuous() throws IOException {
    add("limits/6-operational.yaml", "any-rejects", capped("rate.rejects", "100", "%"));
    assertThat(about(FindingCode.W102)).isEqualTo("any-rejects");
  }

  @Test
  void aConditionThatNeverHoldsIsUnreachable() throws IOException {
    add(
        "limits/6-operational.yaml",
        "beyond-emergency",
        "  when: desk.mode > 3\n  require: orders.unknown <= 0\n");
    assertThat(about(FindingCode.W103)).isEqualTo("beyond-emergency");
  }

  @Test
  void aLimitThatLaterOnesImplyIsRedundantAndOneThatEarlierOnesImplyIsShadowed()
      throws IOException {
    String wide = capped("order.notional", "3000.0001", "USDT");
    add("limits/1-position.yaml", "a-wide-size", wide);
    add("limits/7-compliance.yaml", "z-wide-size", wide);
    assertThat(about(FindingCode.W104)).isEqualTo("a-wide-size");
    assertThat(about(FindingCode.W105)).isEqualTo("z-wide-size");
  }

  @Test
  void aLimitOneStepTighterIsNeitherRedundantNorShadowed() throws IOException {
    String tight = capped("order.notional", "2999.9999", "USDT");
    add("limits/7-compliance.yaml", "z-tight-size", tight);
    assertThat(about(FindingCode.W105)).isEmpty();
    assertThat(about(FindingCode.W104)).doesNotContain("z-tight-size");
  }

  @Test
  void whatCannotBeLoadedIsToldWithPlacesAndAllAtOnce() throws IOException {
    edit("limits/1-position.yaml", "value: \"3000\"", "value: \"30000\"");
    edit("limits/3-account.yaml", "account.free >= share", "account.fre >= share");
    edit("theorems/fitness.yaml", "feed.synced +", "feed.sunced +");
    CheckResult result = checked();
    assertThat(result.readable()).isFalse();
    assertThat(result.errors())
        .extracting(e -> e.code() + " " + e.place())
        .anyMatch(e -> e.startsWith("parameter-range limits/1-position.yaml:21:"))
        .anyMatch(e -> e.startsWith("name-unknown limits/3-account.yaml:32:"))
        .anyMatch(e -> e.startsWith("name-unknown theorems/fitness.yaml:15:"));
    assertThat(about(FindingCode.W107)).isEqualTo("parameter-range");
    assertThat(CheckReport.of(result)).contains("VERDICT: the packs cannot be read; 3 things");
  }

  @Test
  void placesOfFindingsAboutLimitsHaveAColumnAlsoWhereOthersAreNamed() throws IOException {
    add("limits/7-compliance.yaml", "z-wide-size", capped("order.notional", "3000.0001", "USDT"));
    assertThat(checked().findings())
        .extracting(told -> told.finding().text())
        .anyMatch(text ->
            text.matches(
                "limits/7-compliance\\.yaml:\\d+:3: W105 z-wide-size: .*"
                    + "order-size \\(limits/1-position\\.yaml:\\d+:3\\).*"));
  }

  @Test
  void aPolicyThatDeclaresNoMeasureOfTheWarrantIsProved() throws IOException {
    Path measures = policy.resolve("measures.yaml");
    String text = Files.readString(measures);
    String bare = text.replaceAll("(?m)^warrant\\.\\w+:\\n(?:  .*\\n)+", "");
    assertThat(bare).hasSizeLessThan(text.length()).doesNotContain("warrant.");
    Files.writeString(measures, bare);
    // A parent that declares them refuses what lies outside their ranges; this one stands alone.
    Path pack = policy.resolve("pack.yaml");
    Files.writeString(pack, Files.readString(pack).replaceAll("(?m)^parent: .*\n", ""));
    CheckResult result = checked();
    assertThat(result.guards()).hasSize(2).allMatch(guard -> guard.proof().proved());
    assertThat(result.good()).isTrue();
  }

  @Test
  void aMissingMandatoryLimitIsAFinding() throws IOException {
    edit("limits/7-compliance.yaml", "binds: all", "binds: increasing");
    assertThat(about(FindingCode.W106)).isEqualTo("mandatory-missing");
  }

  @Test
  void whatNobodyReadsIsFoundUnlessItIsExplained() throws IOException {
    Files.delete(policy.resolve("findings.yaml"));
    Files.delete(strategy.resolve("findings.yaml"));
    assertThat(about(FindingCode.W108)).contains("position.worstLong");
    assertThat(about(FindingCode.W109)).isEqualTo("largeTrade");
    assertThat(checked().good()).isFalse();
  }

  @Test
  void clausesThatCanNeverSucceedAreFoundAndThoseThatNeedThem() throws IOException {
    Path theory = strategy.resolve("theory/soundness.pl");
    Files.writeString(
        theory,
        Files.readString(theory)
            + """
            rule(no_number, tight(I), ( belief(I, calm, P, _), P >= 450000, P < 450000 )).
            rule(one_number, wide(I), ( belief(I, calm, P, _), P >= 450000, P =< 450000 )).
            rule(needs_no_number, tighter(I), tight(I)).
            rule(no_such_strategy, odd(I), suited(arbitrage, I)).
            rule(no_such_pattern, odder(I), pattern(I, fullMoon, _)).
            """);
    assertThat(about(FindingCode.W110))
        .isEqualTo("no_number no_such_pattern needs_no_number no_such_strategy");
  }

  @Test
  void aGapInATableIsFoundAndNoExplanationKeepsIt() throws IOException {
    edit("tables/capital-tiers.csv", "[2500..5000)", "[2501..5000)");
    Path explained = policy.resolve("findings.yaml");
    Files.writeString(
        explained,
        Files.readString(explained)
            + "- {code: W120, about: capital-tiers, why: \"We like it so.\"}\n");
    assertThat(about(FindingCode.W120)).isEqualTo("capital-tiers");
    assertThat(CheckReport.of(checked()))
        .contains("no row stands for account.equity 2500 USDT")
        .contains("MUST BE MENDED")
        .contains("not fit to be approved: 0 guards not proved, 0 theorems");
    PolicyPack pack = PolicyPacks.load(policy);
    assertThatThrownBy(() -> SoundTables.demand(pack))
        .isInstanceOf(ReleaseException.class)
        .hasMessageContaining("account.equity 2500 USDT")
        .hasMessageContaining("[W120]\nMaybe docs/findings/W120.md");
  }

  @Test
  void rowsThatMatchTogetherOrNeverAreFoundAndColumnsNobodyReads() throws IOException {
    edit("tables/capital-tiers.csv", "[2500..5000)", "[2499..5000)");
    edit("tables/leverage-by-regime.csv", "violent,VIOLENT,-", "violent,-,-");
    Files.writeString(
        policy.resolve("tables/idle.csv"), "first,in mode: enum,out max: x\nall,-,1\n");
    List<String> found = new ArrayList<>();
    for (CheckResult.Told told : checked().findings()) {
      if (told.why().isEmpty()) {
        found.add(told.finding().text());
      }
    }
    assertThat(found)
        .contains(
            "tables/capital-tiers.csv:3:1: W121 capital-tiers: rows 1k and 2k5"
                + " (tables/capital-tiers.csv:4:1) both match account.equity 2499 USDT; only one may.",
            "tables/idle.csv:1:21: W123 idle max: no limit takes a parameter from it.")
        .anyMatch(
            f -> f.startsWith("tables/leverage-by-regime.csv:3:1: W122 leverage-by-regime un"))
        .filteredOn(f -> f.contains("W122"))
        .hasSize(3);
  }

  private TheoremProof theorem(CheckResult result, String id) {
    return result.theorems().stream()
        .filter(t -> t.theorem().id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aTheoremFailsOnceALimitItRestsOnIsGoneAndOthersStand() throws IOException {
    remove("limits/1-position.yaml", "order-size");
    CheckResult result = checked();
    TheoremProof proof = theorem(result, "one-fill-costs-little");
    assertThat(proof.holds()).isFalse();
    assertThat(theorem(result, "heat-and-loss").holds()).isTrue();
    assertThat(result.good()).isFalse();
  }

  @Test
  void aLimitLoosenedByOneStepBreaksTheTheoremAndTheOrderIsToldAndSaved() throws IOException {
    edit("limits/3-account.yaml", "value: \"3\", unit: \"%\"", "value: \"3.001\", unit: \"%\"");
    Said said =
        Said.by(
            "rules",
            "check",
            "--policy",
            policy.toString(),
            "--strategy",
            strategy.toString(),
            "--proofs",
            proofs.toString());
    assertThat(said.code()).isEqualTo(1);
    assertThat(said.out())
        .contains("FAILS heat-and-loss")
        .contains("This order is admitted and breaks it:")
        .containsPattern("account.dailyLoss = [0-9]+\\.[0-9]{1,4} USDT")
        .contains("VERDICT: not fit to be approved: 0 guards not proved, 1 theorems");
    String saved = Files.readString(policy.resolve("tests/counterexample-heat-and-loss.yaml"));
    Fields fields = Fields.of(YamlReader.read("saved", saved), "a scenario");
    assertThat(fields.text("kind")).isEqualTo("vector");
    assertThat(fields.text("expect")).isEqualTo("admitted");
    Fields given = Fields.of(fields.need("given"), "given");
    long[] slots = new long[Layout.LENGTH];
    for (String name : given.keys()) {
      MeasureId id = Objects.requireNonNull(MeasureNames.find(name));
      slots[id.ordinal() >> 6] |= 1L << (id.ordinal() & 63);
      slots[Layout.index(id)] = Long.parseLong(given.text(name));
    }
    assertThat(GuardCompiler.compile(PolicyPacks.load(policy)).guard().check(slots)).isZero();
    long loss = slots[Layout.index(MeasureId.ACCOUNT_DAILY_LOSS)];
    long heat = slots[Layout.index(MeasureId.PORTFOLIO_HEAT)];
    long equity = slots[Layout.index(MeasureId.ACCOUNT_EQUITY)];
    assertThat(100 * (loss + heat)).isGreaterThan(28 * equity);
  }

  @Test
  void exportedFilesAreStandardAndGiveTheAnswersTheyState() throws IOException {
    Path out = folder.resolve("export");
    int files = CheckReport.export(checked(), out);
    Scripts solver = new Scripts(200_000_000);
    TreeSet<String> commands = new TreeSet<>();
    int sat = 0;
    try (Stream<Path> all = Files.list(out)) {
      for (Path file : all.sorted().toList()) {
        String text = Files.readString(file);
        Matcher stated = Pattern.compile("\\(set-info :status (sat|unsat)\\)").matcher(text);
        assertThat(stated.find()).as(file.toString()).isTrue();
        boolean yes = stated.group(1).equals("sat");
        assertThat(text).contains("; expected: " + stated.group(1));
        assertThat(solver.ask(text).verdict())
            .as(file.toString())
            .isEqualTo(yes ? Verdict.SAT : Verdict.UNSAT);
        assertThat(file.toString().endsWith(".twin.smt2")).isEqualTo(yes);
        sat += yes ? 1 : 0;
        Pattern.compile("(?m)^\\(([a-z-]+)")
            .matcher(text)
            .results()
            .forEach(m -> commands.add(m.group(1)));
        files--;
      }
    }
    assertThat(files).isZero();
    assertThat(sat).isGreaterThan(100);
    assertThat(commands)
        .containsExactly(
            "assert", "check-sat", "declare-fun", "define-fun", "set-info", "set-logic");
  }

  @Test
  void editedAnswersNeverTurnAFailureIntoAProof() throws IOException {
    edit("limits/3-account.yaml", "value: \"3\", unit: \"%\"", "value: \"3.001\", unit: \"%\"");
    Path mine = folder.resolve("proofs");
    Check check = new Check(policy, strategy, mine, _ -> {});
    TheoremProof failed = theorem(check.run(), "heat-and-loss");
    assertThat(failed.holds()).isFalse();
    Path asked = mine.resolve(Digest.sha256(failed.obligation().text()).hex());
    String kept = Files.readString(asked);
    assertThat(kept).startsWith("answer SAT\n");
    Path other;
    try (Stream<Path> all = Files.list(mine)) {
      other = all.filter(f -> says(f, "answer UNSAT\n")).sorted().findFirst().orElseThrow();
    }
    for (String forged :
        List.of(kept.replace("SAT", "UNSAT"), Files.readString(other), "answer UNSAT\n", "")) {
      Files.writeString(asked, forged);
      CheckResult again = new Check(policy, strategy, mine, _ -> {}).run();
      assertThat(theorem(again, "heat-and-loss").holds()).as(forged).isFalse();
      assertThat(Files.readString(asked)).as("it was asked again").isEqualTo(kept);
    }
  }

  private static boolean says(Path file, String what) {
    try {
      return !file.endsWith("key") && Files.readString(file).startsWith(what);
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void theCommandAnswersInJsonAndWritesTheReportWhoseDigestItTells() throws IOException {
    Path report = folder.resolve("analysis.txt");
    Said said =
        Said.by(
            "rules",
            "check",
            "--json",
            "--report",
            report.toString(),
            "--proofs",
            proofs.toString());
    JsonNode answer = new ObjectMapper().readTree(said.out());
    assertThat(said.code()).isZero();
    assertThat(answer.path("ok").asBoolean()).isTrue();
    assertThat(answer.path("report").asText())
        .isEqualTo(Digest.sha256(Files.readAllBytes(report)).hex());
    edit("limits/1-position.yaml", "order.notional <=", "order.notional <");
    Said no = Said.by("rules", "check", "--policy", policy.toString());
    assertThat(no.code()).isEqualTo(2);
    assertThat(no.out()).contains("limits/1-position.yaml:20:12: found").contains("[limit-strict]");
  }

  @Test
  void everyFindingHasAPageAndEveryPageAFinding() throws IOException {
    TreeSet<String> pages = new TreeSet<>();
    try (Stream<Path> all = Files.list(SharedData.root().resolve("docs/findings"))) {
      all.map(f -> f.getFileName().toString())
          .filter(name -> !name.equals("README.md"))
          .forEach(pages::add);
    }
    TreeSet<String> codes = new TreeSet<>();
    String index = Files.readString(SharedData.root().resolve("docs/findings/README.md"));
    for (FindingCode code : FindingCode.values()) {
      codes.add(code + ".md");
      assertThat(index).contains("[" + code + "](" + code + ".md)");
      assertThat(Files.readString(SharedData.root().resolve("docs/findings/" + code + ".md")))
          .startsWith("# " + code + ": " + code.title() + "\n");
    }
    assertThat(pages).isEqualTo(codes);
  }
}
