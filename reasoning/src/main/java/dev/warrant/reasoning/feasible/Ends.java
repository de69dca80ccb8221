package dev.warrant.reasoning.feasible;

import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.knowledge.unit.Lots;
import dev.warrant.reasoning.smt.Form;
import dev.warrant.rules.limit.Limit;
import dev.warrant.rules.pack.PolicyReading;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The sizes each limit admits by itself, found by exact reading and bisection. Assumes that a
/// limit changes its mind at most once between the least and the largest order; the solver checks
/// that.
final class Ends {
  /// From `low` to `high`; nothing if `low > high`.
  record Span(@Lots long low, @Lots long high) {
    boolean empty() {
      return low > high;
    }

    Span and(Span other) {
      return new Span(Math.max(low, other.low), Math.min(high, other.high));
    }
  }

  private final PolicyReading meaning;
  private final Map<MeasureId, Form> measures;
  private final Span all;
  private final List<Span> spans = new ArrayList<>();

  Ends(PolicyReading meaning, Map<MeasureId, Form> measures, List<Limit> limits, Span all) {
    this.meaning = meaning;
    this.measures = measures;
    this.all = all;
    for (Limit limit : limits) {
      spans.add(span(limit));
    }
  }

  /// What all limits admit.
  Span admitted() {
    Span out = all;
    for (Span span : spans) {
      out = out.and(span);
    }
    return out;
  }

  /// What limit `i` admits.
  Span of(int i) {
    return spans.get(i);
  }

  /// A minimal set of limits that together exclude everything, as places in the list. Limits are
  /// taken away from the last to the first as long as the rest still excludes everything, so that
  /// among several sets the one with the earliest limits is found.
  List<Integer> core() {
    boolean[] kept = new boolean[spans.size()];
    for (int i = 0; i < kept.length; i++) {
      kept[i] = !spans.get(i).equals(all);
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

  private Span of(boolean[] kept) {
    Span out = all;
    for (int i = 0; i < kept.length; i++) {
      out = kept[i] ? out.and(spans.get(i)) : out;
    }
    return out;
  }

  /// The measures of the smallest order that limit `i` refuses.
  FormMeasures refused(int i) {
    Span span = spans.get(i);
    long lots = span.empty() || span.low() > all.low() ? all.low() : span.high() + 1;
    return new FormMeasures(measures, lots);
  }

  private Span span(Limit limit) {
    boolean small = admits(limit, all.low());
    boolean large = all.low() == all.high() ? small : admits(limit, all.high());
    if (small == large) {
      return small ? all : new Span(1, 0);
    }
    long same = all.low();
    long other = all.high();
    while (other - same > 1) {
      long middle = same + (other - same) / 2;
      if (admits(limit, middle) == small) {
        same = middle;
      } else {
        other = middle;
      }
    }
    return small ? new Span(all.low(), same) : new Span(other, all.high());
  }

  private boolean admits(Limit limit, long lots) {
    return meaning.read(limit, new FormMeasures(measures, lots)).admits();
  }
}
