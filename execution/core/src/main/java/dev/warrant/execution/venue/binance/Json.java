package dev.warrant.execution.venue.binance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.warrant.knowledge.unit.Decimals;

/// Reads the rare messages: a tree is fine there, a `double` is not.
final class Json {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Json() {}

  /// Parses a body.
  ///
  /// @throws BadFrame if it is no JSON
  static JsonNode parse(String body) {
    try {
      return MAPPER.readTree(body);
    } catch (JsonProcessingException e) {
      throw new BadFrame("no JSON: " + brief(body), e);
    }
  }

  /// A decimal number, written as text or number, in units of 1e-8; absent or empty is zero.
  static long e8(JsonNode of, String field) {
    String text = of.path(field).asText("");
    return text.isEmpty() || text.equals("null") ? 0 : decimal(text, field);
  }

  /// A decimal number as a multiple of `stepE8`, rounded toward zero if it is none.
  static long steps(JsonNode of, String field, long stepE8) {
    return e8(of, field) / stepE8;
  }

  private static long decimal(String text, String field) {
    try {
      return Decimals.parseE8(text);
    } catch (NumberFormatException e) {
      return longDecimal(text, field, e);
    }
  }

  /// Averages come with more than eight decimals; the rest is below what money can hold.
  private static long longDecimal(String text, String field, NumberFormatException why) {
    int point = text.indexOf('.');
    if (point >= 0 && text.length() > point + 9) {
      return Decimals.parseE8(text.substring(0, point + 9));
    }
    throw new BadFrame("field " + field + " is no decimal: " + brief(text), why);
  }

  private static String brief(String text) {
    return text.length() <= 120 ? text : text.substring(0, 120) + "…";
  }
}
