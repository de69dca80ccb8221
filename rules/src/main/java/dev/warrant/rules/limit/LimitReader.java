package dev.warrant.rules.limit;

import dev.warrant.knowledge.fact.MeasureId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The first reading of limits, which is their meaning: exact rationals on the expression as its
/// author wrote it. The compiled guard and the proofs are held against this.
///
/// A limit that binds increasing orders first asks `order.increasing`. If it binds, every measure
/// it reads, in `when` or `require`, on whatever branch, must be present before anything is
/// evaluated; then every table it takes a parameter from must have a row for them.
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
    return judge(limit, measures);
  }

  /// Reads one limit that binds orders of this kind, and whose measures are all there.
  ///
  /// @return how it judged, that its condition is not met, or that a table has no row
  public static Reading judge(Limit limit, Measures measures) {
    SortedMap<String, Expr.Num> values = new TreeMap<>(limit.parameters());
    for (Map.Entry<String, Lookup> one : limit.tables().entrySet()) {
      Lookup lookup = one.getValue();
      int row = TableReader.row(lookup.table(), measures);
      if (row < 0) {
        return new Reading.NoRow(limit, one.getKey(), row == TableReader.SEVERAL);
      }
      values.put(one.getKey(), lookup.values().get(row));
    }
    Evaluation evaluation = new Evaluation(values, measures);
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

  /// The measures a limit reads in `when`, `require` and its tables, in the order of the catalogue;
  /// `order.increasing` is among them only if it is written there.
  public static List<MeasureId> reads(Limit limit) {
    EnumSet<MeasureId> out = EnumSet.noneOf(MeasureId.class);
    out.addAll(Walk.measures(limit.when()));
    out.addAll(Walk.measures(limit.require()));
    for (Lookup lookup : limit.tables().values()) {
      lookup.table().inputs().forEach(input -> out.add(input.measure()));
    }
    return List.copyOf(out);
  }
}
