package dev.warrant.reasoning.feasible;

import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.reasoning.feasible.Runs.Span;
import dev.warrant.reasoning.smt.Form;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// The sizes of one order that all limits admit, and which of them exclude the others.
final class Ends {
  private static final Span NONE = new Span(1, 0);

  private final Map<MeasureId, Form> measures;
  private final Span all;
  private final List<List<Span>> runs;

  /// @param limits what each of them admits among `all`
  Ends(Runs limits, Map<MeasureId, Form> measures, Span all) {
    this.measures = measures;
    this.all = all;
    runs = limits.of(measures, all);
  }

  /// The smallest sizes that all limits admit, without a gap.
  Span admitted() {
    boolean[] every = new boolean[runs.size()];
    Arrays.fill(every, true);
    return of(every);
  }

  /// The smallest sizes that limit `i` admits, without a gap.
  Span of(int i) {
    return runs.get(i).isEmpty() ? NONE : runs.get(i).getFirst();
  }

  /// Whether limit `i` refuses the size after `high`.
  boolean stopsAfter(int i, long high) {
    return high < all.high() && runs.get(i).stream().noneMatch(run -> run.holds(high + 1));
  }

  /// A minimal set of limits that together exclude everything, as places in the list. Limits are
  /// taken away from the last to the first as long as the rest still excludes everything, so that
  /// among several sets the one with the earliest limits is found.
  List<Integer> core() {
    boolean[] kept = new boolean[runs.size()];
    for (int i = 0; i < kept.length; i++) {
      kept[i] = !of(i).equals(all);
    }
    for (int i = kept.length - 1; i >= 0; i--) {
      if (kept[i]) {
        kept[i] = false;
        kept[i] = !of(kept).empty();
      }
    }
    List<Integer> core = new ArrayList<>();
    for (int i = 0; i < kept.length; i++) {
      if (kept[i]) {
        core.add(i);
      }
    }
    return core;
  }

  /// The smallest sizes that the limits in `kept` admit, without a gap.
  private Span of(boolean[] kept) {
    List<Span> common = List.of(all);
    for (int i = 0; i < kept.length; i++) {
      common = kept[i] ? common(common, runs.get(i)) : common;
    }
    return common.isEmpty() ? NONE : common.getFirst();
  }

  private static List<Span> common(List<Span> a, List<Span> b) {
    if (a.size() == 1 && b.size() == 1) {
      Span both = a.getFirst().and(b.getFirst());
      return both.empty() ? List.of() : List.of(both);
    }
    List<Span> out = new ArrayList<>();
    for (Span x : a) {
      for (Span y : b) {
        Span both = x.and(y);
        if (!both.empty()) {
          out.add(both);
        }
      }
    }
    return out;
  }

  /// The measures of the smallest order that limit `i` refuses.
  FormMeasures refused(int i) {
    Span span = of(i);
    long lots = span.empty() || span.low() > all.low() ? all.low() : span.high() + 1;
    return new FormMeasures(measures, lots);
  }
}
