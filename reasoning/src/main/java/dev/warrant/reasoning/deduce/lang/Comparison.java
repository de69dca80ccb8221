package dev.warrant.reasoning.deduce.lang;

/// How two terms are compared. Equality is of any values; order is of numbers only.
public enum Comparison {
  /// Equal.
  EQ("="),
  /// Not equal.
  NE("!="),
  /// Less.
  LT("<"),
  /// Less or equal.
  LE("<="),
  /// Greater.
  GT(">"),
  /// Greater or equal.
  GE(">=");

  private final String sign;

  Comparison(String sign) {
    this.sign = sign;
  }

  /// As written.
  public String sign() {
    return sign;
  }

  /// Whether it asks for an order.
  public boolean ordered() {
    return this != EQ && this != NE;
  }

  /// Whether it holds of two values.
  ///
  /// @throws ValueException if order is asked of something that is no number
  public boolean holds(Value a, Value b) {
    if (this == EQ) {
      return a.equals(b);
    }
    if (this == NE) {
      return !a.equals(b);
    }
    return ofSign(
        a instanceof Value.Num x && b instanceof Value.Num y
            ? Long.compare(x.value(), y.value())
            : Value.decimal(a).compareTo(Value.decimal(b)));
  }

  /// Whether it holds where comparing gave `sign`.
  public boolean ofSign(int sign) {
    return switch (this) {
      case EQ -> sign == 0;
      case NE -> sign != 0;
      case LT -> sign < 0;
      case LE -> sign <= 0;
      case GT -> sign > 0;
      case GE -> sign >= 0;
    };
  }
}
