package dev.warrant.reasoning.deduce;

import dev.warrant.reasoning.deduce.lang.Builtins;
import dev.warrant.reasoning.deduce.lang.Checked;
import dev.warrant.reasoning.deduce.lang.Condition;
import dev.warrant.reasoning.deduce.lang.Condition.Built;
import dev.warrant.reasoning.deduce.lang.Condition.Cover;
import dev.warrant.reasoning.deduce.lang.Condition.Match;
import dev.warrant.reasoning.deduce.lang.Condition.Never;
import dev.warrant.reasoning.deduce.lang.Condition.Test;
import dev.warrant.reasoning.deduce.lang.Covering;
import dev.warrant.reasoning.deduce.lang.Fact;
import dev.warrant.reasoning.deduce.lang.FactSource;
import dev.warrant.reasoning.deduce.lang.FactsByValue;
import dev.warrant.reasoning.deduce.lang.Rule;
import dev.warrant.reasoning.deduce.lang.Solver;
import dev.warrant.reasoning.deduce.lang.Term;
import dev.warrant.reasoning.deduce.lang.Valuation;
import dev.warrant.reasoning.deduce.lang.Value;
import dev.warrant.reasoning.deduce.lang.ValueException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Checks every step of a proof graph against the program: that given facts were given, that each
/// rule gives its conclusion from its premises under the stated values, that what is said to be
/// absent is absent, that groups are whole and windows covered. It uses nothing of the engine: no
/// plan, no index, no row; only the rules in plain form and the meaning of functions.
///
/// Absence and wholeness are checked against `all`, the facts that are claimed to be all there are.
public final class ProofChecker {
  private final Checked program;
  private final FactSource all;
  private final Predicate<Fact> given;
  private final FactsByValue index;

  /// @param all every fact of the model
  /// @param given whether a fact was given
  public ProofChecker(Checked program, FactSource all, Predicate<Fact> given) {
    this.program = program;
    this.all = all;
    this.given = given;
    index = new FactsByValue(all);
  }

  /// What is wrong with the graph, one line a step; empty if every step holds.
  public List<String> faults(ProofGraph graph) {
    List<String> out = new ArrayList<>();
    for (int i = 0; i < graph.nodes().size(); i++) {
      ProofNode n = graph.nodes().get(i);
      String fault = n.id() == i ? fault(graph, n) : "has the wrong number";
      if (fault != null) {
        out.add("step " + i + ", " + n.says() + ": " + fault);
      }
    }
    for (int root : graph.roots()) {
      if (root < 0 || root >= graph.nodes().size()) {
        out.add("root " + root + ": there is no such step");
      }
    }
    return out;
  }

  private @Nullable String fault(ProofGraph graph, ProofNode n) {
    for (int p : n.premises()) {
      if (p < 0 || p >= n.id()) {
        return "premise " + p + " does not come before";
      }
    }
    Rule rule = n.rule();
    if (rule != null
        && (rule.index() >= program.rules().size()
            || !program.rules().get(rule.index()).equals(rule))) {
      return "its rule is not of the program";
    }
    try {
      return switch (n.kind()) {
        case GIVEN ->
            n.fact() != null && n.premises().isEmpty() && given.test(n.fact())
                ? null
                : "was not given";
        case RULE, ROW -> rule == null || n.fact() == null ? "has no rule" : step(graph, n, rule);
        case GROUP -> rule == null || n.fact() == null ? "has no rule" : group(graph, n, rule);
        case ABSENT, WINDOW -> n.fact() == null ? null : "proves no fact"; // checked where used
      };
    } catch (ValueException e) {
      return e.getMessage();
    }
  }

  private @Nullable String step(ProofGraph graph, ProofNode n, Rule rule) {
    SortedMap<String, Value> values = n.bindings();
    if (rule.grouping() != null) {
      return "its rule is a grouping";
    }
    if (!Value.number(all.now()).equals(values.get(Term.NOW))) {
      return "it is of another instant";
    }
    Iterator<Integer> premises = n.premises().iterator();
    for (Condition c : rule.body()) {
      boolean takes = c instanceof Match || c instanceof Never || c instanceof Cover;
      ProofNode premise = null;
      if (takes) {
        if (!premises.hasNext()) {
          return "lacks a premise for the condition at " + c.at();
        }
        premise = graph.nodes().get(premises.next());
      }
      if (!holds(graph, c, values, premise)) {
        return "the condition at " + c.at() + " does not hold";
      }
    }
    if (premises.hasNext()) {
      return "has a premise too many";
    }
    return concludes(n, rule, values);
  }

  private static @Nullable String concludes(
      ProofNode n, Rule rule, SortedMap<String, Value> values) {
    Fact fact = Objects.requireNonNull(n.fact());
    boolean right =
        fact.predicate().equals(rule.head())
            && fact.values().equals(Valuation.all(rule.args(), values));
    return right ? null : "its rule concludes something else";
  }

  private boolean holds(
      ProofGraph graph,
      Condition condition,
      SortedMap<String, Value> values,
      @Nullable ProofNode premise) {
    return switch (condition) {
      case Match m ->
          premise != null
              && premise.fact() != null
              && premise.fact().predicate().equals(m.predicate())
              && same(m.args(), premise.fact().values(), values);
      case Test t -> Solver.holds(t, values);
      case Built b -> built(b, values) != b.negated();
      case Never n ->
          premise != null
              && premise.kind() == ProofNode.Kind.ABSENT
              && premise.premises().isEmpty()
              && known(n.args(), values)
              && Solver.never(n, values, all, index);
      case Cover w ->
          premise != null
              && premise.kind() == ProofNode.Kind.WINDOW
              && window(graph, w, values, premise);
    };
  }

  /// Whether every variable that is not the negated atom's own has a value.
  private static boolean known(List<Term> args, SortedMap<String, Value> values) {
    return args.stream()
        .allMatch(t ->
            t instanceof Term.Var v && (v.wild() || Condition.own(v))
                || Valuation.of(t, values) != null);
  }

  private static boolean same(List<Term> args, List<Value> row, SortedMap<String, Value> values) {
    if (args.size() != row.size()) {
      return false;
    }
    for (int i = 0; i < row.size(); i++) {
      boolean any = args.get(i) instanceof Term.Var v && v.wild();
      if (!any && !row.get(i).equals(Valuation.of(args.get(i), values))) {
        return false;
      }
    }
    return true;
  }

  private static boolean built(Built b, SortedMap<String, Value> values) {
    Builtins.Shape shape = Builtins.shape(b.name());
    List<Term> in = shape.inputs().stream().map(b.args()::get).toList();
    List<Term> out = shape.outputs().stream().map(b.args()::get).toList();
    List<Value> inputs = Valuation.all(in, values);
    return inputs != null
        && Builtins.outputs(b.name(), inputs).stream().anyMatch(row -> same(out, row, values));
  }

  private boolean window(
      ProofGraph graph, Cover w, SortedMap<String, Value> values, ProofNode premise) {
    if (w.negated()) {
      return premise.premises().isEmpty() && Covering.holds(w, values, all);
    }
    TreeSet<Fact> parts = new TreeSet<>();
    for (int p : premise.premises()) {
      Fact fact = graph.nodes().get(p).fact();
      if (fact == null || !fact.predicate().equals(w.predicate()) || !parts.add(fact)) {
        return false;
      }
    }
    List<Fact> counted = Covering.matching(w, values, List.copyOf(parts));
    return counted.size() == parts.size() && Covering.covers(w, values, counted);
  }

  private @Nullable String group(ProofGraph graph, ProofNode n, Rule rule) {
    Rule.Grouping g = rule.grouping();
    if (g == null || n.premises().isEmpty()) {
      return "is no group";
    }
    TreeSet<Fact> rows = new TreeSet<>();
    for (int p : n.premises()) {
      Fact row = graph.nodes().get(p).fact();
      if (row == null || !row.predicate().equals(g.rows()) || !rows.add(row)) {
        return "premise " + p + " is no row of it, or there twice";
      }
    }
    TreeMap<String, Value> key = new TreeMap<>();
    for (int k : g.keys()) {
      key.put(g.columns().get(k), rows.getFirst().values().get(k));
    }
    if (!whole(g, key).equals(rows)) {
      return "its rows are not all rows of the group";
    }
    List<List<Value>> values = rows.stream().map(Fact::values).toList();
    return concludes(n, rule, GroupValues.of(g, values, all.now()));
  }

  /// All rows of a group, found anew.
  private TreeSet<Fact> whole(Rule.Grouping g, SortedMap<String, Value> key) {
    Rule body =
        program.rules().stream().filter(r -> r.head().equals(g.rows())).findFirst().orElseThrow();
    TreeSet<Fact> out = new TreeSet<>();
    Solver solver =
        new Solver(
            (m, known) -> index.candidates(m.predicate(), m.args(), known),
            all,
            index,
            values -> {
              List<Value> row = Objects.requireNonNull(Valuation.all(body.args(), values));
              out.add(new Fact(g.rows(), row, 0));
              return true;
            });
    solver.solve(body.body(), key);
    return out;
  }
}
