package dev.warrant.rules.limit;

import dev.warrant.knowledge.fact.MeasureId;

/// What a whole number of an expression counts: powers of the base units USDT, lot, tick,
/// microsecond and piece, times ten to the power of `scale`. Money measures count 1e-4 USDT and so
/// have `scale` -4; a ratio in parts per million has no base unit and `scale` -6.
record Unit(int money, int lots, int ticks, int micros, int pieces, int scale) {
  /// A plain number.
  static final Unit NUMBER = new Unit(0, 0, 0, 0, 0, 0);

  /// What one of a measure's integers counts.
  static Unit of(MeasureId.Unit unit) {
    return switch (unit) {
      case NUMBER -> NUMBER;
      case COUNT -> new Unit(0, 0, 0, 0, 1, 0);
      case LOTS -> new Unit(0, 1, 0, 0, 0, 0);
      case TICKS -> new Unit(0, 0, 1, 0, 0, 0);
      case CENTITICKS -> new Unit(0, 0, 1, 0, 0, -2);
      case MONEY -> new Unit(1, 0, 0, 0, 0, -4);
      case PPM -> new Unit(0, 0, 0, 0, 0, -6);
      case MICROS -> new Unit(0, 0, 0, 1, 0, 0);
    };
  }

  /// Unit of a product.
  Unit times(Unit o) {
    return new Unit(
        money + o.money,
        lots + o.lots,
        ticks + o.ticks,
        micros + o.micros,
        pieces + o.pieces,
        scale + o.scale);
  }

  /// Unit of a quotient.
  Unit over(Unit o) {
    return new Unit(
        money - o.money,
        lots - o.lots,
        ticks - o.ticks,
        micros - o.micros,
        pieces - o.pieces,
        scale - o.scale);
  }

  /// The same base units on another scale.
  Unit at(int newScale) {
    return new Unit(money, lots, ticks, micros, pieces, newScale);
  }

  /// Whether both count the same base units, on whatever scale.
  boolean sameKind(Unit o) {
    return at(0).equals(o.at(0));
  }

  /// Whether it counts no base unit.
  boolean plain() {
    return sameKind(NUMBER);
  }

  /// Whether it counts pieces: orders, messages.
  boolean counting() {
    return sameKind(of(MeasureId.Unit.COUNT));
  }

  /// In words, for messages.
  String text() {
    StringBuilder out = new StringBuilder();
    power(out, "USDT", money);
    power(out, "lots", lots);
    power(out, "ticks", ticks);
    power(out, "time", micros);
    power(out, "count", pieces);
    return out.isEmpty() ? "a plain number" : out.toString();
  }

  private static void power(StringBuilder out, String name, int n) {
    if (n != 0) {
      out.append(out.isEmpty() ? "" : " x ").append(name).append(n == 1 ? "" : "^" + n);
    }
  }
}
