package dev.warrant.governance.cli.release;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warrant.execution.desk.DeskRules;
import dev.warrant.governance.cli.common.HouseOptions;
import dev.warrant.governance.cli.common.Packs;
import dev.warrant.governance.release.House;
import dev.warrant.governance.release.OverrideFile;
import dev.warrant.governance.release.Proposal;
import dev.warrant.governance.release.Stage;
import dev.warrant.knowledge.release.Change;
import dev.warrant.knowledge.release.ReleaseException;
import dev.warrant.knowledge.release.Terms;
import dev.warrant.knowledge.unit.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// A difference from what is live that ends by itself. It goes the way of every version: the whole
/// policy with it is proved, and two people of risk stand under it.
@Command(
    name = "override",
    mixinStandardHelpOptions = true,
    description = {
      "Other values for some parameters, until a time: build the policy with them, then propose it.",
      "Approve and activate it like any proposal; it ends by itself, also in a running desk."
    },
    subcommands = {OverrideCommand.Build.class, OverrideCommand.Propose.class})
public final class OverrideCommand implements Runnable {
  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli fills the field before it runs the command
  OverrideCommand() {}

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "what about an override? Try: ./warrant rules override build FILE");
  }

  private static Proposal live(House h) {
    Proposal live = h.releases().live(HouseOptions.now());
    if (live == null) {
      throw new ReleaseException("nothing-live", "no live version", "one to override");
    }
    return live;
  }

  /// The policy with the difference, so that it can be checked.
  @Command(
      name = "build",
      mixinStandardHelpOptions = true,
      description = "Write what is live with the override in it, for rules check, diff and impact.")
  static final class Build extends Governed {
    @Parameters(paramLabel = "FILE", description = "the override")
    private Path file = Path.of("");

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "new folder")
    private Path out = Path.of("");

    @Override
    ObjectNode answer() throws IOException {
      House h = house.open();
      OverrideFile override = OverrideFile.read(file);
      Path base = h.store().pack(live(h).terms().packs().policy());
      Digest made = override.onto(base, out).digest();
      return new ObjectMapper()
          .createObjectNode()
          .put("ok", true)
          .put("policy", made.hex())
          .put("says", out + " is policy " + made.brief() + ": " + override.says(base));
    }
  }

  /// For two people.
  @Command(
      name = "propose",
      mixinStandardHelpOptions = true,
      description = {
        "Propose an override of what is live. The analysis must be about the policy with it:",
        "rules override build, then rules check --report."
      })
  static final class Propose extends Governed {
    @Parameters(paramLabel = "FILE", description = "the override")
    private Path file = Path.of("");

    @Mixin private ProposeCommand.Reports reports = new ProposeCommand.Reports();
    @Mixin private SignOptions sign = new SignOptions();

    @Override
    ObjectNode answer() throws IOException {
      House h = house.open();
      OverrideFile override = OverrideFile.read(file);
      Terms.Packs live = live(h).terms().packs();
      Path base = h.store().pack(live.policy());
      Path built = Packs.temporary().resolve("override");
      Digest policy = override.onto(base, built).digest();
      byte[] analysis = ProposeCommand.Reports.report(reports.analysis());
      if (!new String(analysis, StandardCharsets.UTF_8).contains(policy.hex())) {
        throw new ReleaseException(
            "report-other",
            "an analysis of something else",
            "one of policy " + policy.hex(),
            "warrant rules override build, then rules check --policy DIR --report FILE");
      }
      DeskRules rules = Packs.load(built, h.store().pack(live.strategy()));
      h.store().keepPack(built);
      Terms.Packs packs =
          new Terms.Packs(policy, live.strategy(), live.model(), rules.lineage().parentDigest());
      ProposeCommand.Case c =
          new ProposeCommand.Case(
              reports,
              h.store().keep(analysis),
              0,
              override.bounds(HouseOptions.now()),
              override.says(base));
      return ProposeCommand.put(
          house, sign, ProposeCommand.terms(h, Change.OVERRIDE, packs, rules, c));
    }
  }

  /// All of them.
  @Command(
      name = "overrides",
      mixinStandardHelpOptions = true,
      description =
          "List overrides: what, why, from and until when, who signed, and how they stand.")
  public static final class All extends Governed {
    @Override
    ObjectNode answer() throws IOException {
      House h = house.open();
      Instant now = HouseOptions.now();
      Proposal live = h.releases().live(now);
      ObjectNode o = new ObjectMapper().createObjectNode().put("ok", true);
      ArrayNode all = o.putArray("overrides");
      List<String> says = new ArrayList<>();
      for (Proposal p : h.releases().proposals()) {
        if (p.terms().change() != Change.OVERRIDE) {
          continue;
        }
        String stands = stands(h, p, live, now);
        Terms.Bounds bounds = p.terms().bounds();
        ObjectNode one = all.addObject();
        one.put("number", p.number()).put("stands", stands).put("reason", p.terms().reason());
        one.put("from", bounds.from().toString()).put("until", bounds.until().toString());
        one.put("venue", bounds.venue()).put("desk", bounds.desk());
        one.put("policy", p.terms().packs().policy().hex());
        ArrayNode people = one.putArray("people");
        p.people(h.roster()).forEach(people::add);
        says.add(
            "proposal %d, %s: %s; desk %s at %s, %s to %s, under it %s"
                .formatted(
                    p.number(),
                    stands,
                    p.terms().reason(),
                    bounds.desk(),
                    bounds.venue(),
                    bounds.from(),
                    bounds.until(),
                    p.people(h.roster())));
      }
      return o.put("says", says.isEmpty() ? "no overrides" : String.join("\n", says));
    }

    private static String stands(House h, Proposal p, @Nullable Proposal live, Instant now) {
      Stage stage = h.releases().stage(p, now);
      if (!now.isBefore(p.terms().bounds().until())) {
        return stage == Stage.LIVE ? "over" : stage.text() + ", over";
      }
      if (stage != Stage.LIVE) {
        return stage.text();
      }
      return live != null && live.number() == p.number() ? "in force" : "not begun";
    }
  }
}
