package dev.warrant.reasoning.smt;

import java.util.List;

/// A whole-number expression over unknown whole numbers, read by exact arithmetic and by the solver
/// alike.
public sealed interface Form {
  /// A known number.
  record Known(long value) implements Form {}

  /// Unknown number `index`, from 0.
  record Unknown(int index) implements Form {}

  record Sum(List<Form> of) implements Form {
    public Sum {
      of = List.copyOf(of);
    }
  }

  record Scaled(long factor, Form of) implements Form {}

  record Greatest(Form left, Form right) implements Form {}

  record Least(Form left, Form right) implements Form {}

  /// The quotient rounded up; the divisor is positive.
  record RoundedUp(Form over, long under) implements Form {
    public RoundedUp {
      if (under <= 0) {
        throw new IllegalArgumentException("divisor must be positive, found " + under);
      }
    }
  }

  /// The value when the unknowns are `unknowns`.
  ///
  /// @throws ArithmeticException if it or an intermediate does not fit 64 bits
  default long at(long... unknowns) {
    return switch (this) {
      case Known(long value) -> value;
      case Unknown(int index) -> unknowns[index];
      case Sum(List<Form> of) -> {
        long sum = 0;
        for (Form f : of) {
          sum = Math.addExact(sum, f.at(unknowns));
        }
        yield sum;
      }
      case Scaled(long factor, Form of) -> Math.multiplyExact(factor, of.at(unknowns));
      case Greatest(Form l, Form r) -> Math.max(l.at(unknowns), r.at(unknowns));
      case Least(Form l, Form r) -> Math.min(l.at(unknowns), r.at(unknowns));
      case RoundedUp(Form over, long under) -> Math.ceilDiv(over.at(unknowns), under);
    };
  }

  /// Sum of `forms`.
  static Form sum(Form... forms) {
    return new Sum(List.of(forms));
  }
}
