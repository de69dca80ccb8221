package dev.warrant.rules.limit;

import dev.warrant.knowledge.fact.MeasureId;
import java.math.RoundingMode;

/// What one limit says of one order.
public sealed interface Reading {
  /// Utilisation is held at or below this: ten times the limit.
  long UTILISATION_PPM_MAX = 10_000_000;

  /// The limit that was read.
  Limit limit();

  /// Whether the order may pass as far as this limit is concerned.
  boolean admits();

  /// The limit does not bind this order.
  record NotBinding(Limit limit) implements Reading {
    @Override
    public boolean admits() {
      return true;
    }
  }

  /// A measure the limit reads has no value; nothing was evaluated.
  record Absent(Limit limit, MeasureId measure) implements Reading {
    @Override
    public boolean admits() {
      return false;
    }
  }

  /// A measure the limit reads is outside its declared range; nothing was evaluated.
  record OutOfRange(Limit limit, MeasureId measure, long value, MeasureRange range)
      implements Reading {
    @Override
    public boolean admits() {
      return false;
    }
  }

  /// A table the limit takes a parameter from does not say which row decides; nothing was
  /// evaluated.
  ///
  /// @param parameter whose value is not known
  /// @param several whether more than one row matches, else none does
  record NoRow(Limit limit, String parameter, boolean several) implements Reading {
    @Override
    public boolean admits() {
      return false;
    }

    /// The table.
    public DecisionTable table() {
      Lookup lookup = limit.tables().get(parameter);
      if (lookup == null) {
        throw new IllegalStateException(limit.id() + " takes " + parameter + " from no table");
      }
      return lookup.table();
    }
  }

  /// Both sides have exact values.
  ///
  /// @param margin how far inside, on the scale of the sides; negative outside. For `=` it is the
  ///   negative distance, so that 0 is the only margin inside
  record Judged(Limit limit, Rational lhs, Rational rhs, Rational margin, boolean admits)
      implements Reading {

    /// How far outside; zero if inside.
    public Rational distance() {
      return margin.signum() < 0 ? margin.negated() : Rational.ZERO;
    }

    /// How much of what is allowed is used, in parts per million, rounded up: at most 1000000
    /// exactly if the limit is kept. Where nothing is allowed it is 0 or [#UTILISATION_PPM_MAX].
    public long utilisationPpm() {
      Rational used = limit.require().op() == Cond.Op.GE ? rhs : lhs;
      Rational allowed = limit.require().op() == Cond.Op.GE ? lhs : rhs;
      if (limit.require().op() == Cond.Op.EQ || allowed.signum() <= 0) {
        return margin.signum() >= 0 ? 0 : UTILISATION_PPM_MAX;
      }
      long ppm = used.times(Rational.of(1_000_000)).over(allowed).saturated(RoundingMode.CEILING);
      return Math.clamp(ppm, 0, UTILISATION_PPM_MAX);
    }

    /// The left side for an objection: a whole number on its own scale, or parts per million if the
    /// limit compares ratios; rounded away from the limit.
    public long value() {
      boolean up = limit.require().op() != Cond.Op.GE;
      return whole(lhs, up ? RoundingMode.CEILING : RoundingMode.FLOOR);
    }

    /// The right side likewise, rounded toward refusal.
    public long bound() {
      boolean down = limit.require().op() != Cond.Op.GE;
      return whole(rhs, down ? RoundingMode.FLOOR : RoundingMode.CEILING);
    }

    /// The margin likewise, rounded down: what is left before the limit refuses.
    public long slack() {
      return whole(margin, RoundingMode.FLOOR);
    }

    /// [#distance] likewise, rounded up.
    public long beyond() {
      return whole(distance(), RoundingMode.CEILING);
    }

    private long whole(Rational side, RoundingMode mode) {
      Rational scaled = limit.ratio() ? side.times(Rational.of(1_000_000)) : side;
      return scaled.saturated(mode);
    }
  }
}
