package dev.warrant.reasoning.prove;

import dev.warrant.reasoning.smt.Scripts;
import dev.warrant.rules.limit.Rational;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Values for the unknowns of formulas, under which formulas are read exactly: no solver need be
/// asked or believed. An unknown without a value is 0, or false.
///
/// A formula that divides by zero here is taken to be false.
public final class Example {
  private final Map<String, Rational> numbers;
  private final Map<String, Boolean> truths;

  private Example(Map<String, Rational> numbers, Map<String, Boolean> truths) {
    this.numbers = new TreeMap<>(numbers);
    this.truths = new TreeMap<>(truths);
  }

  /// The values in a `sat` answer.
  public static Example of(Scripts.Answer answer) {
    return new Example(answer.numbers(), answer.truths());
  }

  /// One line of Latin text that [#parse] reads.
  public String line() {
    List<String> out = new ArrayList<>();
    numbers.forEach((name, v) ->
        out.add(name + "=" + v.numerator() + (v.whole() ? "" : "/" + v.denominator())));
    truths.forEach((name, truth) -> out.add(name + "=" + truth));
    return String.join(" ", out);
  }

  /// Reads what [#line] wrote; empty if it is not that.
  public static Optional<Example> parse(String line) {
    Map<String, Rational> numbers = new TreeMap<>();
    Map<String, Boolean> truths = new TreeMap<>();
    for (String one : line.split(" ")) {
      int at = one.lastIndexOf('=');
      String value = one.substring(at + 1);
      if (at <= 0) {
        return Optional.empty();
      } else if (value.equals("true") || value.equals("false")) {
        truths.put(one.substring(0, at), value.equals("true"));
      } else if (value.matches("-?[0-9]{1,400}(/[1-9][0-9]{0,400})?")) {
        int slash = value.indexOf('/');
        BigInteger under = slash < 0 ? BigInteger.ONE : new BigInteger(value.substring(slash + 1));
        BigInteger over = new BigInteger(slash < 0 ? value : value.substring(0, slash));
        numbers.put(one.substring(0, at), new Rational(over, under));
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(new Example(numbers, truths));
  }

  /// Whether all of an obligation's assumptions hold here and its claim does not.
  public boolean refutes(Obligation obligation) {
    Reader reader = new Reader();
    try {
      for (Obligation.Assertion one : obligation.assumptions()) {
        if (!reader.truth(one.what())) {
          return false;
        }
      }
      return !reader.truth(obligation.claim());
    } catch (ArithmeticException e) {
      return false;
    }
  }

  /// Reads each shared part of a formula once.
  private final class Reader {
    private final BitSet known = new BitSet();
    private final BitSet holds = new BitSet();
    private final Map<Integer, Rational> values = new TreeMap<>();

    private boolean truth(Term term) {
      if (!known.get(term.id())) {
        boolean found =
            switch (term.op()) {
              case VAR -> truths.getOrDefault(term.name(), false);
              case CONST -> term.is(true);
              case DEFINED -> truth(term.arg(0));
              case NOT -> !truth(term.arg(0));
              case AND -> term.args().stream().allMatch(this::truth);
              case OR -> term.args().stream().anyMatch(this::truth);
              case IMPLIES -> !truth(term.arg(0)) || truth(term.arg(1));
              case ITE -> truth(term.arg(0)) ? truth(term.arg(1)) : truth(term.arg(2));
              case EQ ->
                  term.arg(0).sort() == Term.Sort.BOOL
                      ? truth(term.arg(0)) == truth(term.arg(1))
                      : compared(term) == 0;
              case LE -> compared(term) <= 0;
              case LT -> compared(term) < 0;
              case ADD, SUB, MUL, NEG, DIV, TO_REAL -> throw new IllegalStateException("" + term);
            };
        known.set(term.id());
        holds.set(term.id(), found);
      }
      return holds.get(term.id());
    }

    private int compared(Term term) {
      return value(term.arg(0)).compareTo(value(term.arg(1)));
    }

    private Rational value(Term term) {
      Rational before = values.get(term.id());
      if (before != null) {
        return before;
      }
      Rational found =
          switch (term.op()) {
            case VAR -> numbers.getOrDefault(term.name(), Rational.ZERO);
            case CONST -> term.value();
            case DEFINED, TO_REAL -> value(term.arg(0));
            case ADD -> value(term.arg(0)).plus(value(term.arg(1)));
            case SUB -> value(term.arg(0)).minus(value(term.arg(1)));
            case MUL -> value(term.arg(0)).times(value(term.arg(1)));
            case NEG -> value(term.arg(0)).negated();
            case DIV -> value(term.arg(0)).over(value(term.arg(1)));
            case ITE -> truth(term.arg(0)) ? value(term.arg(1)) : value(term.arg(2));
            case NOT, AND, OR, IMPLIES, EQ, LE, LT -> throw new IllegalStateException("" + term);
          };
      values.put(term.id(), found);
      return found;
    }
  }
}
