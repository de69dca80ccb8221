package dev.warrant.reasoning.feasible;

import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.knowledge.unit.Lots;
import dev.warrant.reasoning.memory.Recent;
import dev.warrant.reasoning.smt.Form;
import dev.warrant.rules.limit.Limit;
import dev.warrant.rules.limit.LimitReader;
import dev.warrant.rules.pack.PolicyPack;
import dev.warrant.rules.pack.PolicyReading;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import org.jspecify.annotations.Nullable;

/// The sizes each limit of a policy admits by itself, found by exact reading and bisection. A limit
/// may change its mind several times between the least and the largest order: a purchase first
/// lessens what is held short, then adds to what is held long. It is assumed to do so at most once
/// where no measure it reads changes its slope; the solver checks that.
///
/// What a limit said last is remembered by everything it depends on, the measures it reads: most
/// stay as they were from one question to the next. To be used by one thread.
public final class Runs {
  /// Some tens of orders under a policy of a hundred limits.
  private static final int REMEMBERED = 4096;

  private final PolicyReading meaning;
  private final List<Limit> limits;

  /// Every measure each of them may read.
  private final List<List<MeasureId>> reads = new ArrayList<>();

  private final Recent<Asked, List<Span>> known = new Recent<>(REMEMBERED);

  /// Of the limits of `pack`.
  public Runs(PolicyPack pack) {
    meaning = new PolicyReading(pack);
    limits = pack.limits();
    for (Limit limit : limits) {
      List<MeasureId> all = new ArrayList<>(List.of(MeasureId.ORDER_INCREASING));
      all.addAll(LimitReader.reads(limit));
      reads.add(List.copyOf(all));
    }
  }

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

  /// @param limit its place in the policy
  /// @param read the measures it reads; null for one that is absent
  private record Asked(int limit, List<@Nullable Form> read, Span all) {}

  PolicyReading meaning() {
    return meaning;
  }

  /// For each limit the sizes it admits among `all`, smallest first, gaps between them.
  List<List<Span>> of(Map<MeasureId, Form> measures, Span all) {
    List<List<Span>> out = new ArrayList<>();
    for (int i = 0; i < limits.size(); i++) {
      List<@Nullable Form> read = new ArrayList<>();
      for (MeasureId id : reads.get(i)) {
        read.add(measures.get(id));
      }
      out.add(known.of(new Asked(i, read, all), asked -> runs(asked, measures)));
    }
    return out;
  }

  private List<Span> runs(Asked asked, Map<MeasureId, Form> measures) {
    Limit limit = limits.get(asked.limit());
    Span all = asked.all();
    List<Span> out = new ArrayList<>();
    long from = all.low();
    for (long next : breaks(asked)) {
      piece(limit, measures, new Span(from, next - 1), out);
      from = next;
    }
    piece(limit, measures, new Span(from, all.high()), out);
    return List.copyOf(out);
  }

  private static NavigableSet<Long> breaks(Asked asked) {
    List<Form> moving = new ArrayList<>();
    for (Form form : asked.read()) {
      if (form != null && !(form instanceof Form.Known)) {
        moving.add(form);
      }
    }
    return Breaks.of(moving, asked.all().low(), asked.all().high());
  }

  /// Adds what `limit` admits in `span`, where it changes its mind at most once.
  private void piece(Limit limit, Map<MeasureId, Form> measures, Span span, List<Span> out) {
    if (span.empty()) {
      return;
    }
    boolean small = admits(limit, measures, span.low());
    boolean large = span.low() == span.high() ? small : admits(limit, measures, span.high());
    if (small == large) {
      if (small) {
        add(span, out);
      }
      return;
    }
    long same = Border.last(span.low(), span.high(), at -> admits(limit, measures, at) == small);
    add(small ? new Span(span.low(), same) : new Span(same + 1, span.high()), out);
  }

  private static void add(Span span, List<Span> out) {
    if (!out.isEmpty() && out.getLast().high() + 1 == span.low()) {
      out.set(out.size() - 1, new Span(out.getLast().low(), span.high()));
    } else {
      out.add(span);
    }
  }

  private boolean admits(Limit limit, Map<MeasureId, Form> measures, long lots) {
    return meaning.read(limit, new FormMeasures(measures, lots)).admits();
  }
}
