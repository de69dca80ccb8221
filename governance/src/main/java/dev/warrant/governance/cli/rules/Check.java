package dev.warrant.governance.cli.rules;

import dev.warrant.execution.guard.CompiledGuard;
import dev.warrant.execution.guard.GuardCompiler;
import dev.warrant.governance.cli.common.Packs;
import dev.warrant.perception.feature.FeatureCatalogue;
import dev.warrant.perception.feature.FeatureSet;
import dev.warrant.reasoning.check.Asker;
import dev.warrant.reasoning.check.Finding;
import dev.warrant.reasoning.check.FindingCode;
import dev.warrant.reasoning.check.PolicyFindings;
import dev.warrant.reasoning.check.TableFindings;
import dev.warrant.reasoning.check.TheoremProof;
import dev.warrant.reasoning.check.TheoremProver;
import dev.warrant.reasoning.check.UnreadFindings;
import dev.warrant.reasoning.diagnose.DiagnosisTrial;
import dev.warrant.reasoning.intent.FeatureFindings;
import dev.warrant.reasoning.intent.IntentFindings;
import dev.warrant.reasoning.intent.Makers;
import dev.warrant.reasoning.joint.JointTheory;
import dev.warrant.reasoning.prove.GuardClaim;
import dev.warrant.reasoning.prove.GuardProof;
import dev.warrant.reasoning.prove.Hierarchy;
import dev.warrant.reasoning.prove.KeptAnswers;
import dev.warrant.reasoning.prove.PolicyProof;
import dev.warrant.reasoning.prove.ProofCache;
import dev.warrant.reasoning.session.DroolsSession;
import dev.warrant.reasoning.session.RuleFence;
import dev.warrant.reasoning.strategy.DeadClauses;
import dev.warrant.rules.fence.ClipsFence;
import dev.warrant.rules.fence.DrlFence;
import dev.warrant.rules.fence.EplFence;
import dev.warrant.rules.fence.IntentReader;
import dev.warrant.rules.fence.PrologFence;
import dev.warrant.rules.intent.IntentRule;
import dev.warrant.rules.pack.Explained;
import dev.warrant.rules.pack.FeatureUses;
import dev.warrant.rules.pack.PolicyPack;
import dev.warrant.rules.pack.PolicyPacks;
import dev.warrant.rules.pack.StrategyPack;
import dev.warrant.rules.pack.StrategyPacks;
import dev.warrant.rules.pack.Theorem;
import dev.warrant.rules.pack.Theorems;
import dev.warrant.rules.text.RuleError;
import dev.warrant.rules.text.RuleException;
import dev.warrant.rules.text.Words;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Reads a pair of packs, compiles the guards, proves them and the theorems, and looks for
/// findings.
public final class Check {
  /// More than any pack lets its rules fire.
  private static final int FIRINGS_MAX = 20_000;

  private final Path policy;
  private final Path strategy;
  private final Optional<KeptAnswers> kept;
  private final @Nullable Path compiled;
  private final @Nullable Path patterns;
  private final Consumer<String> progress;
  private final List<String> packs = new ArrayList<>();
  private final List<RuleError> errors = new ArrayList<>();

  /// @param kept folder of answers of other runs; null to use and keep none
  /// @param progress told what is being done
  public Check(Path policy, Path strategy, @Nullable Path kept, Consumer<String> progress) {
    this.policy = policy;
    this.strategy = strategy;
    this.kept = Optional.ofNullable(kept).map(KeptAnswers::in);
    this.compiled = kept == null ? null : kept.resolve("rules");
    this.patterns = kept == null ? null : kept.resolve("patterns");
    this.progress = progress;
  }

  public CheckResult run() {
    PolicyPacks.Checked limits = PolicyPacks.check(policy);
    errors.addAll(limits.errors());
    limits.pack().ifPresent(this::diagnosis);
    Theorems.Read theorems = tried(() -> Theorems.read(policy));
    if (theorems != null) {
      errors.addAll(theorems.errors());
    }
    List<Explained> explained = new ArrayList<>();
    for (Path pack : List.of(policy, strategy)) {
      List<Explained> some = tried(() -> Explained.read(pack));
      explained.addAll(some == null ? List.of() : some);
    }
    StrategyPack intents = tried(() -> StrategyPacks.load(strategy));
    if (intents != null) {
      fences(intents);
    }
    boolean fencedPatterns = errors.stream().noneMatch(e -> e.place().file().endsWith(".epl"));
    for (RuleError e : new PartsCheck(patterns).of(policy, strategy, intents, fencedPatterns)) {
      if (!errors.contains(e)) {
        errors.add(e);
      }
    }
    // CLIPS loads the diagnosis rules beside us, as the start of a desk would.
    boolean fenced = errors.stream().anyMatch(e -> e.place().file().endsWith(".clp"));
    DiagnosisTrial clips =
        limits
            .pack()
            .filter(p -> !fenced && !p.diagnosis().isEmpty())
            .map(p -> DiagnosisTrial.begin(p.diagnosis()))
            .orElse(null);
    Hierarchy line = tried(() -> inside());
    if (clips != null) {
      clips.await().ifPresent(errors::add);
    }
    PolicyPack pack = limits.pack().orElse(null);
    if (pack == null || theorems == null || intents == null || line == null || !errors.isEmpty()) {
      return unreadable();
    }
    Strategy read = tried(() -> strategy(intents));
    if (read == null) {
      return unreadable();
    }
    packs.add("policy " + pack.name() + " " + pack.version() + " " + pack.digest().hex());
    packs.add(
        "strategy " + intents.name() + " " + intents.version() + " " + intents.digest().hex());
    line.links().forEach(l -> packs.add("parent " + Hierarchy.name(l.parent())));
    return proved(pack, read, theorems.theorems(), explained).inside(line);
  }

  private Hierarchy inside() {
    progress.accept("proving that the policy lies inside its parents");
    return Packs.hierarchy(policy);
  }

  /// A strategy, the features it is given, and its rules as data and compiled.
  private record Strategy(
      StrategyPack pack, FeatureUses features, List<IntentRule> rules, DroolsSession session) {
    Map<String, Set<String>> makers() {
      Set<String> given = FeatureSet.names();
      given.removeIf(name -> !features.given(name));
      return Makers.of(pack, given, rules);
    }
  }

  private Strategy strategy(StrategyPack pack) {
    FeatureUses features = FeatureUses.read(pack);
    FeatureCatalogue.check(features);
    DeadClauses.check(pack);
    progress.accept("compiling the rules of " + pack.name());
    SortedMap<String, String> texts = pack.files("intents", ".drl");
    DroolsSession session = DroolsSession.open(texts, RuleFence.house(), compiled, FIRINGS_MAX);
    return new Strategy(pack, features, IntentReader.read(texts), session);
  }

  private <T> @Nullable T tried(Supplier<T> reading) {
    try {
      return reading.get();
    } catch (RuleException e) {
      if (!errors.contains(e.error())) {
        errors.add(e.error());
      }
      return null;
    }
  }

  private CheckResult unreadable() {
    List<CheckResult.Told> findings = new ArrayList<>();
    for (RuleError error : errors) {
      FindingCode code =
          switch (error.code()) {
            case "mandatory-missing" -> FindingCode.W106;
            case "parameter-range" -> FindingCode.W107;
            default -> null;
          };
      if (code != null) {
        String says = "found " + error.found() + ", expected " + error.expected();
        Finding finding = new Finding(code, error.code(), error.place().toString(), says);
        findings.add(new CheckResult.Told(finding, ""));
      }
    }
    return new CheckResult(packs, errors, List.of(), List.of(), findings, 0, 0);
  }

  private void fences(StrategyPack pack) {
    fence(() -> DrlFence.intents().checkTexts(pack.files("intents", ".drl")));
    fence(() -> PrologFence.check(pack.files("theory", ".pl"), Words.of("rule", "says")));
    fence(() -> JointTheory.read(pack.files("theory", ".mg"), List.of(), 1));
    fence(() -> EplFence.check(pack.files("patterns", ".epl"), Words.of("Book", "Trade", "Pulse")));
  }

  private void diagnosis(PolicyPack pack) {
    fence(() ->
        ClipsFence.check(
            pack.diagnosis(),
            Words.of("sample", "remedy", "name", "age", "value", "command", "diagnosis")));
  }

  private static List<Finding> theory(Strategy strategy, Asker asker) {
    DeadClauses.Found found = DeadClauses.of(strategy.pack(), strategy.makers(), asker);
    List<Finding> out = new ArrayList<>();
    for (DeadClauses.Dead one : found.dead()) {
      out.add(new Finding(FindingCode.W110, one.id(), one.place(), one.says()));
    }
    for (DeadClauses.Dead one : found.idle()) {
      out.add(new Finding(FindingCode.W135, one.id(), one.place(), one.says()));
    }
    return out;
  }

  private void fence(Runnable fence) {
    try {
      fence.run();
    } catch (RuleException e) {
      errors.add(e.error());
    }
  }

  private CheckResult proved(
      PolicyPack pack, Strategy strategy, List<Theorem> theorems, List<Explained> explained) {
    CompiledGuard entry = GuardCompiler.compile(pack);
    List<CheckResult.Proved> guards = new ArrayList<>();
    guards.add(guard(GuardClaim.entry(pack).stating(entry.stated("entry")), entry));
    CompiledGuard exit = GuardCompiler.compileExit(pack);
    guards.add(guard(GuardClaim.exit(pack).stating(exit.stated("exit")), exit));
    Asker asker = new Asker(kept);
    TheoremProver prover = new TheoremProver(pack, asker, entry.guard()::check);
    List<TheoremProof> proofs = new ArrayList<>();
    for (Theorem theorem : theorems) {
      progress.accept(
          "theorem " + (proofs.size() + 1) + " of " + theorems.size() + ": " + theorem.id());
      proofs.add(prover.prove(theorem));
    }
    progress.accept("looking at " + pack.limits().size() + " limits for findings");
    List<Finding> findings =
        new ArrayList<>(PolicyFindings.of(pack, PolicyPacks.places(policy), asker));
    findings.addAll(TableFindings.of(pack));
    findings.addAll(UnreadFindings.of(this.policy, pack, theorems, strategy.pack()));
    progress.accept("looking at the rules of " + strategy.pack().name() + " for findings");
    findings.addAll(theory(strategy, asker));
    findings.addAll(intents(strategy, asker));
    List<CheckResult.Told> told = findings.stream().map(f -> told(f, explained)).toList();
    int proofsKept = guards.stream().mapToInt(g -> g.proof().cached()).sum();
    int answers = guards.stream().mapToInt(g -> g.proof().answers().size()).sum();
    return new CheckResult(
        packs,
        errors,
        guards,
        proofs,
        told,
        asker.asked() + 2 * (answers - proofsKept),
        asker.remembered() + proofsKept);
  }

  private static List<Finding> intents(Strategy strategy, Asker asker) {
    List<Finding> out =
        new ArrayList<>(
            IntentFindings.of(strategy.rules(), strategy.makers(), strategy.session(), asker));
    out.addAll(FeatureFindings.of(strategy.pack(), strategy.features(), strategy.rules()));
    return out;
  }

  private CheckResult.Proved guard(GuardClaim claim, CompiledGuard guard) {
    progress.accept(
        "proving the guard of "
            + (claim.guard().equals("entry") ? "orders" : "exits")
            + ", "
            + claim.limits().size()
            + " limits");
    ProofCache cache = kept.map(ProofCache::new).orElseGet(ProofCache::new);
    GuardProof proof = new PolicyProof(cache).prove(claim, guard.classBytes());
    return new CheckResult.Proved(proof, guard, claim);
  }

  private static CheckResult.Told told(Finding finding, List<Explained> explained) {
    if (finding.code().blocks()) {
      return new CheckResult.Told(finding, "");
    }
    String why =
        explained.stream()
            .filter(e -> e.code().equals(finding.code().name()))
            .filter(e -> e.about().equals(finding.about()))
            .map(Explained::why)
            .findFirst()
            .orElse("");
    return new CheckResult.Told(finding, why);
  }
}
