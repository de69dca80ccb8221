package dev.warrant.reasoning.ask;

import dev.warrant.knowledge.fact.MeasureId;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A figure as a person writes it, in the whole numbers a fact counts in.
final class Quantity {
  private static final Map<String, Integer> PPM = digits("=6 x=6 %=4 bps=2 ppm=0");
  private static final Map<String, Integer> MICROS = digits("us=0 ms=3 s=6");

  private Quantity() {}

  /// `text` as a value of `id`: `12 bps`, `0.5 %`, `500 ms`, `120.50 USDT`, `3`.
  ///
  /// @throws IllegalArgumentException saying which units there are
  static long of(MeasureId id, String text) {
    return switch (id.unit()) {
      case PPM -> scaled(text, PPM, "70 %, 12 bps or 0.7");
      case MICROS -> scaled(text, MICROS, "500 ms or 2 s");
      case MONEY -> scaled(text, of("USDT", 4), "120.50 USDT");
      case TICKS -> scaled(text, of("ticks", 0), "12 ticks");
      case CENTITICKS -> scaled(text, of("ticks", 2), "1.5 ticks");
      case LOTS -> scaled(text, of("lots", 0), "25 lots");
      case COUNT, NUMBER -> scaled(text, of("", 0), "3");
    };
  }

  /// `text` as a plain number in units of 10^-`decimals`.
  static long plain(String text, int decimals) {
    return scaled(text, of("", decimals), decimals == 0 ? "3" : "0.5");
  }

  private static Map<String, Integer> of(String unit, int digits) {
    Map<String, Integer> out = new TreeMap<>();
    out.put("", digits);
    out.put(unit, digits);
    return out;
  }

  /// Units and the power of ten each stands for.
  private static Map<String, Integer> digits(String pairs) {
    Map<String, Integer> out = new TreeMap<>();
    for (String pair : List.of(pairs.split(" ", -1))) {
      int at = pair.indexOf('=');
      out.put(pair.substring(0, at), Integer.parseInt(pair.substring(at + 1)));
    }
    return out;
  }

  private static long scaled(String text, Map<String, Integer> units, String such) {
    int end = 0;
    while (end < text.length() && "+-.0123456789".indexOf(text.charAt(end)) >= 0) {
      end++;
    }
    Integer digits = units.get(text.substring(end).strip());
    try {
      if (digits != null && end <= 24) {
        return new BigDecimal(text.substring(0, end)).scaleByPowerOfTen(digits).longValueExact();
      }
    } catch (ArithmeticException | NumberFormatException e) {
      throw new IllegalArgumentException(wrong(text, such), e);
    }
    throw new IllegalArgumentException(wrong(text, such));
  }

  private static String wrong(String text, String such) {
    return "\"" + text + "\" is no value it could have; expected one such as " + such;
  }
}
