package dev.warrant.reasoning.ask;

import dev.warrant.knowledge.fact.FeedState;
import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.knowledge.fact.Mode;
import dev.warrant.knowledge.fact.Regime;
import dev.warrant.rules.limit.LimitSays;
import dev.warrant.rules.limit.MeasureNames;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;

/// Names and values of what rule conditions are over, as people read them.
final class Figures {
  private final Map<String, Long> known;

  Figures(Map<String, Long> known) {
    this.known = known;
  }

  /// `ofi` for `Feature.ofi.value`, `the believed regime` for `Belief.regime`.
  static String name(String unknown) {
    if (unknown.endsWith("?")) {
      String prefix = unknown.substring(0, unknown.length() - 1);
      int dot = prefix.indexOf('.');
      return dot < 0
          ? prefix.toLowerCase(Locale.ROOT)
          : prefix.substring(0, dot).toLowerCase(Locale.ROOT) + " " + prefix.substring(dot + 1);
    }
    int first = unknown.indexOf('.');
    int last = unknown.lastIndexOf('.');
    if (first < last) {
      String name = unknown.substring(first + 1, last);
      String part = unknown.substring(last + 1);
      return part.equals("value") ? name : name + " " + part;
    }
    return switch (unknown) {
      case "Belief.regime" -> "the believed regime";
      case "Belief.probabilityPpm" -> "its probability";
      case "Feed.state" -> "the state of the feed";
      case "DeskMode.mode" -> "the mode";
      case "Position.net" -> "the position";
      case "Position.unrealisedE8" -> "the unrealised profit";
      case "Account.equityE8" -> "the equity";
      default -> unknown;
    };
  }

  /// A value of it, exactly.
  String text(String unknown, long value) {
    if (unknown.endsWith("?")) {
      return value == 0 ? "not there" : "there";
    }
    if (unknown.startsWith("Feature.") && unknown.endsWith(".value")) {
      String decimals = unknown.substring(0, unknown.length() - "value".length()) + "decimals";
      return plain(value, known.getOrDefault(decimals, 0L).intValue());
    }
    if (unknown.startsWith("Measure.") && unknown.endsWith(".value")) {
      MeasureId id =
          MeasureNames.find(
              unknown.substring("Measure.".length(), unknown.length() - ".value".length()));
      return id == null ? String.valueOf(value) : LimitSays.exact(id, value);
    }
    return switch (unknown) {
      case "Belief.regime" -> named(Regime.values(), value).toLowerCase(Locale.ROOT);
      case "Feed.state" -> named(FeedState.values(), value);
      case "DeskMode.mode" -> named(Mode.values(), value);
      case "Belief.probabilityPpm" -> plain(value, 4) + " %";
      default ->
          unknown.endsWith("E8")
              ? plain(value, 8) + " USDT"
              : unknown.endsWith("Percent") ? value + " percent" : String.valueOf(value);
    };
  }

  private static <E extends Enum<E>> String named(E[] all, long place) {
    return place >= 0 && place < all.length ? all[(int) place].name() : String.valueOf(place);
  }

  /// Whether it is a number that a distance can be told of.
  static boolean number(String unknown) {
    return !unknown.endsWith("?")
        && !unknown.equals("Belief.regime")
        && !unknown.equals("Feed.state")
        && !unknown.equals("DeskMode.mode");
  }

  private static String plain(long value, int decimals) {
    BigDecimal exact = BigDecimal.valueOf(value, decimals);
    return exact.signum() == 0 ? "0" : exact.stripTrailingZeros().toPlainString();
  }
}
