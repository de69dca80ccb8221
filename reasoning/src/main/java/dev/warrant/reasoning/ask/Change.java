package dev.warrant.reasoning.ask;

/// One fact that a question supposes to be another, as a person writes it: `market.spread=12
/// ticks`, `ETHUSDT.zscore30=-0.9`, `belief.regime=calm`, `pattern.momentumBurst=off`,
/// `mode=PAUSE`. `book.spread` is `market.spread`.
///
/// @param symbol of which instrument; empty for all, and for what is of the whole desk
/// @param name of a measure or feature, or one of `belief.regime`, `pattern.NAME`, `feed`, `mode`
/// @param value what it is supposed to be
public record Change(String symbol, String name, String value) {
  /// Reads one.
  ///
  /// @throws IllegalArgumentException if there is no `=` in it, or nothing on one side
  public static Change parse(String text) {
    int eq = text.indexOf('=');
    String name = eq < 0 ? "" : text.substring(0, eq).strip();
    String value = eq < 0 ? "" : text.substring(eq + 1).strip();
    if (name.isEmpty() || value.isEmpty()) {
      throw new IllegalArgumentException(
          "\""
              + text
              + "\" supposes nothing; expected NAME=VALUE"
              + "\nMaybe market.spread=12 ticks, or ETHUSDT.zscore30=-0.9");
    }
    int dot = name.indexOf('.');
    boolean symbol = dot > 0 && name.substring(0, dot).matches("[A-Z0-9]{3,20}");
    return symbol
        ? new Change(name.substring(0, dot), catalogued(name.substring(dot + 1)), value)
        : new Change("", catalogued(name), value);
  }

  /// The spread is a measure of the market, and a book's to whoever looks at one.
  private static String catalogued(String name) {
    return name.equals("book.spread") ? "market.spread" : name;
  }
}
