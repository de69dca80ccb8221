package dev.warrant.rules.limit;

import dev.warrant.knowledge.fact.MeasureId;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;

/// The sentence of a limit with values filled in, in the words of its author. Sides are rounded
/// away from each other where the limit is broken, so that a sentence never says "20 % against 20
/// %".
public final class LimitSays {
  private LimitSays() {}

  /// One sentence for what `reading` found.
  public static String text(Reading reading, Measures measures) {
    Limit limit = reading.limit();
    return switch (reading) {
      case Reading.NotBinding _ -> "Limit " + limit.id() + " does not bind this order.";
      case Reading.Absent(Limit _, MeasureId id) ->
          "Limit " + limit.id() + " needs " + id.text() + ", which has no value now.";
      case Reading.OutOfRange(Limit _, MeasureId id, long value, MeasureRange range) ->
          "Limit %s reads %s = %s, outside its declared range %s to %s."
              .formatted(
                  limit.id(),
                  id.text(),
                  shown(id, value),
                  shown(id, range.min()),
                  shown(id, range.max()));
      case Reading.NoRow noRow -> noRow(noRow, measures);
      case Reading.Judged judged ->
          SaysForm.HOLE
              .matcher(limit.says())
              .replaceAll(m -> Matcher.quoteReplacement(hole(m, judged, measures)));
    };
  }

  private static String noRow(Reading.NoRow reading, Measures measures) {
    DecisionTable table = reading.table();
    return "Limit %s takes %s from the table %s, where %s for %s."
        .formatted(
            reading.limit().id(),
            reading.parameter(),
            table.name(),
            reading.several() ? "more than one row stands" : "no row stands",
            TableSays.inputs(table, measures));
  }

  /// How far an order was inside `limit`, in the limit's own unit, rounded toward it: `500.00
  /// USDT`.
  ///
  /// @param margin as the guard tells it: on the scale of the limit's sides, in parts per million
  ///   of that if it compares ratios
  public static String margin(Limit limit, long margin) {
    return written(limit, Rational.of(margin), limit.ratio() ? -6 : 0, RoundingMode.FLOOR);
  }

  /// How near a limit is, in its own unit: `2 050.00 USDT of at most 2 500.00 USDT`. The value is
  /// rounded toward the limit, and a limit that is left is told as it is.
  public static String near(Reading.Judged judged) {
    Limit limit = judged.limit();
    return switch (limit.require().op()) {
      case LE, LT ->
          side(limit, judged.lhs(), RoundingMode.CEILING)
              + " of at most "
              + side(limit, judged.rhs(), RoundingMode.FLOOR);
      case GE, GT ->
          side(limit, judged.lhs(), RoundingMode.FLOOR)
              + ", at least "
              + side(limit, judged.rhs(), RoundingMode.CEILING);
      case EQ, NE ->
          side(limit, judged.lhs(), RoundingMode.HALF_UP)
              + (limit.require().op() == Cond.Op.EQ ? ", and must be " : ", and must not be ")
              + side(limit, judged.rhs(), RoundingMode.HALF_UP);
    };
  }

  /// How far outside, as objections give it, in the limit's own unit, rounded away from it.
  public static String beyond(Limit limit, long beyond) {
    return written(limit, Rational.of(beyond), limit.ratio() ? -6 : 0, RoundingMode.CEILING);
  }

  private static String side(Limit limit, Rational value, RoundingMode mode) {
    return written(limit, value, 0, mode);
  }

  /// @param digits power of ten that `value` is short of the scale of the limit's sides
  private static String written(Limit limit, Rational value, int digits, RoundingMode mode) {
    List<String> form = List.of(limit.shown().split(":", -1));
    Show show = Show.valueOf(form.get(0).toUpperCase(Locale.ROOT));
    int scale = Integer.parseInt(form.get(1)) + digits;
    return show.text(value.times(Rational.tenTo(scale)), mode)
        + (form.size() > 2 ? " " + form.get(2) : "");
  }

  private static String hole(MatchResult match, Reading.Judged judged, Measures measures) {
    String name = match.group(1);
    Show show =
        match.group(2) == null
            ? Show.NUMBER
            : Show.valueOf(match.group(2).toUpperCase(Locale.ROOT));
    Rational unit = Rational.tenTo(match.group(3) == null ? 0 : Integer.parseInt(match.group(3)));
    boolean atLeast =
        judged.limit().require().op() == Cond.Op.GE || judged.limit().require().op() == Cond.Op.GT;
    RoundingMode up = atLeast ? RoundingMode.FLOOR : RoundingMode.CEILING;
    RoundingMode down = atLeast ? RoundingMode.CEILING : RoundingMode.FLOOR;
    return switch (name) {
      case "lhs" -> show.text(judged.lhs().times(unit), up);
      case "rhs" -> show.text(judged.rhs().times(unit), down);
      case "distance" -> show.text(judged.distance().times(unit), RoundingMode.CEILING);
      default -> {
        Lookup lookup = judged.limit().tables().get(name);
        yield lookup == null ? measure(name, measures) : TableSays.value(lookup, measures);
      }
    };
  }

  private static String measure(String name, Measures measures) {
    MeasureId id = MeasureNames.find(name);
    if (id == null) {
      return "{" + name + "}";
    }
    return measures.present(id) ? shown(id, measures.value(id)) : "(no " + name + ")";
  }

  /// The same without rounding money: `0.3001 USDT`.
  public static String exact(MeasureId id, long value) {
    return id.unit() == MeasureId.Unit.MONEY
        ? BigDecimal.valueOf(value, 4).stripTrailingZeros().toPlainString() + " USDT"
        : shown(id, value);
  }

  /// A value of `id` as people read it: `3 000.00 USDT`.
  public static String shown(MeasureId id, long value) {
    Unit unit = Unit.of(id.unit());
    Rational base = Rational.of(value).times(Rational.tenTo(unit.scale()));
    return Show.of(unit, Show.NUMBER).text(base, RoundingMode.HALF_UP);
  }
}
