package dev.warrant.reasoning.ask;

import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.knowledge.fact.Regime;
import dev.warrant.rules.limit.MeasureNames;
import dev.warrant.rules.limit.Rational;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;

/// An input of a deliberation that a question may suppose to be another: a whole number on the
/// input's own scale, or a switch.
///
/// @param symbol of which instrument; empty for what is of the account
/// @param name as a [Change] names it
/// @param value what it was
/// @param low least it can be
/// @param high most it can be
/// @param decimals of a feature; 0 for anything else
public record Lever(
    String symbol, String name, Kind kind, long value, long low, long high, int decimals) {
  private static final String PATTERN = "pattern.";

  /// What an input is.
  public enum Kind {
    /// A streaming feature, in units of 10^-decimals of its unit.
    FEATURE,
    /// A measure, in units of [MeasureId#unit].
    MEASURE,
    /// The believed regime, by its place in [Regime]; a switch.
    REGIME,
    /// A pattern that matched: 1, or 0 if it had not; a switch.
    PATTERN
  }

  /// Whether it has no numbers in between.
  public boolean isSwitch() {
    return kind == Kind.REGIME || kind == Kind.PATTERN;
  }

  /// How much a change to `to` is: as a share of the value it had, but of one whole unit of its
  /// scale at least (1 %, 1 USDT, 1 tick, 1 lot, 1 ms, 1 of a feature's unit). A switch that is
  /// changed counts as 1.
  public Rational cost(long to) {
    if (isSwitch()) {
      return to == value ? Rational.ZERO : Rational.ONE;
    }
    return Rational.of(to).minus(Rational.of(value)).abs().over(Rational.of(scale()));
  }

  /// What a change is measured by.
  long scale() {
    return Math.max(1, Math.max(Math.abs(value), whole()));
  }

  private long whole() {
    return switch (kind) {
      case FEATURE -> BigDecimal.ONE.scaleByPowerOfTen(decimals).longValueExact();
      case MEASURE ->
          switch (measure().unit()) {
            case PPM, MONEY -> 10_000;
            case MICROS -> 1_000;
            case CENTITICKS -> 100;
            case TICKS, LOTS, COUNT, NUMBER -> 1;
          };
      case REGIME, PATTERN -> 1;
    };
  }

  private MeasureId measure() {
    MeasureId id = MeasureNames.find(name);
    if (id == null) {
      throw new IllegalStateException("no measure " + name);
    }
    return id;
  }

  /// A value of it, exactly, as a [Change] reads it.
  public String text(long of) {
    return switch (kind) {
      case FEATURE -> plain(of, decimals);
      case MEASURE ->
          switch (measure().unit()) {
            case PPM -> plain(of, 4) + " %";
            case MONEY -> plain(of, 4) + " USDT";
            case MICROS -> plain(of, 3) + " ms";
            case CENTITICKS -> plain(of, 2) + " ticks";
            case TICKS -> of + " ticks";
            case LOTS -> of + " lots";
            case COUNT, NUMBER -> String.valueOf(of);
          };
      case REGIME -> Regime.values()[(int) of].name().toLowerCase(Locale.ROOT);
      case PATTERN -> of == 0 ? "off" : "on";
    };
  }

  private static String plain(long of, int decimals) {
    BigDecimal exact = BigDecimal.valueOf(of, decimals);
    return exact.signum() == 0 ? "0" : exact.stripTrailingZeros().toPlainString();
  }

  /// The change that supposes it to be `to`.
  Change change(long to) {
    return new Change(symbol, name, text(to));
  }

  /// The same with other ends.
  Lever between(long least, long most) {
    return new Lever(symbol, name, kind, value, least, most, decimals);
  }

  /// The same of all instruments at once.
  Lever everywhere() {
    return new Lever("", name, kind, value, low, high, decimals);
  }

  /// Its name with the instrument's, as `what-if --set` takes it.
  public String full() {
    return symbol.isEmpty() ? name : symbol + "." + name;
  }

  /// Puts `to` where rule conditions look for it.
  void put(Map<String, Long> known, long to) {
    switch (kind) {
      case FEATURE -> known.put("Feature." + name + ".value", to);
      case REGIME -> {
        known.put("Belief.regime", to);
        set(known, "Measure.belief.regime.value", to);
      }
      case PATTERN -> known.put("Pattern." + name.substring(PATTERN.length()) + "?", to);
      case MEASURE -> {
        set(known, "Measure." + name + ".value", to);
        if (name.equals(MeasureId.MARKET_SPREAD.text())) {
          known.put("Quote.ask", known.getOrDefault("Quote.bid", 0L) + to);
        } else if (name.equals(MeasureId.BELIEF_PROBABILITY.text())) {
          known.put("Belief.probabilityPpm", to);
        }
      }
    }
  }

  private static void set(Map<String, Long> known, String unknown, long to) {
    if (known.containsKey(unknown)) {
      known.put(unknown, to);
    }
  }

  /// Whether `unknown` of a rule condition follows from it.
  boolean moves(String unknown) {
    return switch (kind) {
      case FEATURE -> unknown.equals("Feature." + name + ".value");
      case REGIME ->
          unknown.equals("Belief.regime") || unknown.equals("Measure.belief.regime.value");
      case PATTERN -> unknown.equals("Pattern." + name.substring(PATTERN.length()) + "?");
      case MEASURE ->
          unknown.equals("Measure." + name + ".value")
              || unknown.equals("Quote.ask") && name.equals(MeasureId.MARKET_SPREAD.text())
              || unknown.equals("Belief.probabilityPpm")
                  && name.equals(MeasureId.BELIEF_PROBABILITY.text());
    };
  }
}
