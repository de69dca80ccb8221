package dev.warrant.governance.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warrant.execution.desk.DeskConfig;
import dev.warrant.execution.desk.DeskRules;
import dev.warrant.governance.release.House;
import dev.warrant.governance.release.Proposal;
import dev.warrant.governance.release.Reproof;
import dev.warrant.governance.release.SoundTables;
import dev.warrant.knowledge.release.Change;
import dev.warrant.knowledge.release.ReleaseException;
import dev.warrant.knowledge.release.Terms;
import dev.warrant.knowledge.release.Verdict;
import dev.warrant.knowledge.unit.Canon;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.sim.backtest.SimVenue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
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
final class ProposeCommand extends Governed {
  static final String TOOL = "warrant 0.1.0";

  @Option(names = "--policy", paramLabel = "DIR", description = "policy (default: house-policy)")
  private @Nullable Path policy;

  @Option(
      names = "--strategy",
      paramLabel = "DIR",
      description = "strategy (default: house-strategy)")
  private @Nullable Path strategy;

  @Option(
      names = "--override",
      description = "an expiring difference from what is live: always two people")
  private boolean override;

  @Mixin private Asked asked = new Asked();
  @Mixin private SignOptions sign = new SignOptions();

  /// What every proposal says besides its packs.
  static final class Asked {
    @Option(
        names = "--analysis",
        required = true,
        paramLabel = "FILE",
        description = "analysis report of these packs")
    private Path analysis = Path.of("");

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

    Digest instruments() {
      return instruments == null ? simulated() : HouseOptions.digest("--instruments", instruments);
    }

    private static Digest simulated() {
      DeskConfig standard = DeskConfig.standard();
      SimVenue venue =
          SimVenue.generated(1, 0, new SimVenue.Funding(standard.capitalE8(), standard.leverage()));
      return Canon.digest(venue.instruments());
    }

    Terms.Bounds bounds(Instant now) {
      if (hours < 1 || hours > 24 * 366) {
        throw new ReleaseException("scope-time", hours + " hours", "1 to " + 24 * 366);
      }
      return new Terms.Bounds(venue, desk, now, now.plus(Duration.ofHours(hours)));
    }

    static byte[] report(Path file) throws IOException {
      if (!Files.isRegularFile(file)) {
        throw new ReleaseException("report-file", "no file " + file, "a report");
      }
      return Files.readAllBytes(file);
    }
  }

  @Override
  ObjectNode answer() throws IOException {
    Path limits = policy == null ? Packs.housePolicy() : policy;
    Path intents = strategy == null ? Packs.houseStrategy() : strategy;
    House h = house.open();
    DeskRules rules = DeskRules.load(limits, intents);
    Terms.Packs packs =
        new Terms.Packs(
            h.store().keepPack(limits), h.store().keepPack(intents), rules.modelDigest());
    Change change = override ? Change.OVERRIDE : Change.RELEASE;
    Digest analysis = h.store().keep(Asked.report(asked.analysis));
    return put(house, sign, terms(h, change, packs, rules, new Case(asked, analysis, 0)));
  }

  /// What is the same for proposals of all kinds.
  record Case(Asked asked, Digest analysis, long of) {}

  static Terms terms(House h, Change change, Terms.Packs packs, DeskRules rules, Case c)
      throws IOException {
    SoundTables.demand(rules.policy());
    Asked asked = c.asked();
    Digest analysis = c.analysis();
    Path proof = asked.proof;
    return new Terms(
        change,
        c.of(),
        packs,
        rules.guards().digests(),
        asked.instruments(),
        new Terms.Evidence(
            analysis,
            proof == null ? analysis : h.store().keep(Asked.report(proof)),
            h.store().keep(Asked.report(asked.impact)),
            TOOL),
        base(h, packs),
        asked.bounds(HouseOptions.now()),
        asked.reason);
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

  private static ObjectNode put(HouseOptions house, SignOptions sign, Terms terms)
      throws IOException {
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
  static final class Rollback extends Governed {
    @Parameters(paramLabel = "PROPOSAL", description = "number of the earlier proposal")
    private long number;

    @Mixin private Asked asked = new Asked();
    @Mixin private SignOptions sign = new SignOptions();

    @Override
    ObjectNode answer() throws IOException {
      House h = house.open();
      Proposal target = h.releases().proposal(number);
      Terms.Packs packs = target.terms().packs();
      Path limits = h.store().pack(packs.policy());
      DeskRules rules = DeskRules.load(limits, h.store().pack(packs.strategy()));
      Reproof reproof = (_, _) -> Asked.report(asked.analysis);
      Digest again = h.store().keep(reproof.again(limits, asked.instruments()));
      Terms terms = terms(h, Change.ROLLBACK, packs, rules, new Case(asked, again, number));
      return put(house, sign, terms);
    }
  }
}
