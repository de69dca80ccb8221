package dev.warrant.execution.guard;

import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.rules.limit.Binds;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// In which order a guard asks its rows, and which measures it checks before each: every measure
/// once, just before the first row that reads it on each path.
///
/// @param ranges every measure's range; a missing one may hold any value
record Plan(List<Step> steps, Map<MeasureId, Span> ranges) {
  /// One row.
  ///
  /// @param checks measures whose presence and range nobody has checked yet on the way here
  /// @param checksIncreasing whether this row is the first that needs `order.increasing`
  record Step(Row row, List<MeasureId> checks, boolean checksIncreasing) {
    Step {
      checks = List.copyOf(checks);
    }

    boolean guarded() {
      return row.limit().binds() == Binds.INCREASING;
    }
  }

  Plan {
    steps = List.copyOf(steps);
    ranges = Collections.unmodifiableMap(new TreeMap<>(ranges));
  }

  static Plan of(List<Row> rows, Map<MeasureId, Span> ranges) {
    Set<MeasureId> always = EnumSet.noneOf(MeasureId.class);
    Set<MeasureId> guarded = EnumSet.noneOf(MeasureId.class);
    List<Step> steps = new ArrayList<>();
    for (Row row : rows) {
      boolean increasing = row.limit().binds() == Binds.INCREASING;
      boolean first = increasing && always.add(MeasureId.ORDER_INCREASING);
      List<MeasureId> checks = new ArrayList<>();
      for (MeasureId id : row.reads()) {
        if (!always.contains(id) && !(increasing && guarded.contains(id))) {
          checks.add(id);
        }
      }
      (increasing ? guarded : always).addAll(checks);
      steps.add(new Step(row, checks, first));
    }
    return new Plan(steps, ranges);
  }

  /// The same steps for an order that is increasing: every row binds, so each measure needs to be
  /// looked at once in all.
  List<Step> present() {
    Set<MeasureId> seen = EnumSet.of(MeasureId.ORDER_INCREASING);
    List<Step> out = new ArrayList<>();
    for (Step step : steps) {
      List<MeasureId> checks = step.checks().stream().filter(seen::add).toList();
      out.add(new Step(step.row(), checks, false));
    }
    return out;
  }

  /// Every measure some row reads, in order of ordinals.
  List<MeasureId> reads() {
    EnumSet<MeasureId> out = EnumSet.noneOf(MeasureId.class);
    for (Step step : steps) {
      out.addAll(step.row().reads());
      if (step.guarded()) {
        out.add(MeasureId.ORDER_INCREASING);
      }
    }
    return List.copyOf(out);
  }

  /// Presence bits of `ids` in the given header word.
  static long mask(List<MeasureId> ids, int word) {
    long mask = 0;
    for (MeasureId id : ids) {
      if (id.ordinal() >> 6 == word) {
        mask |= 1L << (id.ordinal() & 63);
      }
    }
    return mask;
  }
}
