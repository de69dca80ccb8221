package dev.warrant.reasoning.feasible;

import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.knowledge.unit.Lots;
import dev.warrant.reasoning.smt.Form;
import dev.warrant.rules.limit.Limit;
import dev.warrant.rules.limit.LimitReader;
import dev.warrant.rules.pack.PolicyReading;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;

/// The sizes each limit admits by itself, found by exact reading and bisection. A limit may change
/// its mind several times between the least and the largest order: a purchase first lessens what is
/// held short, then adds to what is held long. It is assumed to do so at most once where no measure
/// it reads changes its slope; the solver checks that.
final class Ends {
  /// From `low` to `high`; nothing if `low > high`.
  record Span(@Lots long low, @Lots long high) {
    boolean empty() {
      return low > high;
    }

    boolean holds(long lots) {
      return low <= lots && lots <= high;
    }

    Span and(Span other) {
      return new Span(Math.max(low, other.low), Math.min(high, other.high));
    }
  }

  private static final Span NONE = new Span(1, 0);

  private final PolicyReading meaning;
  private final Map<MeasureId, Form> measures;
  private final Span all;
  private final List<List<Span>> runs = new ArrayList<>();

  Ends(PolicyReading meaning, Map<MeasureId, Form> measures, List<Limit> limits, Span all) {
    this.meaning = meaning;
    this.measures = measures;
    this.all = all;
    for (Limit limit : limits) {
      runs.add(runs(limit));
    }
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

  /// Sizes that `limit` admits, smallest first, gaps between them.
  private List<Span> runs(Limit limit) {
    List<Span> out = new ArrayList<>();
    long from = all.low();
    for (long next : breaks(limit)) {
      piece(limit, from, next - 1, out);
      from = next;
    }
    piece(limit, from, all.high(), out);
    return out;
  }

  private NavigableSet<Long> breaks(Limit limit) {
    List<Form> read = new ArrayList<>();
    read(MeasureId.ORDER_INCREASING, read);
    LimitReader.reads(limit).forEach(id -> read(id, read));
    return Breaks.of(read, all.low(), all.high());
  }

  private void read(MeasureId id, List<Form> out) {
    Form form = measures.get(id);
    if (form != null && !(form instanceof Form.Known)) {
      out.add(form);
    }
  }

  /// Adds what `limit` admits between `from` and `to`, where it changes its mind at most once.
  private void piece(Limit limit, long from, long to, List<Span> out) {
    if (from > to) {
      return;
    }
    boolean small = admits(limit, from);
    boolean large = from == to ? small : admits(limit, to);
    if (small == large) {
      if (small) {
        add(new Span(from, to), out);
      }
      return;
    }
    long same = from;
    long other = to;
    while (other - same > 1) {
      long middle = same + (other - same) / 2;
      if (admits(limit, middle) == small) {
        same = middle;
      } else {
        other = middle;
      }
    }
    add(small ? new Span(from, same) : new Span(other, to), out);
  }

  private static void add(Span span, List<Span> out) {
    if (!out.isEmpty() && out.getLast().high() + 1 == span.low()) {
      out.set(out.size() - 1, new Span(out.getLast().low(), span.high()));
    } else {
      out.add(span);
    }
  }

  private boolean admits(Limit limit, long lots) {
    return meaning.read(limit, new FormMeasures(measures, lots)).admits();
  }
}
