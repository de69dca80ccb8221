package dev.warrant.reasoning.strategy;

import dev.warrant.rules.text.Nearest;
import dev.warrant.rules.text.Place;
import dev.warrant.rules.text.RuleError;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a clause says of an intent for which it does not hold: text with the holes `{value}`,
/// `{limit}`, `{distance}` and `{condition}`. Facts count ratios in parts per million; a hole for a
/// number may name the unit to tell it in, as in `{limit %}` or `{value bps}`, and the number is
/// told in full.
///
/// @param unit that numbers of the clause are told in: of the first hole that names one
record Sentence(String text, Unit unit) {
  /// What a clause says that has no sentence.
  static final Sentence FAILS = new Sentence("fails: {condition}", Unit.NONE);

  private static final Pattern HOLE = Pattern.compile("\\{([^{}]*)}");
  private static final List<String> NUMBERS = List.of("value", "limit", "distance");
  private static final String CONDITION = "condition";

  /// What a number that counts parts per million is told in.
  enum Unit {
    /// As it is counted.
    NONE("", 0),
    PERCENT(" %", 4),
    /// A hundredth of a per cent.
    BASIS_POINTS(" bps", 2);

    private final String text;
    private final int places;

    Unit(String text, int places) {
      this.text = text;
      this.places = places;
    }

    /// The unit that the words of a hole name; null if there is none of that name.
    static @Nullable Unit named(String[] words) {
      return words.length == 1
          ? NONE
          : words[1].equals("%") ? PERCENT : words[1].equals("bps") ? BASIS_POINTS : null;
    }

    String of(long number) {
      BigDecimal told = BigDecimal.valueOf(number, places);
      return (told.signum() == 0 ? "0" : told.stripTrailingZeros().toPlainString()) + text;
    }
  }

  /// Reads a sentence.
  ///
  /// @throws dev.warrant.rules.text.RuleException if a hole is none of these
  static Sentence read(String text, Place place) {
    Unit unit = Unit.NONE;
    Matcher hole = HOLE.matcher(text);
    while (hole.find()) {
      Unit own = unit(hole.group(1), place);
      unit = unit == Unit.NONE ? own : unit;
    }
    return new Sentence(text, unit);
  }

  private static Unit unit(String hole, Place place) {
    String[] words = hole.split(" ", 2);
    boolean number = NUMBERS.contains(words[0]);
    Unit unit = Unit.named(words);
    if (unit != null && (number || unit == Unit.NONE && words[0].equals(CONDITION))) {
      return unit;
    }
    throw new RuleError(
            "theory-says",
            place,
            "{" + hole + "} in a sentence",
            "{value}, {limit} or {distance}, with % or bps after the word if the number is a ratio,"
                + " or {condition}",
            Nearest.advice(words[0], List.of("value", "limit", "distance", CONDITION)))
        .thrown();
  }

  /// The sentence with its holes filled.
  String of(long value, long limit, long distance, String condition) {
    return HOLE.matcher(text)
        .replaceAll(
            hole -> Matcher.quoteReplacement(told(hole, value, limit, distance, condition)));
  }

  private static String told(
      MatchResult hole, long value, long limit, long distance, String condition) {
    String[] words = hole.group(1).split(" ", 2);
    Unit unit = Objects.requireNonNull(Unit.named(words));
    return switch (words[0]) {
      case "value" -> unit.of(value);
      case "limit" -> unit.of(limit);
      case "distance" -> unit.of(distance);
      default -> condition;
    };
  }
}
