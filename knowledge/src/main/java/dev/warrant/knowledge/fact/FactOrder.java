package dev.warrant.knowledge.fact;

import dev.warrant.knowledge.unit.Canon;
import dev.warrant.knowledge.unit.Digest;
import java.util.Comparator;
import java.util.List;

/// The canonical order of facts: type, instrument, name, then source.
public final class FactOrder {
  /// Compares by canonical order.
  public static final Comparator<Fact> CANONICAL =
      Comparator.<Fact>comparingInt(FactOrder::type)
          .thenComparingInt(Fact::instrument)
          .thenComparing(Fact::name)
          .thenComparingLong(Fact::source);

  private static final Comparator<Fact> TOTAL = CANONICAL.thenComparing(Canon::text);

  private FactOrder() {}

  /// Facts in an order that depends on nothing but the facts.
  public static List<Fact> sorted(List<Fact> facts) {
    return facts.stream().sorted(TOTAL).toList();
  }

  /// The digest of facts that a deliberation records: SHA-256 over the canonical texts of [#sorted]
  /// facts, each with a line feed.
  ///
  /// @param sorted as [#sorted] gives them
  public static Digest digest(List<Fact> sorted) {
    StringBuilder all = new StringBuilder(sorted.size() * 96);
    for (Fact fact : sorted) {
      all.append(Canon.text(fact)).append('\n');
    }
    return Digest.sha256(all.toString());
  }

  /// Place of a fact's type in the canonical order, from 0.
  public static int type(Fact fact) {
    return switch (fact) {
      case Fact.Quote _ -> 0;
      case Fact.Feature _ -> 1;
      case Fact.Belief _ -> 2;
      case Fact.Pattern _ -> 3;
      case Fact.Feed _ -> 4;
      case Fact.Position _ -> 5;
      case Fact.Account _ -> 6;
      case Fact.Working _ -> 7;
      case Fact.Measure _ -> 8;
      case Fact.DeskMode _ -> 9;
      case Fact.Derived _ -> 10;
    };
  }
}
