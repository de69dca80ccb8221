package dev.warrant.reasoning.ask;

import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.knowledge.unit.Side;
import dev.warrant.rules.text.Nearest;
import java.util.List;
import java.util.Locale;

/// What a question says should have been traded, as a person writes it: `SELL BTCUSDT`.
public record Wanted(Side side, Instrument instrument) {
  /// Reads one.
  ///
  /// @throws IllegalArgumentException saying which side or instrument there is not
  public static Wanted parse(String text, List<Instrument> instruments) {
    List<String> words = List.of(text.strip().split("\\s+", -1));
    if (words.size() != 2) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is no intent; expected a side and an instrument" + such(instruments));
    }
    Side side = side(words.getFirst(), instruments);
    for (Instrument instrument : instruments) {
      if (instrument.symbol().equalsIgnoreCase(words.getLast())) {
        return new Wanted(side, instrument);
      }
    }
    List<String> all = instruments.stream().map(Instrument::symbol).toList();
    String near = Nearest.advice(words.getLast().toUpperCase(Locale.ROOT), all);
    throw new IllegalArgumentException(
        "no instrument "
            + words.getLast()
            + "; the run has "
            + String.join(", ", all)
            + "\nMaybe "
            + (near.isEmpty() ? side + " " + all.getFirst() : near));
  }

  private static Side side(String word, List<Instrument> instruments) {
    for (Side side : Side.values()) {
      if (side.name().equalsIgnoreCase(word)) {
        return side;
      }
    }
    throw new IllegalArgumentException(
        "\"" + word + "\" is no side; expected BUY or SELL" + such(instruments));
  }

  private static String such(List<Instrument> instruments) {
    return "\nMaybe --intent \"SELL " + instruments.getFirst().symbol() + "\"";
  }

  /// `SELL BTCUSDT`.
  public String text() {
    return side + " " + instrument.symbol();
  }
}
