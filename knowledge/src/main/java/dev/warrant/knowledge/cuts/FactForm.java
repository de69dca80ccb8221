package dev.warrant.knowledge.cuts;

import dev.warrant.knowledge.codec.CodecException;
import dev.warrant.knowledge.fact.Fact;
import dev.warrant.knowledge.fact.FactOrder;
import dev.warrant.knowledge.fact.FeedState;
import dev.warrant.knowledge.fact.Mode;
import dev.warrant.knowledge.fact.Regime;
import dev.warrant.knowledge.unit.Digest;

/// Facts as rows of integers, so that a fact can be told by its difference from the one before.
final class FactForm {
  private static final Regime[] REGIMES = Regime.values();
  private static final FeedState[] FEEDS = FeedState.values();
  private static final Mode[] MODES = Mode.values();

  /// How many integers the facts of each type have besides their source.
  private static final int[] WIDTHS = {5, 3, 7, 3, 2, 6, 4, 1, 1, 1, 1};

  /// The type that says which rule made it.
  static final int DERIVED = 10;

  private FactForm() {}

  /// Canonical order without the source.
  static int compare(Fact a, Fact b) {
    int byType = Integer.compare(FactOrder.type(a), FactOrder.type(b));
    int byPlace = byType != 0 ? byType : Integer.compare(a.instrument(), b.instrument());
    return byPlace != 0 ? byPlace : a.name().compareTo(b.name());
  }

  static int width(int type) {
    if (type >= WIDTHS.length) {
      throw new CodecException("no type of fact has number " + type);
    }
    return WIDTHS[type];
  }

  /// The rule that made it; empty if none did.
  static String rule(Fact fact) {
    return fact instanceof Fact.Derived d ? d.rule() : "";
  }

  /// What a fact says besides type, instrument, name, source and rule.
  static long[] numbers(Fact fact) {
    return switch (fact) {
      case Fact.Quote q ->
          new long[] {q.bid(), q.bidLots(), q.ask(), q.askLots(), q.micropriceCentiTicks()};
      case Fact.Feature f -> new long[] {f.value(), f.decimals(), f.readyPercent()};
      case Fact.Belief b ->
          new long[] {
            b.regime().ordinal(),
            b.probabilityPpm(),
            b.sinceNanos(),
            b.model().a(),
            b.model().b(),
            b.model().c(),
            b.model().d()
          };
      case Fact.Pattern p -> new long[] {p.value(), p.fromNanos(), p.untilNanos()};
      case Fact.Feed f -> new long[] {f.state().ordinal(), f.ageMicros()};
      case Fact.Position p ->
          new long[] {
            p.net(),
            p.worstLong(),
            p.worstShort(),
            p.entryE8(),
            p.unrealisedE8(),
            p.stopResting() ? 1 : 0
          };
      case Fact.Account a -> new long[] {a.equityE8(), a.peakE8(), a.dailyLossE8(), a.freeE8()};
      case Fact.Working w -> new long[] {w.restingLots()};
      case Fact.Measure m -> new long[] {m.value()};
      case Fact.DeskMode m -> new long[] {m.mode().ordinal()};
      case Fact.Derived d -> new long[] {d.value()};
    };
  }

  /// The fact again.
  ///
  /// @throws CodecException if there is no such fact
  static Fact fact(int type, int i, String name, long source, long[] n, String rule) {
    return switch (type) {
      case 0 -> new Fact.Quote(i, source, n[0], n[1], n[2], n[3], n[4]);
      case 1 -> new Fact.Feature(i, source, name, n[0], small(n[1]), small(n[2]));
      case 2 ->
          new Fact.Belief(
              i, source, one(REGIMES, n[0]), n[1], n[2], new Digest(n[3], n[4], n[5], n[6]));
      case 3 -> new Fact.Pattern(i, source, name, n[0], n[1], n[2]);
      case 4 -> new Fact.Feed(i, source, one(FEEDS, n[0]), n[1]);
      case 5 -> new Fact.Position(i, source, n[0], n[1], n[2], n[3], n[4], n[5] != 0);
      case 6 -> new Fact.Account(i, source, n[0], n[1], n[2], n[3]);
      case 7 -> new Fact.Working(i, source, name, n[0]);
      case 8 -> new Fact.Measure(i, source, name, n[0]);
      case 9 -> new Fact.DeskMode(i, source, one(MODES, n[0]));
      case 10 -> new Fact.Derived(i, source, name, n[0], rule);
      default -> throw new CodecException("no type of fact has number " + type);
    };
  }

  private static int small(long n) {
    if (n != (int) n) {
      throw new CodecException("expected a number of 32 bits, found " + n);
    }
    return (int) n;
  }

  private static <T> T one(T[] all, long n) {
    if (n < 0 || n >= all.length) {
      throw new CodecException("expected one of " + all.length + " words, found number " + n);
    }
    return all[(int) n];
  }
}
