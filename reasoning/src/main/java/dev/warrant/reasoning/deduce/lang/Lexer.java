package dev.warrant.reasoning.deduce.lang;

import dev.warrant.reasoning.deduce.lang.Token.What;
import dev.warrant.rules.text.Place;
import dev.warrant.rules.text.RuleError;
import dev.warrant.rules.text.RuleException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Cuts a text into tokens. Times and durations become numbers of nanoseconds here.
final class Lexer {
  private static final List<String> SYMBOLS =
      List.of(
          ":-", "⟸", "|>", "!=", "<=", ">=", "<", ">", "=", "!", "(", ")", "[", "]", "{", "}", ",",
          ".", "@", ":", "?");

  private final String file;
  private final String text;
  private final List<Token> out = new ArrayList<>();
  private int at;
  private int line = 1;
  private int lineStart;

  private Lexer(String file, String text) {
    this.file = file;
    this.text = text;
  }

  /// The tokens of `text`, the last one {@link What#END}.
  static List<Token> tokens(String file, String text) {
    Lexer lexer = new Lexer(file, text);
    lexer.run();
    return lexer.out;
  }

  private void run() {
    skipSpace();
    while (at < text.length()) {
      one();
      skipSpace();
    }
    out.add(new Token(What.END, "", null, place(at), at, at));
  }

  private void skipSpace() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '#') {
        while (at < text.length() && text.charAt(at) != '\n') {
          at++;
        }
      } else if (c == '\n') {
        at++;
        line++;
        lineStart = at;
      } else if (Character.isWhitespace(c)) {
        at++;
      } else {
        return;
      }
    }
  }

  private void one() {
    char c = text.charAt(at);
    if (c == '/' && namePart(at + 1)) {
      name();
    } else if (c == '"' || c == '\'' || c == '`') {
      string(c);
    } else if (digit(at) || c == '-' && digit(at + 1)) {
      number();
    } else if (c == '_' || c >= 'A' && c <= 'Z') {
      variableOrWord();
    } else if (lower(at) || c == ':' && lower(at + 1)) {
      word(What.WORD);
    } else if (c == '.' && at + 1 < text.length() && upper(at + 1) && !spaceAfterDot()) {
      word(What.TYPE);
    } else if (!window()) {
      symbol();
    }
  }

  /// `.List<` is a type, but the `.` that ends a clause may stand right before the next.
  private boolean spaceAfterDot() {
    int i = at + 1;
    while (i < text.length() && Character.isLetterOrDigit(text.charAt(i))) {
      i++;
    }
    return i >= text.length() || text.charAt(i) != '<';
  }

  private boolean window() {
    for (String sign : List.of("<-[", "<+[", "[-[", "[+[")) {
      if (text.startsWith(sign, at)) {
        add(What.SYMBOL, sign.substring(0, 2), null, at + 2);
        return true;
      }
    }
    return false;
  }

  private void symbol() {
    for (String s : SYMBOLS) {
      if (text.startsWith(s, at)) {
        add(What.SYMBOL, s.equals("⟸") ? ":-" : s, null, at + s.length());
        return;
      }
    }
    throw error(
        "the character '" + Character.toString(text.codePointAt(at)) + "'",
        "an atom, a term or punctuation",
        "comments start with # here.");
  }

  private void name() {
    int end = at;
    while (end < text.length() && text.charAt(end) == '/' && namePart(end + 1)) {
      end++;
      while (namePart(end)) {
        end++;
      }
    }
    add(What.CONSTANT, text.substring(at, end), Value.name(text.substring(at, end)), end);
  }

  private boolean namePart(int i) {
    if (i >= text.length()) {
      return false;
    }
    char c = text.charAt(i);
    if (c == '.') {
      return namePart(i + 1) && text.charAt(i + 1) != '.';
    }
    return letter(c) || c >= '0' && c <= '9' || c == '-' || c == '_' || c == '~' || c == '%';
  }

  private void variableOrWord() {
    int end = at + 1;
    while (end < text.length() && (letter(text.charAt(end)) || digit(end) || underscore(end))) {
      end++;
    }
    String word = text.substring(at, end);
    boolean keyword = word.equals("Decl") || word.equals("Package") || word.equals("Use");
    if (word.startsWith("_") && word.length() > 1) {
      throw error("the variable " + word, "_ alone, or a capital letter first", "");
    }
    add(keyword ? What.WORD : What.VARIABLE, word, null, end);
  }

  private void word(What what) {
    int end = at + 1;
    while (end < text.length()
        && (letter(text.charAt(end))
            || digit(end)
            || underscore(end)
            || text.charAt(end) == ':' && lower(end + 1)
            || text.charAt(end) == '.' && lower(end + 1))) {
      end++;
    }
    add(what, text.substring(at, end), null, end);
  }

  private void string(char quote) {
    StringBuilder value = new StringBuilder();
    int start = at;
    Place place = place(at);
    int i = at + 1;
    while (true) {
      if (i >= text.length() || text.charAt(i) == '\n' && quote != '`') {
        throw new RuleError(
                "deduce-syntax", place, "a string without its end", "a closing " + quote, "")
            .thrown();
      }
      char c = text.charAt(i);
      if (c == quote) {
        break;
      }
      if (c == '\n') {
        line++;
        lineStart = i + 1;
      }
      if (c == '\\') {
        i = escape(i + 1, value);
      } else {
        value.append(c);
        i++;
      }
    }
    at = i + 1;
    String raw = text.substring(start, at);
    out.add(new Token(What.CONSTANT, raw, Value.text(value.toString()), place, start, at));
  }

  private int escape(int i, StringBuilder value) {
    char c = i < text.length() ? text.charAt(i) : ' ';
    switch (c) {
      case 'n' -> value.append('\n');
      case 't' -> value.append('\t');
      case '"', '\'', '`', '\\' -> value.append(c);
      case 'u' -> {
        int close = text.indexOf('}', i);
        try {
          value.appendCodePoint(Integer.parseInt(text.substring(i + 2, close), 16));
        } catch (RuntimeException e) {
          throw error("the escape \\u", "\\u{hexadecimal digits}", "");
        }
        return close + 1;
      }
      default -> throw error("the escape \\" + c, "one of \\n \\t \\\" \\' \\\\ \\u{…}", "");
    }
    return i + 1;
  }

  private void number() {
    int end = at + 1;
    while (digit(end)) {
      end++;
    }
    int dated = Times.dateEnd(text, at);
    if (dated > 0) {
      String raw = text.substring(at, dated);
      Long nanos = Times.instant(raw);
      if (nanos == null) {
        throw error("the time " + raw, "a date that exists, from 1678 to 2262", "");
      }
      add(What.CONSTANT, raw, Value.number(nanos), dated);
      return;
    }
    if (end < text.length() && letter(text.charAt(end))) {
      duration();
      return;
    }
    if (end < text.length() && text.charAt(end) == '.' && digit(end + 1)) {
      end++;
      while (digit(end)) {
        end++;
      }
    }
    String raw = text.substring(at, end);
    if (raw.length() > Value.DIGITS_MAX) {
      throw error("a number of " + raw.length() + " digits", "at most " + Value.DIGITS_MAX, "");
    }
    if (raw.indexOf('.') < 0 && new BigInteger(raw).bitLength() > 63) {
      throw error("the number " + raw, "one that fits 64 bits", "");
    }
    add(What.CONSTANT, raw, Value.number(new BigDecimal(raw)), end);
  }

  private void duration() {
    int end = at + 1;
    while (end < text.length()
        && (digit(end) || letter(text.charAt(end)) || text.charAt(end) == '.' && digit(end + 1))) {
      end++;
    }
    String raw = text.substring(at, end);
    Long nanos = Times.duration(raw);
    if (nanos == null) {
      throw error("'" + raw + "'", "a number or a duration such as 30s, 1h30m, 250ms or 7d", "");
    }
    add(What.CONSTANT, raw, Value.number(nanos), end);
  }

  private void add(What what, String raw, @Nullable Value value, int end) {
    out.add(new Token(what, raw, value, place(at), at, end));
    at = end;
  }

  private Place place(int offset) {
    return new Place(file, line, offset - lineStart + 1);
  }

  private RuleException error(String found, String expected, String maybe) {
    return new RuleError("deduce-syntax", place(at), found, expected, maybe).thrown();
  }

  private boolean digit(int i) {
    return i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9';
  }

  private boolean lower(int i) {
    return i < text.length() && text.charAt(i) >= 'a' && text.charAt(i) <= 'z';
  }

  private boolean upper(int i) {
    return i < text.length() && text.charAt(i) >= 'A' && text.charAt(i) <= 'Z';
  }

  private boolean underscore(int i) {
    return i < text.length() && text.charAt(i) == '_';
  }

  private static boolean letter(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
  }
}
