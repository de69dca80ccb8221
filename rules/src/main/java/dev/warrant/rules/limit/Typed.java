package dev.warrant.rules.limit;

/// An expression with what one of its whole numbers counts.
record Typed(Expr expr, Unit unit, Kind kind) {
  /// What a unit conversion may do with it.
  enum Kind {
    /// Reads a measure: its unit and scale are given.
    MEASURED,
    /// Made of parameters: its base units are given, its scale is free.
    CONSTANT,
    /// Made of bare numbers: a plain number or a count of pieces, on any scale.
    LITERAL,
    /// The literal 0, which has every unit.
    ZERO;

    boolean constant() {
      return this != MEASURED;
    }

    /// The kind of something made of both.
    Kind with(Kind o) {
      if (this == MEASURED || o == MEASURED) {
        return MEASURED;
      }
      return this == CONSTANT || o == CONSTANT ? CONSTANT : LITERAL;
    }
  }

  /// Both sides on one scale.
  record Pair(Expr left, Expr right, Unit unit, Kind kind) {}
}
