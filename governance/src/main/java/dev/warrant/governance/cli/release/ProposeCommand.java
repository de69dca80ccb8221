package dev.warrant.governance.cli.release;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warrant.execution.desk.DeskConfig;
import dev.warrant.execution.desk.DeskRules;
import dev.warrant.execution.desk.Guards;
import dev.warrant.governance.cli.common.HouseOptions;
import dev.warrant.governance.cli.common.Packs;
import dev.warrant.governance.cli.rules.Check;
import dev.warrant.governance.cli.rules.CheckReport;
import dev.warrant.governance.cli.rules.CheckResult;
import dev.warrant.governance.release.House;
import dev.warrant.governance.release.Proposal;
import dev.warrant.governance.release.SoundTables;
import dev.warrant.knowledge.release.Change;
import dev.warrant.knowledge.release.ReleaseException;
import dev.warrant.knowledge.release.Terms;
import dev.warrant.knowledge.release.Verdict;
import dev.warrant.knowledge.unit.Canon;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.rules.pack.Lineage;
import dev.warrant.rules.pack.ParameterEdits;
import dev.warrant.sim.backtest.SimVenue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// A proposal of new packs, or of an override.
@Command(
    name = "propose",
    mixinStandardHelpOptions = true,
    description = {
      "Propose a version: packs, reports, scope, expiry and reason, all signed by you.",
      "Packs and reports are kept in the release folder by digest."
    })
public final class ProposeCommand extends Governed {
  static final String TOOL = "warrant 0.1.0";

  @Option(names = "--policy", paramLabel = "DIR", description = "policy (default: house-policy)")
  private @Nullable Path policy;

  @Option(
      names = "--strategy",
      paramLabel = "DIR",
      description = "strategy (default: house-strategy)")
  private @Nullable Path strategy;

  @Mixin private Reports reports = new Reports();
  @Mixin private Asked asked = new Asked();
  @Mixin private SignOptions sign = new SignOptions();

  /// The reports every proposal rests on.
  static final class Reports {
    @Option(
        names = "--analysis",
        required = true,
        paramLabel = "FILE",
        description = "analysis report of these packs")
    private Path analysis = Path.of("");

    @Mixin private Impact impact = new Impact();

    Path analysis() {
      return analysis;
    }

    /// The analysis, if it is one of these packs and says that they are proved: what an approver
    /// reads below a proposal is about nothing else.
    byte[] of(Terms.Packs packs) throws IOException {
      byte[] report = report(analysis);
      String text = new String(report, StandardCharsets.UTF_8);
      String policy = packs.policy().hex();
      String strategy = packs.strategy().hex();
      if (!text.startsWith(CheckReport.HEAD)
          || !text.contains(" " + policy + "\n")
          || !text.contains(" " + strategy + "\n")) {
        throw new ReleaseException(
            "report-other",
            "no analysis of these packs in " + analysis,
            "one of policy " + policy + " and strategy " + strategy,
            "a file was changed since: warrant rules check --policy DIR --report FILE");
      }
      if (!text.contains(CheckReport.PROVED)) {
        throw new ReleaseException(
            "report-unproved",
            "an analysis that does not end well: " + analysis,
            "one with " + CheckReport.PROVED,
            "mend what it says, or explain it in findings.yaml");
      }
      return report;
    }

    static byte[] report(Path file) throws IOException {
      if (!Files.isRegularFile(file)) {
        throw new ReleaseException("report-file", "no file " + file, "a report");
      }
      return Files.readAllBytes(file);
    }
  }

  /// What is reported besides the analysis.
  static final class Impact {
    @Option(
        names = "--impact",
        required = true,
        paramLabel = "FILE",
        description = "impact report against what is live")
    private Path impact = Path.of("");

    @Option(
        names = "--proof",
        paramLabel = "FILE",
        description = "proof (default: the analysis report)")
    private @Nullable Path proof;

    @Option(
        names = "--instruments",
        paramLabel = "DIGEST",
        description = "instruments it was proved for (default: those of the simulated venue)")
    private @Nullable String instruments;

    /// Asks that the report is about what is proposed.
    void about(Digest policy) throws IOException {
      String text = new String(Reports.report(impact), StandardCharsets.UTF_8);
      if (text.lines().noneMatch(l -> l.startsWith("B: ") && l.contains(policy.hex()))) {
        throw new ReleaseException(
            "report-other",
            "no impact of this policy in " + impact,
            "a report whose B is policy " + policy.hex(),
            "warrant rules impact A B --report FILE, with what is proposed as B");
      }
    }

    Digest instruments() {
      return instruments == null ? simulated() : HouseOptions.digest("--instruments", instruments);
    }

    private static Digest simulated() {
      DeskConfig standard = DeskConfig.standard();
      SimVenue venue =
          SimVenue.generated(1, 0, new SimVenue.Funding(standard.capitalE8(), standard.leverage()));
      return Canon.digest(venue.instruments());
    }
  }

  /// What every proposal says besides its packs and reports.
  static final class Asked {
    @Option(
        names = "--venue",
        description = "where it holds: simulated, a venue's name, or * (default: ${DEFAULT-VALUE})",
        defaultValue = "simulated")
    private String venue = Terms.Bounds.SIMULATED;

    @Option(
        names = "--desk",
        description = "which desk, or * (default: ${DEFAULT-VALUE})",
        defaultValue = "*")
    private String desk = "*";

    @Option(names = "--hours", required = true, description = "how long it holds from now")
    private int hours;

    @Option(names = "--reason", required = true, description = "why, for whoever approves")
    private String reason = "";

    Terms.Bounds bounds(Instant now) {
      if (hours < 1 || hours > 24 * 366) {
        throw new ReleaseException("scope-time", hours + " hours", "1 to " + 24 * 366);
      }
      return new Terms.Bounds(venue, desk, now, now.plus(Duration.ofHours(hours)));
    }
  }

  @Override
  ObjectNode answer() throws IOException {
    Path limits = policy == null ? Packs.housePolicy() : policy;
    Path intents = strategy == null ? Packs.houseStrategy() : strategy;
    House h = house.open();
    DeskRules rules = Packs.load(limits, intents);
    for (Lineage.Ancestor a : rules.lineage().above()) {
      h.store().keepPack(a.folder());
    }
    Terms.Packs packs =
        new Terms.Packs(
            h.store().keepPack(limits),
            h.store().keepPack(intents),
            rules.modelDigest(),
            rules.lineage().parentDigest());
    Digest analysis = h.store().keep(reports.of(packs));
    reports.impact.about(packs.policy());
    return put(
        house,
        sign,
        terms(h, Change.RELEASE, packs, rules, Case.of(reports.impact, analysis, 0, asked)));
  }

  /// What is the same for proposals of all kinds.
  ///
  /// @param of the proposal a rollback goes back to, else 0
  record Case(Impact reports, Digest analysis, long of, Terms.Bounds bounds, String reason) {
    Case(Reports reports, Digest analysis, long of, Terms.Bounds bounds, String reason) {
      this(reports.impact, analysis, of, bounds, reason);
    }

    static Case of(Impact reports, Digest analysis, long of, Asked asked) {
      return new Case(reports, analysis, of, asked.bounds(HouseOptions.now()), asked.reason);
    }
  }

  static Terms terms(House h, Change change, Terms.Packs packs, DeskRules rules, Case c)
      throws IOException {
    SoundTables.demand(rules.policy());
    Path proof = c.reports().proof;
    return new Terms(
        change,
        c.of(),
        packs,
        rules.guards().digests(),
        c.reports().instruments(),
        new Terms.Evidence(
            c.analysis(),
            proof == null ? c.analysis() : h.store().keep(Reports.report(proof)),
            h.store().keep(Reports.report(c.reports().impact)),
            TOOL),
        base(h, packs),
        c.bounds(),
        c.reason(),
        change == Change.RELEASE ? canary(h, packs) : Terms.Canary.NONE);
  }

  /// The same policy made small, if anything in it is marked `scales`.
  private static Terms.Canary canary(House h, Terms.Packs packs) throws IOException {
    Path policy = h.store().pack(packs.policy());
    List<ParameterEdits.Edit> edits = ParameterEdits.canary(policy);
    if (edits.isEmpty()) {
      return Terms.Canary.NONE;
    }
    Path small = Packs.temporary().resolve("canary");
    Terms.Guards guards = Guards.of(ParameterEdits.write(policy, small, edits)).digests();
    return new Terms.Canary(h.store().keepPack(small), guards);
  }

  private static Terms.Base base(House h, Terms.Packs packs) {
    Proposal live = h.releases().live(HouseOptions.now());
    if (live == null) {
      return Terms.Base.NONE;
    }
    Terms.Packs before = live.terms().packs();
    Verdict verdict =
        ReleasePorts.judge()
            .compare(h.store().pack(before.policy()), h.store().pack(packs.policy()));
    return new Terms.Base(live.number(), before.policy(), before.strategy(), verdict);
  }

  static ObjectNode put(HouseOptions house, SignOptions sign, Terms terms) throws IOException {
    ObjectNode answer = sign.put(house, Terms.KIND, terms.lines());
    answer.put("verdict", terms.base().verdict().name());
    answer.put("policy", terms.packs().policy().hex());
    answer.put("strategy", terms.packs().strategy().hex());
    answer.put("guard", terms.guards().orders().hex());
    if (answer.has("record")) {
      answer.put(
          "says",
          "proposal "
              + answer.path("record").asText()
              + ", "
              + terms.base().verdict()
              + " against "
              + (terms.base().number() == 0 ? "nothing" : "proposal " + terms.base().number())
              + "; next: warrant rules page "
              + answer.path("record").asText());
    }
    return answer;
  }

  /// Back to an earlier version.
  @Command(
      name = "rollback",
      mixinStandardHelpOptions = true,
      description = {
        "Propose to go back to a version that was live, proved again for today's instruments.",
        "It may go live at once when enough people stand under it."
      })
  public static final class Rollback extends Governed {
    @Parameters(paramLabel = "PROPOSAL", description = "number of the earlier proposal")
    private long number;

    @Mixin private Impact reports = new Impact();
    @Mixin private Asked asked = new Asked();
    @Mixin private SignOptions sign = new SignOptions();

    @Override
    ObjectNode answer() throws IOException {
      House h = house.open();
      Proposal target = h.releases().proposal(number);
      Terms.Packs packs = target.terms().packs();
      Path limits = h.store().pack(packs.policy());
      Path intents = h.store().pack(packs.strategy());
      DeskRules rules = Packs.load(limits, intents);
      Digest again = h.store().keep(again(limits, intents, reports.instruments()));
      return put(
          house,
          sign,
          terms(h, Change.ROLLBACK, packs, rules, Case.of(reports, again, number, asked)));
    }

    /// Proved anew, with no answer kept from when it was live.
    private static byte[] again(Path policy, Path strategy, Digest instruments) {
      CheckResult result =
          new Check(policy, strategy, null, what -> System.err.println("warrant: " + what)).run();
      String text =
          CheckReport.of(result) + "Proved again for instruments " + instruments.hex() + "\n";
      if (!result.good()) {
        throw new ReleaseException(
            "reproof-failed",
            "that it does not hold any more: " + text,
            "a version that is proved for today's instruments",
            "propose a new version instead");
      }
      return text.getBytes(StandardCharsets.UTF_8);
    }
  }
}
