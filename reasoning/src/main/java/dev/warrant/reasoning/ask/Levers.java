package dev.warrant.reasoning.ask;

import dev.warrant.knowledge.deliberate.Cut;
import dev.warrant.knowledge.fact.Fact;
import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.knowledge.fact.Regime;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.rules.limit.MeasureNames;
import dev.warrant.rules.limit.MeasureRange;
import dev.warrant.rules.pack.PolicyPack;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which inputs of a deliberation may be supposed others, stage by stage.
///
/// - Rules and theory: features (up to a thousand times what they were) of the instrument that were
///   warm, the believed regime and its probability, the spread, and that a pattern had not matched;
///   for the theory also the measure that the refusing clause compares.
/// - Limits: every measure that a refusing limit reads, and those that its order would be judged
///   by, except flags.
/// - Sizing: those of rules and limits, volatility and correlation.
/// - Guard: every measure that the refusing limit reads, except flags.
///
/// What nobody supposes: the mode, the state of the feed and other flags, positions and money as
/// facts (they follow from fills), that a feature had been warm, and a pattern that did not match.
public final class Levers {
  /// The quantiser makes anything larger a feature that is not ready.
  private static final long MOST = 1_000_000_000_000_000L;

  private static final long TIMES = 1000;

  private final Instrument instrument;
  private final Map<MeasureId, MeasureRange> ranges = new EnumMap<>(MeasureId.class);

  /// @param policy whose declared ranges say what values a measure can have
  Levers(Instrument instrument, PolicyPack policy) {
    this.instrument = instrument;
    policy.measures().forEach(r -> ranges.put(r.measure(), r));
  }

  /// What rules and theory may have seen otherwise.
  List<Lever> market(Cut cut) {
    List<Lever> out = new ArrayList<>();
    for (Fact fact : cut.facts()) {
      if (fact.instrument() == instrument.index()) {
        switch (fact) {
          case Fact.Feature f when f.ready() -> out.add(feature(f));
          case Fact.Belief b -> {
            int last = Regime.values().length - 1;
            out.add(
                lever(
                    Lever.Kind.REGIME,
                    MeasureId.BELIEF_REGIME.text(),
                    b.regime().ordinal(),
                    0,
                    last));
            out.add(
                lever(
                    Lever.Kind.MEASURE,
                    MeasureId.BELIEF_PROBABILITY.text(),
                    b.probabilityPpm(),
                    0,
                    1_000_000));
          }
          case Fact.Quote q ->
              out.add(
                  lever(
                      Lever.Kind.MEASURE, MeasureId.MARKET_SPREAD.text(), q.spread(), 1, q.bid()));
          case Fact.Pattern p -> out.add(lever(Lever.Kind.PATTERN, "pattern." + p.name(), 1, 0, 1));
          case Fact.Feature _,
              Fact.Feed _,
              Fact.Position _,
              Fact.Account _,
              Fact.Working _,
              Fact.Measure _,
              Fact.DeskMode _,
              Fact.Derived _ -> {}
        }
      }
    }
    return sorted(out);
  }

  /// Up to a thousand times what it was.
  private Lever feature(Fact.Feature f) {
    Lever.Kind kind = Lever.Kind.FEATURE;
    Lever any = new Lever(instrument.symbol(), f.name(), kind, f.value(), 0, 0, f.decimals());
    long far = Math.min(MOST, any.scale() * TIMES);
    return any.between(f.value() - far, f.value() + far);
  }

  /// Measures among `names` that have a value and are no flags.
  List<Lever> measures(Cut cut, Set<MeasureId> names) {
    List<Lever> out = new ArrayList<>();
    for (Fact fact : cut.facts()) {
      if (fact instanceof Fact.Measure m && m.instrument() == instrument.index()) {
        MeasureId id = MeasureNames.find(m.name());
        if (id != null && names.contains(id) && id.unit() != MeasureId.Unit.NUMBER) {
          out.add(measure(id, m.value()));
        }
      }
    }
    return sorted(out);
  }

  /// Those that a guard saw and `names` has, flags apart.
  List<Lever> seen(Map<MeasureId, Long> saw, Set<MeasureId> names) {
    List<Lever> out = new ArrayList<>();
    saw.forEach((id, value) -> {
      if (names.contains(id) && id.unit() != MeasureId.Unit.NUMBER) {
        out.add(measure(id, value));
      }
    });
    return sorted(out);
  }

  private Lever measure(MeasureId id, long value) {
    MeasureRange range = ranges.get(id);
    long low = range == null ? -MOST : range.min();
    long high = range == null ? MOST : range.max();
    Lever lever =
        lever(
            Lever.Kind.MEASURE,
            id.text(),
            value,
            id == MeasureId.MARKET_SPREAD ? Math.max(1, low) : low,
            high);
    return shared(id) ? lever.everywhere() : lever;
  }

  /// Whether every instrument has the same value of it.
  private static boolean shared(MeasureId id) {
    String name = id.text();
    return name.startsWith("account.")
        || name.startsWith("portfolio.")
        || name.startsWith("rate.")
        || name.startsWith("clock.")
        || id == MeasureId.ORDERS_UNKNOWN;
  }

  private Lever lever(Lever.Kind kind, String name, long value, long low, long high) {
    return new Lever(instrument.symbol(), name, kind, value, low, high, 0);
  }

  private static List<Lever> sorted(List<Lever> all) {
    return all.stream().sorted(Comparator.comparing(Lever::full)).toList();
  }
}
