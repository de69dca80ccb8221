package dev.warrant.reasoning.joint;

import dev.warrant.knowledge.fact.Fact;
import dev.warrant.knowledge.order.Intent;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.reasoning.deduce.lang.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Facts and intents as rows of the relations in `joint.mg`.
final class Relations {
  private final List<Instrument> instruments;

  Relations(List<Instrument> instruments) {
    this.instruments = List.copyOf(instruments);
  }

  /// The relation in which facts like `fact` stand.
  static String of(Fact fact) {
    return fact instanceof Fact.DeskMode
        ? "mode"
        : fact.getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  /// The row of `fact` in its relation.
  List<Value> row(Fact fact, long nanos) {
    return switch (fact) {
      case Fact.Quote q ->
          row(q, q.bid(), q.bidLots(), q.ask(), q.askLots(), q.micropriceCentiTicks());
      case Fact.Feature f -> row(f, named(f), f.value(), f.decimals(), f.readyPercent());
      case Fact.Belief b ->
          row(b, word(b.regime()), b.probabilityPpm(), (nanos - b.sinceNanos()) / 1_000_000);
      case Fact.Pattern p -> row(p, named(p), p.value());
      case Fact.Feed f -> row(f, word(f.state()), f.ageMicros());
      case Fact.Position p -> row(p, p.net(), p.worstLong(), p.worstShort());
      case Fact.Account a -> values(a.equityE8(), a.peakE8(), a.dailyLossE8(), a.freeE8());
      case Fact.Working w -> row(w, named(w), w.restingLots());
      case Fact.Measure m -> row(m, named(m), m.value());
      case Fact.DeskMode m -> values(word(m.mode()));
      case Fact.Derived d -> row(d, named(d), d.value(), Value.text(d.rule()));
    };
  }

  /// The row of fact number `k` in `about`.
  List<Value> about(int k, Fact fact) {
    return values(k, instrument(fact.instrument()), Value.name("/" + of(fact)), named(fact));
  }

  /// The row of intent number `n`.
  List<Value> row(int n, Intent i) {
    return values(
        n,
        instrument(i.instrument()),
        word(i.side()),
        name(i.strategy()),
        Value.text(i.rule()),
        i.edgeCentiBps(),
        i.horizonMillis(),
        word(i.urgency()),
        i.stopTicks());
  }

  private List<Value> row(Fact fact, Object... rest) {
    List<Value> out = new ArrayList<>(rest.length + 1);
    out.add(instrument(fact.instrument()));
    out.addAll(values(rest));
    return out;
  }

  /// Numbers and values as values.
  private static List<Value> values(Object... of) {
    List<Value> out = new ArrayList<>(of.length);
    for (Object o : of) {
      out.add(o instanceof Value v ? v : Value.number(((Number) o).longValue()));
    }
    return out;
  }

  private Value instrument(int index) {
    return index < 0 || index >= instruments.size()
        ? Value.name("/desk")
        : Value.name("/instrument/" + instruments.get(index).symbol());
  }

  private static Value word(Enum<?> value) {
    return Value.name("/" + value.name().toLowerCase(Locale.ROOT));
  }

  private static Value named(Fact fact) {
    return name(fact.name());
  }

  private static Value name(String text) {
    return text.isEmpty() ? Value.name("/none") : Value.name("/" + text);
  }
}
