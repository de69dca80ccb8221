package dev.warrant.knowledge.fact;

import java.util.Comparator;

/// The canonical order of facts: type, instrument, name, then source.
public final class FactOrder {
  /// Compares by canonical order.
  public static final Comparator<Fact> CANONICAL =
      Comparator.<Fact>comparingInt(FactOrder::rank)
          .thenComparingInt(Fact::instrument)
          .thenComparing(Fact::name)
          .thenComparingLong(Fact::source);

  private FactOrder() {}

  private static int rank(Fact fact) {
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
