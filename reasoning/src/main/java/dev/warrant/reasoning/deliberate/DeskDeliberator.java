package dev.warrant.reasoning.deliberate;

import dev.warrant.knowledge.deliberate.Cut;
import dev.warrant.knowledge.deliberate.Deliberation;
import dev.warrant.knowledge.deliberate.Deliberator;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.reasoning.joint.JointTheory;
import dev.warrant.reasoning.memory.Recent;
import dev.warrant.reasoning.session.DroolsSession;
import dev.warrant.reasoning.session.RuleFence;
import dev.warrant.reasoning.sizing.Sizer;
import dev.warrant.reasoning.sizing.Sizing;
import dev.warrant.reasoning.sizing.SizingPolicy;
import dev.warrant.reasoning.sizing.SizingProblem;
import dev.warrant.reasoning.strategy.Theory;
import dev.warrant.rules.pack.FeatureUses;
import dev.warrant.rules.pack.StrategyPack;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The desk's deliberation: facts to intents (Drools), intents to proofs (Prolog), sound intents
/// judged together (Datalog), feasible intervals (Z3), intervals to sizes (Timefold), sizes to
/// warrants. Pure: equal cuts under equal packs give equal results. An engine that fails is an
/// objection and no warrant. To be used by one thread.
public final class DeskDeliberator implements Deliberator {
  /// Answers of each kind: those of one question, and some more.
  private static final int REMEMBERED = 512;

  private final Stages stages;
  private final Bench bench;

  /// @param stages the engines, each replaceable
  /// @param digests packs and model, which every warrant cites
  /// @param instruments by index
  public DeskDeliberator(
      Stages stages,
      PackDigests digests,
      List<Instrument> instruments,
      SizingPolicy sizing,
      TacticPolicy tactics) {
    this.stages = stages;
    bench =
        new Bench(
            digests,
            List.copyOf(instruments),
            new StakeMaker(sizing),
            new WarrantMaker(tactics, digests));
  }

  private DeskDeliberator(Stages stages, Bench bench) {
    this.stages = stages;
    this.bench = bench;
  }

  /// What does not change between deliberations.
  record Bench(
      PackDigests digests,
      List<Instrument> instruments,
      StakeMaker stakes,
      WarrantMaker warrants) {}

  /// Builds the engines of a strategy pack.
  ///
  /// @param policy digest of the policy pack
  /// @param model digest of the regime model
  /// @param feasible the stage over the policy's limits
  /// @param cache folder of compiled rules, or null to compile always
  /// @throws dev.warrant.rules.text.RuleException naming file and line of what the pack has wrong
  public static DeskDeliberator open(
      StrategyPack pack,
      Digest policy,
      Digest model,
      List<Instrument> instruments,
      FeasibilityStage feasible,
      @Nullable Path cache) {
    EngineFuel fuel = EngineFuel.read(pack);
    SizingPolicy sizing = SizingPolicy.read(pack);
    TacticPolicy tactics = TacticPolicy.read(pack);
    Theory theory =
        Theory.read(pack.files("theory", ".pl"), instruments, fuel.proofDepth(), fuel.proof());
    DroolsSession rules =
        DroolsSession.open(pack.files("intents", ".drl"), RuleFence.house(), cache, fuel.firings());
    JointTheory joint = JointTheory.read(pack.files("theory", ".mg"), instruments, fuel.joint());
    Sizer sizer = new Sizer(sizing.moves());
    Stages stages =
        new Stages(
            rules::deduce,
            new Waiting(new Readiness(FeatureUses.read(pack)), new Proving(theory)),
            joint::judge,
            feasible,
            sizer::size);
    PackDigests digests = new PackDigests(policy, pack.digest(), model);
    return new DeskDeliberator(stages, digests, instruments, sizing, tactics);
  }

  /// The same engines with another sizer, so that what comes before sizing can be measured alone.
  /// Both share their stages; only one of them needs closing.
  public DeskDeliberator withSizer(SizingStage other) {
    return new DeskDeliberator(
        new Stages(stages.rules(), stages.proof(), stages.joint(), stages.feasible(), other),
        bench);
  }

  /// The same engines with a memory of what theory, solver and sizer said last, for a search that
  /// asks about one cut with ever other changes in it: equal questions are not asked twice, and
  /// every answer is what it is without. Both share their stages; only this one needs closing.
  public DeskDeliberator remembering() {
    return remembering(stages.feasible());
  }

  /// The same without the solver: what exact arithmetic claims counts. To search with; what is
  /// found is put to the engines themselves.
  public DeskDeliberator sketching() {
    return remembering(stages.feasible().unconfirmed());
  }

  private DeskDeliberator remembering(FeasibilityStage feasible) {
    Recent<SizingProblem, Sizing> sizes = new Recent<>(REMEMBERED);
    SizingStage sizer = stages.sizer();
    return new DeskDeliberator(
        new Stages(
            stages.rules(),
            stages.proof().remembering(REMEMBERED),
            stages.joint(),
            new RememberedRoom(feasible),
            problem -> sizes.of(problem, sizer::size)),
        bench);
  }

  @Override
  public Deliberation deliberate(Cut cut) {
    return new Deliberating(stages, bench, cut).run();
  }

  /// Deliberates over `cut` again and again, so that the first deliberation that counts is not the
  /// slow one. To be called on the thread that will deliberate.
  public void warmUp(Cut cut, int times) {
    for (int i = 0; i < times; i++) {
      deliberate(cut);
    }
  }

  @Override
  public void close() {
    stages.feasible().close();
  }
}
