package dev.warrant.rules.limit;

import dev.warrant.knowledge.fact.MeasureId;
import java.util.EnumSet;
import java.util.List;

/// The first reading of limits, which is their meaning: exact rationals on the expression as its
/// author wrote it. The compiled guard and the proofs are held against this.
///
/// A limit that binds increasing orders first asks `order.increasing`. If it binds, every measure
/// it reads, in `when` or `require`, on whatever branch, must be present before anything is
/// evaluated.
public final class LimitReader {
  private LimitReader() {}

  /// Reads one limit.
  public static Reading read(Limit limit, Measures measures) {
    if (limit.binds() == Binds.INCREASING) {
      if (!measures.present(MeasureId.ORDER_INCREASING)) {
        return new Reading.Absent(limit, MeasureId.ORDER_INCREASING);
      }
      if (measures.value(MeasureId.ORDER_INCREASING) == 0) {
        return new Reading.NotBinding(limit);
      }
    }
    for (MeasureId id : reads(limit)) {
      if (!measures.present(id)) {
        return new Reading.Absent(limit, id);
      }
    }
    Evaluation evaluation = new Evaluation(limit.parameters(), measures);
    if (!evaluation.holds(limit.when())) {
      return new Reading.NotBinding(limit);
    }
    return judged(limit, evaluation);
  }

  private static Reading.Judged judged(Limit limit, Evaluation evaluation) {
    Rational lhs = evaluation.value(limit.require().left());
    Rational rhs = evaluation.value(limit.require().right());
    Rational margin =
        switch (limit.require().op()) {
          case LE, LT -> rhs.minus(lhs);
          case GE, GT -> lhs.minus(rhs);
          case EQ -> lhs.minus(rhs).abs().negated();
          case NE -> lhs.minus(rhs).abs();
        };
    return new Reading.Judged(limit, lhs, rhs, margin, evaluation.holds(limit.require()));
  }

  /// The measures a limit reads in `when` and `require`, in the order of the catalogue;
  /// `order.increasing` is among them only if it is written there.
  public static List<MeasureId> reads(Limit limit) {
    EnumSet<MeasureId> out = EnumSet.noneOf(MeasureId.class);
    out.addAll(Walk.measures(limit.when()));
    out.addAll(Walk.measures(limit.require()));
    return List.copyOf(out);
  }
}
