package dev.warrant.rules.pack;

import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.rules.limit.Condition;
import dev.warrant.rules.limit.Rational;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a policy is claimed to guarantee of every order it admits.
///
/// @param says the claim as a sentence
/// @param forAll quantities that may have any value in their range, in base units
/// @param let named amounts, in base units
/// @param assume what holds before; also what is known of measures
/// @param prove the claim
/// @param file `file:line`
public record Theorem(
    String id,
    String says,
    SortedMap<String, Span> forAll,
    SortedMap<String, Rational> let,
    List<Condition> assume,
    Condition prove,
    String file) {
  /// What a name starts with that speaks of the state after the order has filled.
  public static final String AFTER = "after.";

  /// Measures of which it is known what a fill does to them.
  public static final List<MeasureId> POST =
      List.of(
          MeasureId.POSITION_NET,
          MeasureId.POSITION_WORST_LONG,
          MeasureId.POSITION_WORST_SHORT,
          MeasureId.PORTFOLIO_GROSS,
          MeasureId.RATE_MESSAGES,
          MeasureId.ACCOUNT_EQUITY);

  /// From `low` to `high`, both in base units.
  public record Span(Rational low, Rational high) {}

  public Theorem {
    forAll = Collections.unmodifiableSortedMap(new TreeMap<>(forAll));
    let = Collections.unmodifiableSortedMap(new TreeMap<>(let));
    assume = List.copyOf(assume);
  }

  /// Every measure it reads before the order fills.
  public Set<MeasureId> measures() {
    EnumSet<MeasureId> out = EnumSet.noneOf(MeasureId.class);
    assume.forEach(a -> out.addAll(a.measures()));
    out.addAll(prove.measures());
    return out;
  }

  /// Whether it speaks of the state after a fill.
  public boolean post() {
    return prove.text().contains(AFTER) || assume.stream().anyMatch(a -> a.text().contains(AFTER));
  }
}
