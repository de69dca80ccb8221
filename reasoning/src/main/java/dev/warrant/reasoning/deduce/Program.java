package dev.warrant.reasoning.deduce;

import dev.warrant.reasoning.deduce.lang.Checked;
import dev.warrant.reasoning.deduce.lang.Condition;
import dev.warrant.reasoning.deduce.lang.Fact;
import dev.warrant.reasoning.deduce.lang.Parser;
import dev.warrant.reasoning.deduce.lang.Rule;
import dev.warrant.reasoning.deduce.lang.Signature;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A checked and planned program. It never changes, so any number of threads may run it, each with
/// databases of its own.
public final class Program {
  private final Checked checked;
  private final PlanNames names;
  private final List<Stratum> strata = new ArrayList<>();
  private final @Nullable Signature[] guarded;
  private final List<long[]> factRows = new ArrayList<>();

  private Program(Checked checked) {
    this.checked = checked;
    names = new PlanNames(checked);
    guarded = new @Nullable Signature[names.predicates()];
    for (int i = 0; i < guarded.length; i++) {
      Signature s = names.signature(i);
      boolean open = s.times() == 0 && (s.decl() == null || s.decl().bounds().isEmpty());
      guarded[i] = open ? null : s;
    }
    checked.strata().forEach(this::stratum);
    for (Fact fact : checked.facts()) {
      factRows.add(fact.values().stream().mapToLong(v -> names.constants().code(v)).toArray());
    }
  }

  /// Parses, checks and plans `text`.
  ///
  /// @param file what errors call it
  /// @throws dev.warrant.rules.text.RuleException naming the first place that is wrong
  public static Program parse(String file, String text) {
    return of(Checked.of(Parser.parse(file, text)));
  }

  /// Plans a checked source.
  public static Program of(Checked checked) {
    return new Program(checked);
  }

  private void stratum(List<String> predicates) {
    TreeSet<String> circle = new TreeSet<>(predicates);
    List<Step> once = new ArrayList<>();
    List<Step> rounds = new ArrayList<>();
    for (Rule rule : checked.rules()) {
      if (!circle.contains(rule.head())) {
        continue;
      }
      boolean grows = false;
      for (int i = 0; i < rule.body().size(); i++) {
        if (rule.body().get(i) instanceof Condition.Match m && circle.contains(m.predicate())) {
          grows = true;
          rounds.add(Planner.plan(rule, names, i, circle));
        }
      }
      if (!grows) {
        once.add(
            rule.grouping() == null
                ? Planner.plan(rule, names, -1, circle)
                : new GroupStep(rule, names));
      }
    }
    if (!once.isEmpty() || !rounds.isEmpty()) {
      strata.add(new Stratum(predicates.stream().map(names::number).toList(), once, rounds));
    }
  }

  /// A database with the facts of the text and no others.
  public Database database() {
    return new Database(this);
  }

  /// Runs on the facts of the text alone, with plenty of fuel.
  ///
  /// @throws dev.warrant.rules.text.RuleException if the fuel is gone or a function has no value
  public Model run() {
    return database().run(Fuel.PLENTY);
  }

  /// What was read.
  public Checked checked() {
    return checked;
  }

  /// The predicates of the questions in the text, in order.
  public List<String> goals() {
    return checked.goals();
  }

  PlanNames names() {
    return names;
  }

  List<Stratum> strata() {
    return strata;
  }

  @Nullable Signature[] guarded() {
    return guarded;
  }

  int premisesMost() {
    return names.premisesMost();
  }

  void load(Relation[] relations) {
    List<Fact> facts = checked.facts();
    for (int i = 0; i < facts.size(); i++) {
      relations[names.number(facts.get(i).predicate())].add(factRows.get(i));
    }
  }
}
