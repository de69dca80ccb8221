package dev.warrant.execution.desk;

import dev.warrant.knowledge.deliberate.Deliberator;
import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.release.Terms;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.perception.Perception;
import dev.warrant.perception.PerceptionConfig;
import dev.warrant.perception.feature.FeatureCatalogue;
import dev.warrant.perception.model.RegimeModel;
import dev.warrant.perception.pattern.EsperPatterns;
import dev.warrant.perception.pattern.PatternSource;
import dev.warrant.perception.pattern.Patterns;
import dev.warrant.perception.regime.RegimeClassifier;
import dev.warrant.perception.regime.TreeRegimeClassifier;
import dev.warrant.rules.pack.FeatureUses;
import dev.warrant.rules.pack.Lineage;
import dev.warrant.rules.pack.PolicyPack;
import dev.warrant.rules.pack.PolicyPacks;
import dev.warrant.rules.pack.StrategyPack;
import dev.warrant.rules.pack.StrategyPacks;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The packs and the model a desk runs by, read and compiled, and the engines made of them.
///
/// @param model the regime model of the strategy pack
/// @param guards compiled; what admits orders is made of them by a [Licence]
/// @param lineage the policies the policy has to lie inside of; proved by whoever lets guards in
public record DeskRules(
    PolicyPack policy, StrategyPack strategy, RegimeModel model, Guards guards, Lineage lineage) {
  /// Rules whose policy has no parent.
  public DeskRules(PolicyPack policy, StrategyPack strategy, RegimeModel model, Guards guards) {
    this(policy, strategy, model, guards, Lineage.none());
  }

  /// Reads both packs and compiles the guards.
  ///
  /// @param shelves where parents of the policy are looked for, besides beside it
  /// @throws RuntimeException naming file and line of what is wrong
  public static DeskRules load(Path policy, Path strategy, Path... shelves) {
    PolicyPack limits = PolicyPacks.load(policy);
    StrategyPack intents = StrategyPacks.load(strategy);
    FeatureCatalogue.check(FeatureUses.read(intents));
    RegimeModel model = RegimeModel.load(intents.folder().resolve("models"));
    return new DeskRules(limits, intents, model, Guards.of(limits), Lineage.of(policy, shelves));
  }

  /// A perception with this strategy's patterns, features and model.
  public Perception perception(List<Instrument> instruments) {
    return perception(instruments, patterns(), classifier(instruments))
        .telling(FeatureUses.read(strategy)::given);
  }

  /// A perception with other engines, for tests that take one away and for questions.
  public static Perception perception(
      List<Instrument> instruments, Patterns patterns, RegimeClassifier classifier) {
    return new Perception(PerceptionConfig.standard(), instruments, patterns, classifier);
  }

  /// This strategy's patterns, compiled.
  public Patterns patterns() {
    return EsperPatterns.load(patterns(strategy));
  }

  /// The pattern files of a strategy.
  public static List<PatternSource> patterns(StrategyPack strategy) {
    List<PatternSource> sources = new ArrayList<>();
    strategy
        .files("patterns", ".epl")
        .forEach((path, text) -> sources.add(new PatternSource(path, text)));
    return sources;
  }

  /// This strategy's classifier.
  public RegimeClassifier classifier(List<Instrument> instruments) {
    return new TreeRegimeClassifier(model, instruments.size());
  }

  /// The engines of deliberation; bound to the thread that calls.
  public Deliberator deliberator(List<Instrument> instruments, int leverage, @Nullable Path cache) {
    return Engines.open(this, instruments, leverage, cache);
  }

  /// The first record of an epoch.
  ///
  /// @param tail see [DeskEvent.Started]
  public DeskEvent.Started started(
      int epoch, int tail, long seed, List<Instrument> instruments, DeskConfig config) {
    return new DeskEvent.Started(
        epoch,
        tail,
        seed,
        policy.digest(),
        strategy.digest(),
        model.digest(),
        instruments,
        config.canonical());
  }

  /// Digests of all that is read.
  public Terms.Packs packs() {
    return new Terms.Packs(
        policy.digest(), strategy.digest(), model.digest(), lineage.parentDigest());
  }

  /// What a warrant cites besides the packs.
  public Digest modelDigest() {
    return model.digest();
  }
}
