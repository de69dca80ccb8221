package dev.warrant.governance.ask;

import dev.warrant.knowledge.unit.Digest;
import dev.warrant.knowledge.unit.Instrument;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How the things of a run are named in questions.
final class Names {
  private static final String NODE = "/node/";
  private static final int NODE_DIGITS = 32;
  private static final String ORDER = "/order/";
  private static final Pattern NODE_NAME = Pattern.compile("[0-9a-f]{" + NODE_DIGITS + "}");

  private static final int HEX = 16;
  private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.ISO_8859_1);

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
    return ORDER + part(clientId);
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
    byte[] out = new byte[NODE.length() + NODE_DIGITS];
    for (int i = 0; i < NODE.length(); i++) {
      out[i] = (byte) NODE.charAt(i);
    }
    digits(id.a(), out, NODE.length());
    digits(id.b(), out, NODE.length() + NODE_DIGITS / 2);
    return new String(out, StandardCharsets.ISO_8859_1);
  }

  /// A digest that begins like that of the node of this name; null if it names none.
  static @Nullable Digest node(String name) {
    String digits = name.startsWith(NODE) ? name.substring(NODE.length()) : "";
    return NODE_NAME.matcher(digits).matches()
        ? Digest.parse(digits + "0".repeat(NODE_DIGITS))
        : null;
  }

  /// The id of the order of this name; null if it names none.
  static @Nullable String client(String name) {
    if (!name.startsWith(ORDER)) {
      return null;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int i = ORDER.length(); i < name.length(); i++) {
      char c = name.charAt(i);
      boolean encoded = c == '%' && i + 2 < name.length();
      if (!encoded) {
        out.write(c);
        continue;
      }
      int high = Character.digit(name.charAt(i + 1), HEX);
      int low = Character.digit(name.charAt(i + 2), HEX);
      out.write(HEX * high + low);
      i += 2;
    }
    String id = name.equals(order("")) ? "" : out.toString(StandardCharsets.UTF_8);
    return order(id).equals(name) ? id : null; // only as it is written
  }

  private static void digits(long word, byte[] out, int at) {
    for (int i = 0; i < NODE_DIGITS / 2; i++) {
      out[at + i] = DIGITS[(int) (word >>> 60 - 4 * i) & 15];
    }
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
    int bare = 0;
    while (bare < text.length() && bare(text.charAt(bare))) {
      bare++;
    }
    if (bare == text.length()) {
      return text;
    }
    StringBuilder out = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      out.append(bare(c) ? String.valueOf(c) : String.format(Locale.ROOT, "%%%02x", (int) c));
    }
    return out.toString();
  }

  private static boolean bare(char c) {
    return c < 0x80 && (Character.isLetterOrDigit(c) || c == '-' || c == '_');
  }
}
