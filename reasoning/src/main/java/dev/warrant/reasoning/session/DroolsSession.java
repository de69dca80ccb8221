package dev.warrant.reasoning.session;

import dev.warrant.knowledge.fact.Fact;
import dev.warrant.knowledge.fact.FactOrder;
import dev.warrant.knowledge.order.Intent;
import dev.warrant.knowledge.unit.Canon;
import dev.warrant.knowledge.unit.Digest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import org.drools.model.Model;
import org.drools.modelcompiler.KieBaseBuilder;
import org.jspecify.annotations.Nullable;
import org.kie.api.KieBase;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.rule.FactHandle;
import org.kie.api.runtime.rule.Match;

/// The rules of one strategy pack, compiled once. Each deduction opens a fresh session, inserts the
/// facts in the order given, fires to rest and throws the session away.
///
/// Everything concluded must be inserted logically: a conclusion whose premise falls is taken back
/// by truth maintenance, so what holds at rest does not depend on the order of facts or rules.
public final class DroolsSession {
  /// Stands in the key of the cache: what compiled rules depend on besides their text.
  private static final String ENGINE = "drools-10.2.0 " + factTypes();

  private static final Comparator<Intent> INTENT_ORDER =
      Comparator.comparingInt(Intent::instrument)
          .thenComparing(Intent::side)
          .thenComparing(Intent::strategy)
          .thenComparing(Canon::text);

  /// More than any house concludes; what is joined with conclusions costs their product.
  private static final int CONCLUSIONS_MAX = 2_000;

  private final KieBase rules;
  private final int firingLimit;
  private final boolean fromCache;

  private DroolsSession(KieBase rules, int firingLimit, boolean fromCache) {
    this.rules = rules;
    this.firingLimit = firingLimit;
    this.fromCache = fromCache;
  }

  /// Fences, compiles and loads rules.
  ///
  /// @param texts DRL by path
  /// @param cache folder of compiled rules, or null to compile always
  /// @param firingLimit reaching it fails the deduction
  /// @throws dev.warrant.rules.text.RuleException if the texts do not pass the fence or do not
  ///   compile
  public static DroolsSession open(
      SortedMap<String, String> texts, RuleFence fence, @Nullable Path cache, int firingLimit) {
    fence.checkTexts(texts);
    RuleCache kept = new RuleCache(cache);
    Digest key = RuleCache.key(texts, ENGINE);
    CompiledRules compiled = kept.find(key);
    boolean found = compiled != null;
    if (compiled == null) {
      compiled = RuleCompiler.compile(texts);
    }
    fence.checkClasses(compiled.classes());
    if (!found) {
      kept.keep(key, compiled);
    }
    return new DroolsSession(load(compiled), firingLimit, found);
  }

  /// Whether the rules came from the cache instead of being compiled.
  public boolean fromCache() {
    return fromCache;
  }

  /// Deduces from facts, which should be in canonical order.
  public Deduction deduce(List<? extends Fact> facts) {
    KieSession session = rules.newKieSession();
    try {
      for (Fact fact : facts) {
        session.insert(fact);
      }
      Conclusions concluded = new Conclusions(session, CONCLUSIONS_MAX);
      session.addEventListener(concluded);
      int fired = session.fireAllRules(firingLimit);
      if (concluded.tooMany()) {
        return new Deduction.Failed("the rules concluded too much", fired, CONCLUSIONS_MAX);
      }
      if (fired >= firingLimit) {
        return new Deduction.Failed("the rules did not come to rest", fired, firingLimit);
      }
      return collect(session, facts.size());
    } catch (RuntimeException e) {
      Throwable cause = e;
      while (cause.getCause() != null) {
        cause = cause.getCause();
      }
      String what = cause.getClass().getSimpleName() + ": " + cause.getMessage();
      return new Deduction.Failed("a rule broke with " + what, 1, 0);
    } finally {
      session.dispose();
    }
  }

  private static Deduction collect(KieSession session, int given) {
    List<Fact.Derived> derived = new ArrayList<>();
    List<Intent> intents = new ArrayList<>();
    List<Firing> firings = new ArrayList<>();
    long others = 0;
    for (FactHandle handle : session.getFactHandles()) {
      List<Match> why = Justifications.of(handle);
      if (why.isEmpty()) {
        others++;
        continue;
      }
      Record concluded = (Record) session.getObject(handle);
      switch (concluded) {
        case Fact.Derived d -> derived.add(d);
        case Intent i -> intents.add(i);
        default -> {
          return new Deduction.Failed(
              "a rule concluded " + Canon.text(concluded) + ", neither Derived nor Intent", 1, 0);
        }
      }
      for (Match match : why) {
        firings.add(firing(match, concluded));
      }
    }
    if (others != given) {
      return new Deduction.Failed(
          "a rule inserted or deleted without insertLogical", others, given);
    }
    derived.sort(FactOrder.CANONICAL.thenComparing(Canon::text));
    intents.sort(INTENT_ORDER);
    firings.sort(Comparator.comparing(Canon::text));
    return new Deduction.Deduced(derived, intents, firings);
  }

  private static Firing firing(Match match, Record concluded) {
    List<Fact> matched = new ArrayList<>();
    for (Object object : match.getObjects()) {
      if (object instanceof Fact fact) {
        matched.add(fact);
      }
    }
    matched.sort(FactOrder.CANONICAL.thenComparing(Canon::text));
    return new Firing(match.getRule().getName(), matched, concluded);
  }

  private static KieBase load(CompiledRules compiled) {
    RuleLoader loader = new RuleLoader(DroolsSession.class.getClassLoader(), compiled.classes());
    List<Model> models = new ArrayList<>();
    for (String name : compiled.models()) {
      try {
        models.add((Model) loader.loadClass(name).getConstructor().newInstance());
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("compiled rules lack a usable model " + name, e);
      }
    }
    return KieBaseBuilder.createKieBaseFromModel(models);
  }

  private static String factTypes() {
    StringBuilder out = new StringBuilder();
    for (Class<?> type : Fact.class.getPermittedSubclasses()) {
      shape(out, type);
    }
    shape(out, Intent.class);
    return out.toString();
  }

  private static void shape(StringBuilder out, Class<?> type) {
    out.append(type.getSimpleName()).append('(');
    for (var part : type.getRecordComponents()) {
      out.append(part.getType().getName()).append(' ').append(part.getName()).append(',');
    }
    out.append(')');
  }
}
