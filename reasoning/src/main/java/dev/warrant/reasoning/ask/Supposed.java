package dev.warrant.reasoning.ask;

import dev.warrant.knowledge.deliberate.Cut;
import dev.warrant.knowledge.fact.Fact;
import dev.warrant.knowledge.fact.FeedState;
import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.knowledge.fact.Mode;
import dev.warrant.knowledge.fact.Regime;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.rules.limit.LimitSays;
import dev.warrant.rules.limit.MeasureNames;
import dev.warrant.rules.text.Nearest;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/// A cut in which some facts are others. A fact that is told twice (a belief's probability, the
/// spread, the mode) changes in both places; what was computed from a fact, such as a position's
/// worst case from the position, stays as it was.
///
/// @param cut with the changes in it
/// @param told each change in words, such as `BTCUSDT market.spread: 1 tick -> 12 ticks`
public record Supposed(Cut cut, List<String> told) {
  /// What limits read of a belief, under the name of the measure.
  private static final String PROBABILITY = MeasureId.BELIEF_PROBABILITY.text();

  /// The place of the believed regime among all, as tables read it.
  private static final String REGIME = MeasureId.BELIEF_REGIME.text();

  public Supposed {
    told = List.copyOf(told);
  }

  /// Supposes `changes` in `cut`.
  ///
  /// @throws IllegalArgumentException if a change names nothing that is there, or a value it cannot
  ///   have
  public static Supposed in(Cut cut, List<Instrument> instruments, List<Change> changes) {
    List<Fact> facts = new ArrayList<>(cut.facts());
    List<String> told = new ArrayList<>();
    for (Change change : changes) {
      int of = change.symbol().isEmpty() ? -1 : index(change.symbol(), instruments);
      int before = told.size();
      for (int k = 0; k < facts.size(); k++) {
        Fact was = facts.get(k);
        if (of < 0 || was.instrument() == of) {
          Fact is = changed(was, change);
          facts.set(k, is);
          if (!is.equals(was)) {
            told.add(told(was, is, instruments));
          }
        }
      }
      removed(facts, of, change, instruments, told);
      if (told.size() == before && !present(cut, of, change)) {
        throw new IllegalArgumentException(nothing(cut, change));
      }
    }
    return new Supposed(
        new Cut(
            cut.epoch(), cut.id(), cut.seq(), cut.nanos(), facts, cut.live(), cut.nextWarrant()),
        told);
  }

  private static int index(String symbol, List<Instrument> instruments) {
    for (Instrument instrument : instruments) {
      if (instrument.symbol().equals(symbol)) {
        return instrument.index();
      }
    }
    List<String> all = instruments.stream().map(Instrument::symbol).toList();
    throw new IllegalArgumentException(
        "no instrument " + symbol + "; the run has " + String.join(", ", all));
  }

  private static Fact changed(Fact fact, Change to) {
    String name = to.name();
    return switch (fact) {
      case Fact.Measure m when m.name().equals(name) && name.equals(REGIME) ->
          same(
              m,
              new Fact.Measure(
                  m.instrument(), m.source(), name, one(Regime.values(), to).ordinal()));
      case Fact.Measure m when m.name().equals(name) && MeasureNames.find(name) != null ->
          same(m, new Fact.Measure(m.instrument(), m.source(), name, measure(name, to.value())));
      case Fact.Measure m when name.equals("mode") && m.name().equals("desk.mode") ->
          same(m, new Fact.Measure(m.instrument(), m.source(), m.name(), mode(to).ordinal()));
      case Fact.Feature f when f.name().equals(name) ->
          same(
              f,
              new Fact.Feature(
                  f.instrument(),
                  f.source(),
                  name,
                  Quantity.plain(to.value(), f.decimals()),
                  f.decimals(),
                  100));
      case Fact.Belief b when name.equals(REGIME) ->
          same(
              b,
              new Fact.Belief(
                  b.instrument(),
                  b.source(),
                  one(Regime.values(), to),
                  b.probabilityPpm(),
                  b.sinceNanos(),
                  b.model()));
      case Fact.Belief b when name.equals(PROBABILITY) ->
          same(
              b,
              new Fact.Belief(
                  b.instrument(),
                  b.source(),
                  b.regime(),
                  measure(name, to.value()),
                  b.sinceNanos(),
                  b.model()));
      case Fact.Quote q when name.equals("market.spread") ->
          same(
              q,
              new Fact.Quote(
                  q.instrument(),
                  q.source(),
                  q.bid(),
                  q.bidLots(),
                  q.bid() + measure(name, to.value()),
                  q.askLots(),
                  q.micropriceCentiTicks()));
      case Fact.Feed f when name.equals("feed") ->
          same(
              f,
              new Fact.Feed(
                  f.instrument(), f.source(), one(FeedState.values(), to), f.ageMicros()));
      case Fact.DeskMode m when name.equals("mode") ->
          same(m, new Fact.DeskMode(m.instrument(), m.source(), mode(to)));
      case Fact.Measure _,
          Fact.Feature _,
          Fact.Belief _,
          Fact.Quote _,
          Fact.Feed _,
          Fact.DeskMode _,
          Fact.Pattern _,
          Fact.Position _,
          Fact.Account _,
          Fact.Working _,
          Fact.Derived _ ->
          fact;
    };
  }

  /// `pattern.NAME=off`: the pattern did not match.
  private static void removed(
      List<Fact> facts, int of, Change change, List<Instrument> instruments, List<String> told) {
    if (!change.name().startsWith("pattern.")) {
      return;
    }
    if (!change.value().equals("off")) {
      throw new IllegalArgumentException(
          "a pattern can be supposed off, not \"" + change.value() + "\"");
    }
    String name = change.name().substring("pattern.".length());
    facts.removeIf(f -> {
      boolean it = f instanceof Fact.Pattern && f.name().equals(name);
      boolean here = it && (of < 0 || f.instrument() == of);
      if (here) {
        told.add(symbol(f, instruments) + change.name() + ": on -> off");
      }
      return here;
    });
  }

  private static Fact same(Fact was, Fact is) {
    return was.equals(is) ? was : is;
  }

  private static long measure(String name, String value) {
    MeasureId id = MeasureNames.find(name);
    if (id == null) {
      throw new IllegalArgumentException("no measure " + name);
    }
    return Quantity.of(id, value);
  }

  private static Mode mode(Change to) {
    return one(Mode.values(), to);
  }

  private static <E extends Enum<E>> E one(E[] all, Change to) {
    for (E e : all) {
      if (e.name().equalsIgnoreCase(to.value())) {
        return e;
      }
    }
    throw new IllegalArgumentException(
        to.name() + " cannot be \"" + to.value() + "\"; it is one of " + Arrays.toString(all));
  }

  /// Whether the change names something there that has the supposed value already.
  private static boolean present(Cut cut, int of, Change change) {
    return cut.facts().stream()
        .filter(f -> of < 0 || f.instrument() == of)
        .anyMatch(f -> f.name().equals(change.name()) || names(f).contains(change.name()));
  }

  /// The other names by which a fact can be changed.
  private static List<String> names(Fact fact) {
    return switch (fact) {
      case Fact.Belief _ -> List.of(REGIME, PROBABILITY);
      case Fact.Feed _ -> List.of("feed");
      case Fact.DeskMode _ -> List.of("mode");
      case Fact.Pattern p -> List.of("pattern." + p.name());
      case Fact.Measure m -> List.of(m.name());
      case Fact.Feature f -> List.of(f.name());
      case Fact.Quote _, Fact.Position _, Fact.Account _, Fact.Working _, Fact.Derived _ ->
          List.of();
    };
  }

  private static String nothing(Cut cut, Change change) {
    TreeSet<String> known = new TreeSet<>();
    cut.facts().forEach(f -> known.addAll(names(f)));
    String near = Nearest.advice(change.name(), known);
    return "no fact of that moment is called "
        + change.name()
        + (near.isEmpty() ? "\nIt knew " + String.join(", ", known) : "\nMaybe " + near);
  }

  private static String told(Fact was, Fact is, List<Instrument> instruments) {
    return symbol(was, instruments) + label(was) + ": " + shown(was, is) + " -> " + shown(is, was);
  }

  private static String symbol(Fact fact, List<Instrument> instruments) {
    int i = fact.instrument();
    return i < 0 ? "" : instruments.get(i).symbol() + " ";
  }

  private static String label(Fact fact) {
    return switch (fact) {
      case Fact.Belief _ -> "belief";
      case Fact.Quote _ -> "quote";
      case Fact.Feed _ -> "feed";
      case Fact.DeskMode _ -> "mode";
      case Fact.Measure m -> m.name();
      case Fact.Feature f -> f.name();
      case Fact.Pattern _, Fact.Position _, Fact.Account _, Fact.Working _, Fact.Derived _ ->
          fact.name();
    };
  }

  private static String shown(Fact fact, Fact beside) {
    return switch (fact) {
      case Fact.Measure m -> {
        MeasureId id = MeasureNames.find(m.name());
        yield id == null ? Long.toString(m.value()) : LimitSays.shown(id, m.value());
      }
      case Fact.Feature f ->
          BigDecimal.valueOf(f.value(), f.decimals()).toPlainString()
              + (f.ready() || beside.equals(f) ? "" : " (not ready)");
      case Fact.Belief b ->
          b.regime().name().toLowerCase(Locale.ROOT) + " at " + b.probabilityPpm() / 10_000 + " %";
      case Fact.Quote q -> q.bid() + " / " + q.ask() + " ticks";
      case Fact.Feed f -> f.state().name();
      case Fact.DeskMode m -> m.mode().name();
      case Fact.Pattern _, Fact.Position _, Fact.Account _, Fact.Working _, Fact.Derived _ ->
          fact.toString();
    };
  }
}
