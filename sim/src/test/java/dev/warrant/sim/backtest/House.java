package dev.warrant.sim.backtest;

import dev.warrant.execution.desk.DeskRules;
import dev.warrant.knowledge.deliberate.Deliberator;
import dev.warrant.knowledge.testing.SharedData;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.reasoning.deliberate.DeskDeliberator;
import dev.warrant.reasoning.deliberate.LimitsStage;
import dev.warrant.reasoning.deliberate.PackDigests;
import dev.warrant.reasoning.deliberate.Stages;
import dev.warrant.reasoning.deliberate.TacticPolicy;
import dev.warrant.reasoning.session.DroolsSession;
import dev.warrant.reasoning.session.RuleFence;
import dev.warrant.reasoning.sizing.Sizer;
import dev.warrant.reasoning.sizing.SizingPolicy;
import dev.warrant.reasoning.strategy.Theory;
import dev.warrant.reasoning.strategy.Verdict;
import dev.warrant.sim.wire.Instruments;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The shipped packs and their engines, compiled once for all tests.
public final class House {
  /// Where the shipped packs lie.
  public static final Path PACKS = SharedData.root().resolve("rules/packs");

  /// Where tests keep compiled rules.
  public static final Path CACHE = SharedData.root().resolve("sim/target/rules");

  /// The shipped packs.
  public static final DeskRules RULES =
      DeskRules.load(PACKS.resolve("house-policy"), PACKS.resolve("house-strategy"));

  private static final int FUEL = 2_000_000;
  private static final int LEVERAGE = 3;
  private static final DroolsSession DROOLS =
      DroolsSession.open(
          RULES.strategy().files("intents", ".drl"), RuleFence.house(), CACHE, 5_000);

  private House() {}

  /// The shipped engines of deliberation on the standard instruments.
  static Stages stages() {
    List<Instrument> instruments = Instruments.standard();
    Theory theory = Theory.read(RULES.strategy().files("theory", ".pl"), instruments, 12, 20_000);
    Sizer sizer = new Sizer(SizingPolicy.read(RULES.strategy()).moves());
    return new Stages(
        DROOLS::deduce,
        (facts, nanos, intents) -> {
          theory.facts(facts, nanos);
          List<Verdict> out = new ArrayList<>();
          intents.forEach(intent -> out.add(theory.validate(intent)));
          return out;
        },
        LimitsStage.withSolver(RULES.policy(), instruments, LEVERAGE, FUEL),
        sizer::size);
  }

  /// A deliberation on other engines.
  static Deliberator deliberator(Stages stages) {
    PackDigests digests =
        new PackDigests(RULES.policy().digest(), RULES.strategy().digest(), RULES.modelDigest());
    return new DeskDeliberator(
        stages,
        digests,
        Instruments.standard(),
        SizingPolicy.read(RULES.strategy()),
        TacticPolicy.read(RULES.strategy()));
  }
}
