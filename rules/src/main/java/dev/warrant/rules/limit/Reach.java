package dev.warrant.rules.limit;

import dev.warrant.knowledge.fact.MeasureId;
import java.util.EnumSet;
import java.util.Set;

/// When a limit can be read. Decided from its text alone, as soon as it is.
public enum Reach {
  /// It reads nothing about an order, so it says at any time how the desk stands.
  STATE("at any time"),
  /// What it reads of an order has a meaning without one: the worst case as it is now.
  WORST_CASE("at any time, of the worst case"),
  /// It counts the order that is asked about in, as in `orders.open + 1`: how much is used can be
  /// told at any time, but without an order nothing is outside.
  NEXT_ORDER("at any time, counting the next order in"),
  /// It reads the order itself, or the warrant it claims.
  ORDERS("only at orders");

  private static final Set<MeasureId> WORST =
      EnumSet.of(
          MeasureId.ORDER_WORST_AFTER,
          MeasureId.ORDER_WORST_NOTIONAL_AFTER,
          MeasureId.ORDER_GROSS_AFTER,
          MeasureId.ORDER_NET_AFTER);

  private static final Set<MeasureId> WORST_KEPT =
      EnumSet.of(
          MeasureId.POSITION_WORST_LONG,
          MeasureId.POSITION_WORST_SHORT,
          MeasureId.ACCOUNT_MARGIN_USED,
          MeasureId.ACCOUNT_FREE,
          MeasureId.PORTFOLIO_HEAT,
          MeasureId.PORTFOLIO_GROSS);

  private final String text;

  Reach(String text) {
    this.text = text;
  }

  /// For people.
  public String text() {
    return text;
  }

  /// When `limit` can be read.
  public static Reach of(Limit limit) {
    boolean worst = false;
    for (MeasureId id : LimitReader.reads(limit)) {
      boolean ofOrder =
          id.kind() == MeasureId.Kind.WARRANT
              || id.kind() == MeasureId.Kind.ORDER && !WORST.contains(id);
      if (ofOrder) {
        return ORDERS;
      }
      worst |= WORST.contains(id);
    }
    if (countsNext(limit)) {
      return NEXT_ORDER;
    }
    return worst ? WORST_CASE : STATE;
  }

  /// Whether it is about what the desk holds, owes or has lost, and not about market, model or
  /// machine.
  public static boolean ofHoldings(Limit limit) {
    return LimitReader.reads(limit).stream().anyMatch(Reach::holding);
  }

  private static boolean holding(MeasureId id) {
    boolean amount =
        switch (id.unit()) {
          case LOTS, MONEY, PPM -> true;
          case NUMBER, COUNT, TICKS, CENTITICKS, MICROS -> false;
        };
    return switch (id.kind()) {
      case LEDGER, LATCH -> amount;
      case ORDER -> WORST.contains(id);
      case WARRANT, WINDOW, BELIEF, CLOCK -> false;
    };
  }

  /// Whether orders that are not filled yet weigh in it.
  public static boolean ofWorstCase(Limit limit) {
    return LimitReader.reads(limit).stream()
        .anyMatch(id -> WORST.contains(id) || WORST_KEPT.contains(id));
  }

  /// Whether it says the same of every instrument, being about the account as a whole.
  public static boolean ofAccount(Limit limit) {
    return LimitReader.reads(limit).stream().allMatch(Reach::everywhere);
  }

  private static boolean everywhere(MeasureId id) {
    String name = id.text();
    return id == MeasureId.ORDER_GROSS_AFTER
        || id == MeasureId.ORDER_NET_AFTER
        || id == MeasureId.ORDERS_UNKNOWN
        || name.startsWith("account.")
        || name.startsWith("portfolio.")
        || name.startsWith("rate.")
        || name.startsWith("clock.")
        || name.startsWith("desk.");
  }

  private static boolean countsNext(Limit limit) {
    boolean[] found = {false};
    Walk.exprs(
        limit.require(),
        e -> {
          found[0] |= e instanceof Expr.Add(Expr l, Expr r) && (next(l, r) || next(r, l));
          return true;
        });
    return found[0];
  }

  private static boolean next(Expr count, Expr more) {
    return more instanceof Expr.Num
        && count instanceof Expr.Measured(MeasureId id)
        && id.unit() == MeasureId.Unit.COUNT;
  }
}
