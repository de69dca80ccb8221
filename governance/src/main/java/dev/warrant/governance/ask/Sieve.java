package dev.warrant.governance.ask;

import dev.warrant.reasoning.deduce.lang.Checked;
import dev.warrant.reasoning.deduce.lang.Comparison;
import dev.warrant.reasoning.deduce.lang.Condition;
import dev.warrant.reasoning.deduce.lang.Rule;
import dev.warrant.reasoning.deduce.lang.Term;
import dev.warrant.reasoning.deduce.lang.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/// Rows that no condition of a program can match, as far as constants tell: `deliberation(…, W, _),
/// W > 0` needs no row in which W is 0. They are left out before their names are made, which is
/// most of the work of a day's rows. Answers, proofs and errors are the same without them.
///
/// A row stays if one condition may match it. What a condition asks of a row is its constants, and
/// tests against constants behind it: only tests, and only of this one atom, up to the first
/// condition that might fail with an error, since a row that is not there fails nothing.
final class Sieve {
  /// @param column columns of time last
  private record Test(int column, Comparison op, Value value) {
    /// Whether a row with this value may pass.
    boolean may(Object given) {
      return given instanceof Number n && value instanceof Value.Num k
          ? op.ofSign(Long.compare(n.longValue(), k.value()))
          : op.holds(RunFacts.value(given), value);
    }

    /// To ask for the order of words is an error, which no row is spared.
    boolean fails(Object given) {
      return op.ordered() && !(given instanceof Number);
    }
  }

  /// By predicate, what each condition asks; without an entry every row may be asked for.
  private final TreeMap<String, List<List<Test>>> asked = new TreeMap<>();

  private Sieve() {}

  static Sieve of(Checked program) {
    Sieve out = new Sieve();
    TreeSet<String> all = new TreeSet<>();
    for (Rule rule : program.rules()) {
      for (int i = 0; i < rule.body().size(); i++) {
        out.add(rule.body(), i, all);
      }
    }
    all.forEach(out.asked::remove);
    return out;
  }

  private void add(List<Condition> body, int at, TreeSet<String> all) {
    switch (body.get(at)) {
      case Condition.Match m -> {
        List<Test> tests = constants(m.args());
        behind(body, at, m, tests);
        add(m.predicate(), tests, all);
      }
      case Condition.Never n -> add(n.predicate(), constants(n.args()), all);
      case Condition.Cover c -> add(c.predicate(), constants(c.args()), all);
      case Condition.Test _, Condition.Built _ -> {}
    }
  }

  private void add(String predicate, List<Test> tests, TreeSet<String> all) {
    if (tests.isEmpty()) {
      all.add(predicate);
    }
    asked.computeIfAbsent(predicate, _ -> new ArrayList<>()).add(tests);
  }

  private static List<Test> constants(List<Term> args) {
    List<Test> out = new ArrayList<>();
    for (int i = 0; i < args.size(); i++) {
      if (args.get(i) instanceof Term.Const k) {
        out.add(new Test(i, Comparison.EQ, k.value()));
      }
    }
    return out;
  }

  private static void behind(List<Condition> body, int at, Condition.Match atom, List<Test> tests) {
    for (int i = 0; i < body.size(); i++) {
      boolean mine =
          i > at
              && body.get(i) instanceof Condition.Test t
              && t.right() instanceof Term.Const k
              && (!t.op().ordered() || k.value() instanceof Value.Num)
              && test(atom, t, k.value(), tests);
      if (!mine && body.get(i).canFail()) {
        return;
      }
    }
  }

  private static boolean test(
      Condition.Match atom, Condition.Test t, Value value, List<Test> tests) {
    int column = column(atom, t.left());
    if (column >= 0) {
      tests.add(new Test(column, t.op(), value));
    }
    return column >= 0;
  }

  private static int column(Condition.Match atom, Term term) {
    for (int i = 0; i < atom.args().size(); i++) {
      if (term instanceof Term.Var v
          && atom.args().get(i) instanceof Term.Var a
          && !a.wild()
          && a.name().equals(v.name())) {
        return i;
      }
    }
    return -1;
  }

  /// Whether a row may be asked for.
  ///
  /// @param values as [RunFacts] has them
  /// @param from its time, if it has one; so `to`
  boolean may(String predicate, Object[] values, long from, long to) {
    List<List<Test>> conditions = asked.get(predicate);
    if (conditions == null) {
      return true;
    }
    for (List<Test> tests : conditions) {
      if (may(tests, values, from, to)) {
        return true;
      }
    }
    return false;
  }

  private static boolean may(List<Test> tests, Object[] values, long from, long to) {
    for (Test test : tests) {
      int time = test.column - values.length;
      Object given = time < 0 ? values[test.column] : (Object) (time == 0 ? from : to);
      if (test.fails(given)) {
        return true;
      }
      if (!test.may(given)) {
        return false;
      }
    }
    return true;
  }
}
