package dev.warrant.reasoning.intent;

import dev.warrant.reasoning.prove.Obligation;
import dev.warrant.reasoning.prove.Obligation.Assertion;
import dev.warrant.reasoning.prove.Term;
import dev.warrant.rules.intent.IntentRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A question about some rules of a pack. Each has a world of its own, so its text depends on
/// nothing but the rules it is about and those they rest on.
final class Question {
  final World world;
  final RuleTerms terms;

  Question(List<IntentRule> rules, Map<String, Set<String>> makers) {
    this(new World(), rules, makers);
  }

  /// @param world that other questions may be about too
  Question(World world, List<IntentRule> rules, Map<String, Set<String>> makers) {
    this.world = world;
    terms = new RuleTerms(world, rules, makers);
  }

  /// Whether facts are possible under which all of `match` match, and none of `not` does.
  Obligation together(List<IntentRule> match, List<IntentRule> not) {
    List<Assertion> asked = new ArrayList<>();
    for (IntentRule rule : match) {
      asked.add(assertion("matches." + asked.size(), rule, terms.matches(rule)));
    }
    for (IntentRule rule : not) {
      String name = "not." + asked.size();
      asked.add(assertion(name, rule, world.t.not(terms.matches(rule))));
    }
    return of(asked);
  }

  /// Whether `parts` can hold together.
  Obligation of(List<Assertion> parts) {
    List<Assertion> all =
        new ArrayList<>(world.about(parts.stream().map(Assertion::what).toList()));
    all.addAll(parts);
    String says = "There are no facts of a cut under which this holds.";
    return new Obligation("intent.rules", says, all, world.t.truth(false));
  }

  private static Assertion assertion(String name, IntentRule rule, Term term) {
    return new Assertion(name, rule.name(), term);
  }
}
