package dev.warrant.sim.wire;

import dev.warrant.knowledge.unit.Decimals;
import dev.warrant.knowledge.unit.E8;
import dev.warrant.sim.exchange.Rejection;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Parameters of a request, from its query and its form body together.
final class Params {
  private final Map<String, String> values = new LinkedHashMap<>();
  private final String signed;

  /// @throws Rejection -1101 if a parameter is no valid form data
  Params(String query, String body) {
    StringBuilder text = new StringBuilder(query.length() + body.length());
    read(query, text);
    read(body, text);
    signed = text.toString();
  }

  /// The text that the signature covers: query and body, one after the other, without the signature
  /// itself.
  String signed() {
    return signed;
  }

  /// The value, or null if it is missing or empty.
  @Nullable String get(String name) {
    String value = values.get(name);
    return value == null || value.isEmpty() ? null : value;
  }

  String get(String name, String otherwise) {
    String value = get(name);
    return value == null ? otherwise : value;
  }

  /// The value.
  ///
  /// @throws Rejection -1102 if it is missing
  String need(String name) {
    String value = get(name);
    if (value == null) {
      throw malformed(name);
    }
    return value;
  }

  long number(String name, long otherwise) {
    String value = get(name);
    if (value == null) {
      return otherwise;
    }
    try {
      return Long.parseLong(value);
    } catch (NumberFormatException e) {
      throw malformed(name);
    }
  }

  long needNumber(String name) {
    need(name);
    return number(name, 0);
  }

  boolean flag(String name) {
    return "true".equalsIgnoreCase(get(name, "false"));
  }

  @E8
  long needDecimal(String name) {
    return decimal(name, need(name));
  }

  @E8
  long decimal(String name, String text) {
    try {
      return Decimals.parseE8(text);
    } catch (NumberFormatException e) {
      if (text.indexOf('.') >= 0 && text.length() - text.indexOf('.') > 9) {
        throw new Rejection(-1111, "Precision is over the maximum defined for this asset.");
      }
      throw malformed(name);
    }
  }

  static Rejection malformed(String name) {
    return new Rejection(
        -1102, "Mandatory parameter '" + name + "' was not sent, was empty/null, or malformed.");
  }

  private void read(String form, StringBuilder text) {
    boolean first = true;
    for (String pair : form.split("&", -1)) {
      if (pair.isEmpty()) {
        continue;
      }
      int eq = pair.indexOf('=');
      String name = decode(eq < 0 ? pair : pair.substring(0, eq));
      values.put(name, eq < 0 ? "" : decode(pair.substring(eq + 1)));
      if (!name.equals("signature")) {
        if (!first) {
          text.append('&');
        }
        text.append(pair);
        first = false;
      }
    }
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new Rejection(-1100, "Illegal characters found in a parameter.");
    }
  }
}
