package dev.warrant.reasoning.strategy;

import alice.tuprolog.Number;
import alice.tuprolog.Struct;
import alice.tuprolog.Term;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Exact 64-bit integer arithmetic over Prolog terms. The engine's own `is` wraps silently, turns
/// integers into doubles and lets a division by zero merely fail; none of that can happen here.
final class Arithmetic {
  /// Name and arity of what an expression may be built from.
  static final Set<String> FUNCTIONS =
      new TreeSet<>(List.of("+/2", "-/2", "-/1", "*/2", "///2", "min/2", "max/2", "abs/1"));

  /// Name and arity of the comparisons.
  static final Set<String> COMPARISONS =
      new TreeSet<>(List.of(">=/2", "=</2", ">/2", "</2", "=:=/2", "=\\=/2"));

  private Arithmetic() {}

  /// The value of `term`.
  ///
  /// @throws ArithmeticException if it is not bound, no integer, overflows, or divides by zero
  static long value(Term term) {
    Term t = term.getTerm();
    if (t instanceof Number n && n.isInteger()) {
      return n.longValue();
    }
    if (!(t instanceof Struct s) || !FUNCTIONS.contains(s.getName() + "/" + s.getArity())) {
      throw new ArithmeticException("no integer value: " + TermText.of(t));
    }
    long a = value(s.getArg(0));
    if (s.getArity() == 1) {
      return s.getName().equals("abs") ? Math.absExact(a) : Math.negateExact(a);
    }
    long b = value(s.getArg(1));
    return switch (s.getName()) {
      case "+" -> Math.addExact(a, b);
      case "-" -> Math.subtractExact(a, b);
      case "*" -> Math.multiplyExact(a, b);
      case "min" -> Math.min(a, b);
      case "max" -> Math.max(a, b);
      default -> Math.divideExact(a, b);
    };
  }

  /// Whether the comparison holds.
  ///
  /// @throws ArithmeticException as [#value]
  static boolean holds(Struct comparison) {
    long a = value(comparison.getArg(0));
    long b = value(comparison.getArg(1));
    return switch (comparison.getName()) {
      case ">=" -> a >= b;
      case "=<" -> a <= b;
      case ">" -> a > b;
      case "<" -> a < b;
      case "=:=" -> a == b;
      default -> a != b;
    };
  }

  /// How far `value` is from satisfying the comparison named `operator` against `limit`.
  static long distance(String operator, long value, long limit) {
    long gap = value >= limit ? saturatedGap(value, limit) : saturatedGap(limit, value);
    boolean strict = operator.equals(">") || operator.equals("<") || operator.equals("=\\=");
    return strict && gap < Long.MAX_VALUE ? gap + 1 : gap;
  }

  private static long saturatedGap(long high, long low) {
    long gap = high - low;
    return gap < 0 ? Long.MAX_VALUE : gap;
  }
}
