package dev.warrant.reasoning.deduce.lang;

import dev.warrant.rules.text.Nearest;
import dev.warrant.rules.text.Place;
import dev.warrant.rules.text.RuleError;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;

/// A source in plain form that has passed every check.
public final class Checked {
  private final LinkedHashMap<String, Signature> signatures;
  private final List<Rule> rules;
  private final List<Signature> predicates;
  private final List<Fact> facts = new ArrayList<>();
  private final List<List<String>> strata;
  private final List<String> goals;

  private Checked(Source source) {
    signatures = Signatures.of(source);
    List<Rule> plain = new ArrayList<>();
    for (Clause c : source.clauses()) {
      if (!groundFact(c)) {
        plain.addAll(Plain.rules(signatures, c, plain.size()));
      }
    }
    for (Clause c : source.goals()) {
      plain.addAll(Plain.rules(signatures, c, plain.size()));
    }
    rules = List.copyOf(plain);
    predicates = List.copyOf(signatures.values());
    goals = source.goals().stream().map(g -> g.head().predicate()).toList();
    rules.forEach(r -> Safety.check(r, signatures));
    new KindCheck(signatures, rules, facts).run();
    strata = Strata.of(List.copyOf(signatures.keySet()), rules);
  }

  private Checked(LinkedHashMap<String, Signature> signatures, List<Rule> rules, List<Fact> facts) {
    this.signatures = signatures;
    this.rules = List.copyOf(rules);
    this.facts.addAll(facts);
    predicates = List.copyOf(signatures.values());
    goals = List.of();
    this.rules.forEach(r -> Safety.check(r, signatures));
    strata = Strata.of(List.copyOf(signatures.keySet()), this.rules);
  }

  /// Rules in plain form, made of a program that has passed every check: kinds are not looked at
  /// again.
  ///
  /// @throws dev.warrant.rules.text.RuleException if they are not safe or not stratified
  static Checked plain(
      LinkedHashMap<String, Signature> signatures, List<Rule> rules, List<Fact> facts) {
    return new Checked(signatures, rules, facts);
  }

  /// Checks `source`.
  ///
  /// @throws dev.warrant.rules.text.RuleException naming the first thing that is wrong
  public static Checked of(Source source) {
    return new Checked(source);
  }

  private boolean groundFact(Clause c) {
    if (!c.fact()) {
      return false;
    }
    Rule plain = Plain.rules(signatures, c, 0).getFirst();
    List<Value> values = new ArrayList<>();
    for (Term t : plain.args()) {
      if (!(t instanceof Term.Const k)) {
        return false;
      }
      values.add(k.value());
    }
    Signature s = signature(c.head().predicate());
    if (!s.admits(values)) {
      throw refused(s, new Fact(s.predicate(), values, s.times()), c.at());
    }
    facts.add(new Fact(s.predicate(), values, s.times()));
    return true;
  }

  /// The error about a fact that its declaration does not admit.
  public static dev.warrant.rules.text.RuleException refused(Signature s, Fact fact, Place at) {
    return new RuleError("deduce-type", at, fact.toString(), s.expects(), "").thrown();
  }

  /// The predicate of that name.
  ///
  /// @throws dev.warrant.rules.text.RuleException if there is none
  public Signature signature(String predicate) {
    Signature s = signatures.get(predicate);
    if (s == null) {
      throw new RuleError(
              "deduce-unknown-predicate",
              Place.of("facts"),
              "the predicate " + predicate,
              "one of the program",
              Nearest.advice(predicate, signatures.keySet()))
          .thrown();
    }
    return s;
  }

  /// All predicates in the order in which they first appear, row predicates last.
  public List<Signature> signatures() {
    return predicates;
  }

  /// All rules; each at its index.
  public List<Rule> rules() {
    return rules;
  }

  /// The facts of the text.
  public List<Fact> facts() {
    return Collections.unmodifiableList(facts);
  }

  /// Groups of predicates that need each other, those needed first.
  public List<List<String>> strata() {
    return strata;
  }

  /// The predicates of the questions.
  public List<String> goals() {
    return goals;
  }
}
