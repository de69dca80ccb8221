package dev.warrant.reasoning.deduce.lang;

import dev.warrant.reasoning.deduce.lang.Condition.Built;
import dev.warrant.reasoning.deduce.lang.Condition.Cover;
import dev.warrant.reasoning.deduce.lang.Condition.Match;
import dev.warrant.reasoning.deduce.lang.Condition.Never;
import dev.warrant.reasoning.deduce.lang.Condition.Test;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Finds the valuations of a body by trying every fact for every atom: the meaning of a rule,
/// written down as directly as it goes, without a plan.
public final class Solver {
  private final BiFunction<Match, SortedMap<String, Value>, List<Fact>> candidates;
  private final FactSource facts;
  private final FactsByValue index;
  private final Predicate<SortedMap<String, Value>> more;
  private boolean stopped;

  /// @param candidates the facts that may stand for an atom, given what is known so far
  /// @param facts what is absent is absent from here
  /// @param index over the same facts
  /// @param more told every valuation; whether to go on
  public Solver(
      BiFunction<Match, SortedMap<String, Value>, List<Fact>> candidates,
      FactSource facts,
      FactsByValue index,
      Predicate<SortedMap<String, Value>> more) {
    this.candidates = candidates;
    this.facts = facts;
    this.index = index;
    this.more = more;
  }

  /// Tells all valuations of `body` that extend `start`.
  public void solve(List<Condition> body, SortedMap<String, Value> start) {
    SortedMap<String, Value> values = new TreeMap<>(start);
    values.put(Term.NOW, Value.number(facts.now()));
    step(body, values);
  }

  private void step(List<Condition> left, SortedMap<String, Value> values) {
    if (left.isEmpty()) {
      stopped |= !more.test(values);
      return;
    }
    int pick = pick(left, values);
    List<Condition> rest = new ArrayList<>(left);
    switch (rest.remove(pick)) {
      case Match m -> {
        for (Fact fact : candidates.apply(m, values)) {
          TreeMap<String, Value> inner = new TreeMap<>(values);
          if (Valuation.match(m.args(), fact.values(), inner)) {
            step(rest, inner);
          }
          if (stopped) {
            return;
          }
        }
      }
      case Test t -> test(t, rest, values);
      case Built b -> built(b, rest, values);
      case Never n -> {
        if (never(n, values, facts, index)) {
          step(rest, values);
        }
      }
      case Cover c -> {
        if (Covering.holds(c, values, facts)) {
          step(rest, values);
        }
      }
    }
  }

  /// The first condition, as written, that can be looked at; one that can fail only if it comes
  /// first, or if no other is left.
  private static int pick(List<Condition> left, SortedMap<String, Value> values) {
    for (int i = 0; i < left.size(); i++) {
      if ((i == 0 || !left.get(i).canFail()) && ready(left.get(i), values)) {
        return i;
      }
    }
    for (int i = 0; i < left.size(); i++) {
      if (ready(left.get(i), values)) {
        return i;
      }
    }
    throw new IllegalStateException("no condition can be looked at: " + left);
  }

  private static boolean ready(Condition c, SortedMap<String, Value> values) {
    return switch (c) {
      case Match m -> true;
      case Test t ->
          free(t.left(), values) == 0 && free(t.right(), values) == 0
              || t.op() == Comparison.EQ
                  && (t.left() instanceof Term.Var && free(t.right(), values) == 0
                      || t.right() instanceof Term.Var && free(t.left(), values) == 0);
      case Built b ->
          Builtins.shape(b.name()).inputs().stream()
                  .allMatch(i -> free(b.args().get(i), values) == 0)
              && (!b.negated() || b.args().stream().allMatch(t -> free(t, values) == 0));
      case Never n -> {
        int free = n.args().stream().mapToInt(t -> free(t, values)).sum();
        free += n.tests().stream().mapToInt(t -> free(t.left(), values)).sum();
        free += n.tests().stream().mapToInt(t -> free(t.right(), values)).sum();
        yield free == 0;
      }
      case Cover w ->
          w.args().stream().allMatch(t -> free(t, values) == 0)
              && free(w.low(), values) + free(w.high(), values) + free(w.known(), values) == 0;
    };
  }

  /// How many variables of `term` have no value and need one.
  private static int free(Term term, SortedMap<String, Value> values) {
    List<Term.Var> out = new ArrayList<>();
    term.variables(v -> {
      if (!values.containsKey(v.name()) && !Condition.own(v)) {
        out.add(v);
      }
    });
    return out.size();
  }

  private void test(Test t, List<Condition> rest, SortedMap<String, Value> values) {
    Value a = valueAt(t, t.left(), values);
    Value b = valueAt(t, t.right(), values);
    if (a != null && b != null) {
      if (holds(t, a, b)) {
        step(rest, values);
      }
      return;
    }
    TreeMap<String, Value> inner = new TreeMap<>(values);
    Term.Var v = (Term.Var) (a == null ? t.left() : t.right());
    inner.put(v.name(), Objects.requireNonNull(a == null ? b : a));
    step(rest, inner);
  }

  private static @Nullable Value valueAt(Test t, Term term, SortedMap<String, Value> values) {
    try {
      return Valuation.of(term, values);
    } catch (ValueException e) {
      throw e.at(t.at());
    }
  }

  private static boolean holds(Test t, Value a, Value b) {
    try {
      return t.op().holds(a, b);
    } catch (ValueException e) {
      throw e.at(t.at());
    }
  }

  private void built(Built b, List<Condition> rest, SortedMap<String, Value> values) {
    Builtins.Shape shape = Builtins.shape(b.name());
    List<Term> in = shape.inputs().stream().map(b.args()::get).toList();
    List<Term> out = shape.outputs().stream().map(b.args()::get).toList();
    boolean any = false;
    for (List<Value> row :
        Builtins.outputs(b.name(), Objects.requireNonNull(Valuation.all(in, values)))) {
      TreeMap<String, Value> inner = new TreeMap<>(values);
      if (Valuation.match(out, row, inner)) {
        any = true;
        if (!b.negated()) {
          step(rest, inner);
        }
      }
    }
    if (b.negated() && !any) {
      step(rest, values);
    }
  }

  /// Whether no fact matches a negated atom and passes its tests.
  public static boolean never(
      Never n, SortedMap<String, Value> values, FactSource facts, FactsByValue index) {
    if (n.tests().isEmpty()) {
      List<Value> row = Valuation.all(n.args(), values);
      if (row != null) {
        int times = 0; // does not matter for being there
        return !facts.contains(new Fact(n.predicate(), row, times));
      }
    }
    for (Fact fact : index.candidates(n.predicate(), n.args(), values)) {
      TreeMap<String, Value> inner = new TreeMap<>(values);
      if (Valuation.match(n.args(), fact.values(), inner)
          && n.tests().stream().allMatch(t -> holds(t, inner))) {
        return false;
      }
    }
    return true;
  }

  /// Whether a test of which everything is known holds.
  public static boolean holds(Test t, SortedMap<String, Value> values) {
    Value a = Valuation.of(t.left(), values);
    Value b = Valuation.of(t.right(), values);
    return a != null && b != null && t.op().holds(a, b);
  }
}
