package dev.warrant.reasoning.strategy;

import alice.tuprolog.Long;
import alice.tuprolog.Struct;
import alice.tuprolog.Term;
import dev.warrant.knowledge.fact.Fact;
import dev.warrant.knowledge.order.Intent;
import dev.warrant.knowledge.unit.Instrument;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/// Facts, fees and intents as Prolog terms. Numbers keep the scale of the fact they come from;
/// enums become lower-case atoms.
///
/// ```text
/// quote(I, Bid, BidLots, Ask, AskLots, MicropriceCentiTicks)   feature(I, Name, Value, Decimals, ReadyPercent)
/// belief(I, Regime, ProbabilityPpm, AgeMillis)                 pattern(I, Name, Value)
/// feed(I, State, AgeMicros)                                    position(I, Net, WorstLong, WorstShort)
/// account(EquityE8, PeakE8, DailyLossE8, FreeE8)               working(I, Name, RestingLots)
/// measure(I, Name, Value)                                      mode(Mode)
/// derived(I, Name, Value, Rule)                                fee(I, MakerPpm, TakerPpm)
/// intent(I, Side, Strategy, Rule, EdgeCentiBps, HorizonMillis, Urgency, StopTicks)
/// ```
final class Vocabulary {
  /// Name and arity of every fact a theory may ask for.
  static final Set<String> FACTS =
      new TreeSet<>(
          new TreeSet<>(
              List.of(
                  "quote/6",
                  "feature/5",
                  "belief/4",
                  "pattern/3",
                  "feed/3",
                  "position/4",
                  "account/4",
                  "working/3",
                  "measure/3",
                  "mode/1",
                  "derived/4",
                  "fee/3")));

  private Vocabulary() {}

  static Struct term(Fact fact, long nanos) {
    Term i = number(fact.instrument());
    return switch (fact) {
      case Fact.Quote q ->
          struct(
              "quote",
              i,
              number(q.bid()),
              number(q.bidLots()),
              number(q.ask()),
              number(q.askLots()),
              number(q.micropriceCentiTicks()));
      case Fact.Feature f ->
          struct(
              "feature",
              i,
              atom(f.name()),
              number(f.value()),
              number(f.decimals()),
              number(f.readyPercent()));
      case Fact.Belief b ->
          struct(
              "belief",
              i,
              atom(b.regime()),
              number(b.probabilityPpm()),
              number((nanos - b.sinceNanos()) / 1_000_000));
      case Fact.Pattern p -> struct("pattern", i, atom(p.name()), number(p.value()));
      case Fact.Feed f -> struct("feed", i, atom(f.state()), number(f.ageMicros()));
      case Fact.Position p ->
          struct("position", i, number(p.net()), number(p.worstLong()), number(p.worstShort()));
      case Fact.Account a ->
          struct(
              "account",
              number(a.equityE8()),
              number(a.peakE8()),
              number(a.dailyLossE8()),
              number(a.freeE8()));
      case Fact.Working w -> struct("working", i, atom(w.name()), number(w.restingLots()));
      case Fact.Measure m -> struct("measure", i, atom(m.name()), number(m.value()));
      case Fact.DeskMode m -> struct("mode", atom(m.mode()));
      case Fact.Derived d ->
          struct("derived", i, atom(d.name()), number(d.value()), atom(d.rule()));
    };
  }

  static Struct fee(Instrument instrument) {
    return struct(
        "fee",
        number(instrument.index()),
        number(instrument.makerFeePpm()),
        number(instrument.takerFeePpm()));
  }

  static Struct term(Intent intent) {
    return struct(
        "intent",
        number(intent.instrument()),
        atom(intent.side()),
        atom(intent.strategy()),
        atom(intent.rule()),
        number(intent.edgeCentiBps()),
        number(intent.horizonMillis()),
        atom(intent.urgency()),
        number(intent.stopTicks()));
  }

  static Struct struct(String name, Term... args) {
    return new Struct(name, args);
  }

  static Term number(long value) {
    return new Long(value);
  }

  static Struct atom(String text) {
    return new Struct(text);
  }

  private static Struct atom(Enum<?> value) {
    return new Struct(value.name().toLowerCase(Locale.ROOT));
  }
}
