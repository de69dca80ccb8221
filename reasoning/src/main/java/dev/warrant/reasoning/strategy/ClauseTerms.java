package dev.warrant.reasoning.strategy;

import alice.tuprolog.Number;
import alice.tuprolog.Struct;
import alice.tuprolog.Term;
import alice.tuprolog.Var;
import dev.warrant.reasoning.prove.Obligation;
import dev.warrant.reasoning.prove.Obligation.Assertion;
import dev.warrant.reasoning.prove.Term.Sort;
import dev.warrant.reasoning.prove.Terms;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/// The comparisons of a clause, and the facts its variables come from, as linear constraints over
/// whole numbers. Goals that are more than that are left out, which makes more possible, never
/// less. Of each fact a cut holds one for an instrument and a name.
final class ClauseTerms {
  private final Terms t = new Terms();
  private final Map<String, Assertion> ranges = new TreeMap<>();
  private final List<Assertion> parts = new ArrayList<>();
  private int made;

  private static final class Beyond extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /// @param goals of a clause, each wrapped in what it is
  ClauseTerms(List<Struct> goals) {
    for (Struct goal : goals) {
      Struct inner = goal.getArg(0).getTerm() instanceof Struct s ? s : goal;
      switch (goal.getName()) {
        case "fact" -> fact(inner);
        case "test" -> add(goal, () -> compared(inner));
        case "let" -> add(goal, () -> t.eq(value(goal.getArg(0)), value(goal.getArg(1))));
        default -> {}
      }
    }
  }

  private void add(Struct goal, Supplier<dev.warrant.reasoning.prove.Term> of) {
    try {
      dev.warrant.reasoning.prove.Term holds = of.get();
      String says =
          goal.getName().equals("let")
              ? TermText.of(goal.getArg(0)) + " is " + TermText.of(goal.getArg(1))
              : named(goal.getArg(0));
      parts.add(new Assertion("part." + parts.size(), says, holds));
    } catch (Beyond e) {
      // More than linear: left out.
    }
  }

  /// A goal with its variables as written.
  static String named(Term term) {
    Term of = term.getTerm();
    if (of instanceof Var v) {
      return v.isAnonymous() ? "_" : v.getOriginalName();
    }
    if (of instanceof Struct s && s.getArity() == 2 && !Character.isLetter(s.getName().charAt(0))) {
      return named(s.getArg(0)) + " " + s.getName() + " " + named(s.getArg(1));
    }
    if (of instanceof Struct s && s.getArity() > 0) {
      List<String> args = new ArrayList<>();
      for (int i = 0; i < s.getArity(); i++) {
        args.add(named(s.getArg(i)));
      }
      return s.getName() + "(" + String.join(", ", args) + ")";
    }
    return TermText.of(of);
  }

  private void fact(Struct fact) {
    String indicator = fact.getName() + "/" + fact.getArity();
    List<Columns> columns = Columns.of(indicator);
    StringBuilder key = new StringBuilder(fact.getName());
    boolean single = Columns.single(indicator);
    for (int i = 0; i < columns.size(); i++) {
      Columns.Kind kind = columns.get(i).kind();
      Term arg = fact.getArg(i).getTerm();
      if (kind == Columns.Kind.INSTRUMENT || kind == Columns.Kind.NAME) {
        boolean open = arg instanceof Var v && (v.isAnonymous() || kind == Columns.Kind.NAME);
        single &= !open;
        key.append('.').append(arg instanceof Var v ? v.getOriginalName() : TermText.of(arg));
      }
    }
    String prefix = single ? key.toString() : key + "." + ++made;
    for (int i = 0; i < columns.size(); i++) {
      column(fact, i, columns.get(i), prefix + "." + i);
    }
  }

  private void column(Struct fact, int i, Columns column, String unknown) {
    Term arg = fact.getArg(i).getTerm();
    boolean atom = column.kind() == Columns.Kind.ATOM;
    if (!atom && column.kind() != Columns.Kind.NUMBER
        || arg instanceof Var v && (v.isAnonymous() || atom)) {
      return;
    }
    dev.warrant.reasoning.prove.Term value = t.var(unknown, Sort.INT);
    range(unknown, value, column.low(), column.high());
    long ordinal = atom && arg instanceof Struct s ? column.atoms().indexOf(s.getName()) : 0;
    dev.warrant.reasoning.prove.Term is = atom ? t.num(ordinal) : value(arg);
    parts.add(new Assertion("part." + parts.size(), named(fact), t.eq(value, is)));
  }

  private void range(String unknown, dev.warrant.reasoning.prove.Term value, long low, long high) {
    dev.warrant.reasoning.prove.Term inside =
        t.and(t.le(t.num(low), value), t.le(value, t.num(high)));
    ranges.put(unknown, new Assertion("range." + unknown, "", inside));
  }

  private dev.warrant.reasoning.prove.Term compared(Struct test) {
    dev.warrant.reasoning.prove.Term a = value(test.getArg(0));
    dev.warrant.reasoning.prove.Term b = value(test.getArg(1));
    return switch (test.getName()) {
      case ">=" -> t.ge(a, b);
      case "=<" -> t.le(a, b);
      case ">" -> t.gt(a, b);
      case "<" -> t.lt(a, b);
      case "=:=" -> t.eq(a, b);
      default -> t.not(t.eq(a, b));
    };
  }

  private dev.warrant.reasoning.prove.Term value(Term term) {
    Term of = term.getTerm();
    if (of instanceof Var v) {
      return t.var(v.isAnonymous() ? "any." + ++made : v.getOriginalName(), Sort.INT);
    }
    if (of instanceof Number n && n.isInteger()) {
      return t.num(n.longValue());
    }
    if (!(of instanceof Struct s) || s.getArity() == 0 || s.getArity() > 2) {
      throw new Beyond();
    }
    dev.warrant.reasoning.prove.Term a = value(s.getArg(0));
    if (s.getArity() == 1) {
      return s.getName().equals("abs") ? t.abs(a) : t.neg(a);
    }
    dev.warrant.reasoning.prove.Term b = value(s.getArg(1));
    return switch (s.getName()) {
      case "+" -> t.add(a, b);
      case "-" -> t.sub(a, b);
      case "min" -> t.min(a, b);
      case "max" -> t.max(a, b);
      case "*" -> {
        if (!a.constant() && !b.constant()) {
          throw new Beyond();
        }
        yield t.mul(a, b);
      }
      default -> throw new Beyond();
    };
  }

  /// What the goals ask, one by one.
  List<Assertion> parts() {
    return List.copyOf(parts);
  }

  /// Whether `some` can hold together.
  Obligation together(List<Assertion> some) {
    List<Assertion> all = new ArrayList<>(ranges.values());
    all.addAll(some);
    String says = "There are no facts of a cut under which these goals hold.";
    return new Obligation("theory.clause", says, all, t.truth(false));
  }
}
