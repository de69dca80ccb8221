package dev.warrant.governance.ask;

import dev.warrant.knowledge.unit.Digest;
import dev.warrant.knowledge.unit.Instrument;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/// How the things of a run are named in questions.
final class Names {
  private static final int NODE_DIGITS = 32;

  private List<Instrument> instruments = List.of();

  void instruments(List<Instrument> now) {
    instruments = now;
  }

  /// `/instrument/BTCUSDT`; `/desk` where no instrument is meant.
  String instrument(int index) {
    return index < 0 || index >= instruments.size()
        ? "/desk"
        : "/instrument/" + part(instruments.get(index).symbol());
  }

  static String order(String clientId) {
    return "/order/" + part(clientId);
  }

  static String warrant(int epoch, long id) {
    return "/warrant/" + epoch + "/" + id;
  }

  static String pack(Digest digest) {
    return "/pack/" + digest.hex();
  }

  static String person(String name) {
    return "/person/" + part(name);
  }

  static String statement(Digest id) {
    return "/statement/" + id.hex().substring(0, NODE_DIGITS);
  }

  static String node(Digest id) {
    return "/node/" + id.hex().substring(0, NODE_DIGITS);
  }

  /// `/buy`, `/post_only`.
  static String word(Enum<?> value) {
    return "/" + value.name().toLowerCase(Locale.ROOT);
  }

  /// A part of a name; other characters percent-encoded.
  static String part(String text) {
    if (text.isEmpty()) {
      return "%";
    }
    StringBuilder out = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || c == '-' || c == '_');
      out.append(plain ? String.valueOf(c) : String.format(Locale.ROOT, "%%%02x", (int) c));
    }
    return out.toString();
  }
}
