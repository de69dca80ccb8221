package dev.warrant.reasoning.intent;

import dev.warrant.knowledge.fact.Fact;
import dev.warrant.reasoning.check.Asker;
import dev.warrant.reasoning.prove.Obligation;
import dev.warrant.reasoning.prove.Obligation.Assertion;
import dev.warrant.reasoning.prove.Term;
import dev.warrant.reasoning.session.DroolsSession;
import dev.warrant.reasoning.smt.Scripts;
import dev.warrant.rules.intent.IntentRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Compares two strategies by when they deduce intents: for each strategy name and side, whether
/// one deduces where the other does not. That none does is said by the solver for all facts a cut
/// can hold; that one does is reported once sessions of both have shown it. What theory, sizing and
/// tactics make of an intent is not compared.
public final class StrategyDiff {
  /// How the second strategy compares with the first.
  public enum Outcome {
    /// Both deduce on the same occasions.
    EQUIVALENT,
    /// It deduces nothing the first does not.
    FEWER_INTENTS,
    /// It deduces all that the first does, and more.
    MORE_PERMISSIVE,
    INCOMPARABLE,
    /// Some rule is more than comparisons and joins, or the solver ran out of fuel.
    NOT_ANALYSED
  }

  /// One of the strategies.
  ///
  /// @param makers see [Makers]
  /// @param session the same rules, compiled
  public record One(
      List<IntentRule> rules, Map<String, Set<String>> makers, DroolsSession session) {
    public One {
      rules = List.copyOf(rules);
    }

    /// What becomes of `facts`, those left out that this strategy is not given.
    private Rehearsal tried(List<Fact> facts) {
      List<Fact> given = new ArrayList<>();
      for (Fact fact : facts) {
        Set<String> names = makers.get(fact.getClass().getSimpleName());
        if (names == null || names.contains(fact.name())) {
          given.add(fact);
        }
      }
      return Rehearsal.of(session, given);
    }
  }

  /// An intent that only one of both deduces, and facts under which it does.
  public record Shown(String wish, String facts) {}

  /// What became of a comparison.
  ///
  /// @param more what only the second deduces
  /// @param less what only the first deduces
  /// @param figures rules of both that conclude other figures than before
  /// @param notAnalysed sentences
  public record Result(
      Outcome outcome,
      List<Shown> more,
      List<Shown> less,
      List<String> figures,
      List<String> notAnalysed) {
    public Result {
      more = List.copyOf(more);
      less = List.copyOf(less);
      figures = List.copyOf(figures);
      notAnalysed = List.copyOf(notAnalysed);
    }
  }

  private final One base;
  private final One candidate;
  private final Asker asker;
  private final Set<String> notAnalysed = new TreeSet<>();

  private StrategyDiff(One base, One candidate, Asker asker) {
    this.base = base;
    this.candidate = candidate;
    this.asker = asker;
  }

  /// Compares `candidate` with `base`.
  public static Result of(One base, One candidate, Asker asker) {
    return new StrategyDiff(base, candidate, asker).compared();
  }

  private Result compared() {
    Map<String, List<IntentRule>> before = wishes(base);
    Map<String, List<IntentRule>> now = wishes(candidate);
    Set<String> all = new TreeSet<>(before.keySet());
    all.addAll(now.keySet());
    List<Shown> more = new ArrayList<>();
    List<Shown> less = new ArrayList<>();
    for (String wish : all) {
      List<IntentRule> a = before.getOrDefault(wish, List.of());
      List<IntentRule> b = now.getOrDefault(wish, List.of());
      beyond(wish, new Deducing(candidate, b), new Deducing(base, a), more);
      beyond(wish, new Deducing(base, a), new Deducing(candidate, b), less);
    }
    return new Result(
        outcome(!more.isEmpty(), !less.isEmpty()), more, less, figures(), List.copyOf(notAnalysed));
  }

  private Outcome outcome(boolean more, boolean less) {
    if (more && less) {
      return Outcome.INCOMPARABLE;
    }
    if (!notAnalysed.isEmpty()) {
      return Outcome.NOT_ANALYSED;
    }
    return more ? Outcome.MORE_PERMISSIVE : less ? Outcome.FEWER_INTENTS : Outcome.EQUIVALENT;
  }

  /// The rules of one strategy that deduce one wish.
  private record Deducing(One one, List<IntentRule> rules) {}

  private Map<String, List<IntentRule>> wishes(One one) {
    Map<String, List<IntentRule>> out = new TreeMap<>();
    for (IntentRule rule : one.rules()) {
      try {
        if (!rule.read() && rule.conclusions().isEmpty()) {
          throw new NotAnalysed(rule.unread(), rule.unreadPlace());
        }
        for (Conclusions.Wish wish : Conclusions.wishes(rule)) {
          out.computeIfAbsent(wish.text(), _ -> new ArrayList<>()).add(rule);
        }
      } catch (NotAnalysed e) {
        not(rule, e);
      }
    }
    return out;
  }

  private void not(IntentRule rule, NotAnalysed e) {
    notAnalysed.add(
        "rule \"%s\" (%s): %s (%s)".formatted(rule.name(), rule.place(), e.construct(), e.place()));
  }

  /// Looks for facts under which `mine` deduces the wish and `theirs` does not.
  private void beyond(String wish, Deducing mine, Deducing theirs, List<Shown> out) {
    World world = new World();
    Question q = new Question(world, mine.one().rules(), mine.one().makers());
    RuleTerms other = new RuleTerms(world, theirs.one().rules(), theirs.one().makers());
    Term here;
    Term there;
    try {
      here = any(world, q.terms, mine.rules());
      there = any(world, other, theirs.rules());
    } catch (NotAnalysed e) {
      return;
    }
    if (here.is(false)) {
      return;
    }
    Obligation asked =
        q.of(
            List.of(
                new Assertion("deduced", wish, here),
                new Assertion("not.deduced", wish, world.t.not(there))));
    Scripts.Answer answer = asker.example(asked.text());
    switch (answer.verdict()) {
      case UNSAT -> {}
      case UNKNOWN -> notAnalysed.add(wish + ": the solver ran out of fuel");
      case SAT -> {
        Facts facts = new Facts(world, answer);
        boolean shown =
            mine.one().tried(facts.all()).wishes().contains(wish)
                && !theirs.one().tried(facts.all()).wishes().contains(wish);
        if (shown) {
          out.add(new Shown(wish, facts.words()));
        } else {
          notAnalysed.add(wish + ": sessions of both do not bear out the solver's example");
        }
      }
    }
  }

  private Term any(World world, RuleTerms terms, List<IntentRule> rules) {
    List<Term> out = new ArrayList<>();
    for (IntentRule rule : rules) {
      try {
        out.add(terms.matches(rule));
      } catch (NotAnalysed e) {
        not(rule, e);
        throw e;
      }
    }
    return world.t.or(out);
  }

  private List<String> figures() {
    Map<String, String> before = new TreeMap<>();
    base.rules().forEach(rule -> before.put(rule.name(), Conclusions.canonical(rule)));
    List<String> out = new ArrayList<>();
    for (IntentRule rule : candidate.rules()) {
      String was = before.get(rule.name());
      if (was != null && !was.equals(Conclusions.canonical(rule))) {
        out.add(rule.name());
      }
    }
    return out;
  }
}
