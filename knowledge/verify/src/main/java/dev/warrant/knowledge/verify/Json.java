package dev.warrant.knowledge.verify;

import java.util.Locale;

/// One JSON object, written field by field.
final class Json {
  private final StringBuilder out = new StringBuilder("{");

  Json put(String key, String value) {
    return raw(key, quoted(value));
  }

  Json put(String key, long value) {
    return raw(key, Long.toString(value));
  }

  Json put(String key, boolean value) {
    return raw(key, Boolean.toString(value));
  }

  Json raw(String key, String value) {
    out.append(out.length() > 1 ? "," : "").append(quoted(key)).append(':').append(value);
    return this;
  }

  static String quoted(String text) {
    StringBuilder q = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        q.append('\\').append(c);
      } else if (c < ' ') {
        q.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        q.append(c);
      }
    }
    return q.append('"').toString();
  }

  @Override
  public String toString() {
    return out + "}";
  }
}
