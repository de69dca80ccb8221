package dev.warrant.rules.limit;

import dev.warrant.rules.text.Nearest;
import dev.warrant.rules.text.Place;
import dev.warrant.rules.text.RuleError;
import dev.warrant.rules.text.RuleException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Cells as text: the unary tests of DMN 1.3 (section 10.3.1.2, rule 13) that a table needs, the
/// same in CSV and DMN but for lists of words.
public final class CellText {
  private static final String NUMBER = "(-?[0-9]{1,15}(?:\\.[0-9]{1,9})?)";
  private static final Pattern RANGE =
      Pattern.compile("([\\[(]) *" + NUMBER + " *\\.\\. *" + NUMBER + " *([\\])])");
  private static final Pattern SIDE = Pattern.compile("(<=|<|>=|>) *" + NUMBER);
  private static final Pattern LIST = Pattern.compile(NUMBER + "(?: *\\| *" + NUMBER + ")*");
  private static final String EXPECTED =
      "- for whatever it is, a number, < 5, <= 5, > 5, >= 5, [1..5] or [1..5)";

  private CellText() {}

  /// Reads the cell of `input`.
  ///
  /// @throws RuleException if it is no test of this input, or nothing can satisfy it
  public static Cell read(DecisionTable.Input input, String text, Place place) {
    if (text.equals("-")) {
      return new Cell.Any();
    }
    if (text.isEmpty()) {
      throw new RuleError(
              "table-cell",
              place,
              "an empty cell",
              "a test of " + input.name(),
              "a - says that any value will do.")
          .thrown();
    }
    Cell cell = input.words().isEmpty() ? numbers(text, place) : words(input, text, place);
    ends(cell).forEach(end -> whole(input, end, place));
    if (cell instanceof Cell.Between(Cell.End low, Cell.End high)
        && low != null
        && high != null
        && empty(low, high)) {
      throw RuleError.of(
              "table-cell",
              place,
              "\"" + text + "\", which nothing satisfies",
              "the smaller end first, and something between the ends")
          .thrown();
    }
    return cell;
  }

  private static boolean empty(Cell.End low, Cell.End high) {
    int c = low.value().compareTo(high.value());
    return c > 0 || c == 0 && !(low.closed() && high.closed());
  }

  private static Cell words(DecisionTable.Input input, String text, Place place) {
    TreeSet<Rational> out = new TreeSet<>();
    for (String part : text.split("\\|", -1)) {
      String word = part.strip();
      int at = input.words().indexOf(word);
      if (at < 0) {
        throw new RuleError(
                "table-word",
                place,
                "\"" + word + "\" as " + input.name(),
                "- or " + String.join(", ", input.words()) + ", several with | between them",
                Nearest.advice(word.toUpperCase(Locale.ROOT), input.words()))
            .thrown();
      }
      out.add(Rational.of(at));
    }
    return new Cell.OneOf(List.copyOf(out));
  }

  private static Cell numbers(String text, Place place) {
    Matcher range = RANGE.matcher(text);
    if (range.matches()) {
      Cell.End low = end(range.group(2), range.group(1).equals("["), place);
      return new Cell.Between(low, end(range.group(3), range.group(4).equals("]"), place));
    }
    Matcher side = SIDE.matcher(text);
    if (side.matches()) {
      Cell.End end = end(side.group(2), side.group(1).endsWith("="), place);
      boolean above = side.group(1).startsWith(">");
      return new Cell.Between(above ? end : null, above ? null : end);
    }
    if (LIST.matcher(text).matches()) {
      TreeSet<Rational> out = new TreeSet<>();
      for (String part : text.split("\\|", -1)) {
        out.add(Parameter.number(part.strip(), place));
      }
      return new Cell.OneOf(List.copyOf(out));
    }
    throw new RuleError("table-cell", place, "\"" + text + "\"", EXPECTED, maybe(text)).thrown();
  }

  private static String maybe(String text) {
    return text.matches(".*[0-9] [0-9].*")
        ? "the number has a space in it."
        : text.matches(".*[A-Za-z%].*") ? "the unit stands in the header only." : "";
  }

  private static Cell.End end(String number, boolean closed, Place place) {
    return new Cell.End(Parameter.number(number, place), closed);
  }

  private static List<Rational> ends(Cell cell) {
    return switch (cell) {
      case Cell.Any _ -> List.of();
      case Cell.OneOf(List<Rational> values) -> values;
      case Cell.Between(Cell.End low, Cell.End high) -> {
        List<Rational> out = new ArrayList<>();
        if (low != null) {
          out.add(low.value());
        }
        if (high != null) {
          out.add(high.value());
        }
        yield out;
      }
    };
  }

  /// Ends lie where the measure can stand, so that nothing is rounded.
  private static void whole(DecisionTable.Input input, Rational end, Place place) {
    Rational raw = end.times(input.each());
    if (!raw.whole() || raw.numerator().bitLength() > 62) {
      throw RuleError.of(
              "table-fine",
              place,
              Parameter.decimal(end) + " " + input.unit() + " of " + input.name(),
              "a multiple of "
                  + Parameter.decimal(Rational.ONE.over(input.each()))
                  + " "
                  + input.unit()
                  + ", which is what the measure counts")
          .thrown();
    }
  }

  /// `cell` as an officer writes it.
  public static String written(DecisionTable.Input input, Cell cell) {
    return text(input, cell, "", " | ");
  }

  /// `cell` as DMN has it: words in quotes, with commas between them.
  public static String dmn(DecisionTable.Input input, Cell cell) {
    return text(input, cell, "\"", ",");
  }

  private static String text(DecisionTable.Input input, Cell cell, String quote, String between) {
    return switch (cell) {
      case Cell.Any _ -> "-";
      case Cell.OneOf(List<Rational> values) -> {
        List<String> parts = new ArrayList<>();
        for (Rational value : values) {
          parts.add(
              input.words().isEmpty()
                  ? Parameter.decimal(value)
                  : quote + input.words().get(value.numerator().intValueExact()) + quote);
        }
        yield String.join(between, parts);
      }
      case Cell.Between(Cell.End low, Cell.End high) -> range(low, high);
    };
  }

  private static String range(Cell.@Nullable End low, Cell.@Nullable End high) {
    if (low == null) {
      return high == null ? "-" : (high.closed() ? "<= " : "< ") + Parameter.decimal(high.value());
    }
    if (high == null) {
      return (low.closed() ? ">= " : "> ") + Parameter.decimal(low.value());
    }
    return (low.closed() ? "[" : "(")
        + Parameter.decimal(low.value())
        + ".."
        + Parameter.decimal(high.value())
        + (high.closed() ? "]" : ")");
  }
}
