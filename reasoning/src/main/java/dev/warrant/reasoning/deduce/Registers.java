package dev.warrant.reasoning.deduce;

import dev.warrant.reasoning.deduce.lang.Rule;
import dev.warrant.reasoning.deduce.lang.Term;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/// Gives variables and constants of one plan their registers.
final class Registers {
  private final Rule rule;
  private final Interner constants;
  private final TreeMap<String, Integer> numbers = new TreeMap<>();
  private long[] initial = new long[8];
  private int count;
  private boolean usesNow;

  Registers(Rule rule, Interner constants) {
    this.rule = rule;
    this.constants = constants;
    numbers.put(Term.NOW, fresh());
  }

  int fresh() {
    if (count == initial.length) {
      initial = Arrays.copyOf(initial, 2 * count);
    }
    return count++;
  }

  /// Whether the variable has a value already.
  boolean bound(String variable) {
    return numbers.containsKey(variable);
  }

  /// A register for a variable that gets its value now.
  int bind(String variable) {
    int r = fresh();
    numbers.put(variable, r);
    return r;
  }

  /// Forgets a variable that only an inner condition knows.
  void release(String variable) {
    numbers.remove(variable);
  }

  /// Whether all variables of `term` have values.
  boolean known(Term term) {
    return switch (term) {
      case Term.Const c -> true;
      case Term.Var v -> !v.wild() && bound(v.name());
      case Term.Call c -> c.args().stream().allMatch(this::known);
    };
  }

  /// The register of a variable or constant.
  int of(Term term) {
    return switch (term) {
      case Term.Var v -> {
        usesNow |= v.name().equals(Term.NOW);
        Integer r = numbers.get(v.name());
        if (r == null) {
          throw new IllegalStateException("no value for " + v + " at " + v.at());
        }
        yield r;
      }
      case Term.Const c -> {
        int r = fresh();
        initial[r] = constants.code(c.value());
        yield r;
      }
      case Term.Call c -> throw new IllegalStateException("a call in place of a register: " + c);
    };
  }

  /// `term` as something to compute.
  Expr expr(Term term) {
    if (term instanceof Term.Call c) {
      List<Expr> args = new ArrayList<>();
      c.args().forEach(a -> args.add(expr(a)));
      return Expr.Call.of(rule, c.function(), args, c.at());
    }
    return new Expr.Register(of(term));
  }

  boolean usesNow() {
    return usesNow;
  }

  /// What the registers hold at the start.
  long[] initial() {
    return Arrays.copyOf(initial, count);
  }
}
