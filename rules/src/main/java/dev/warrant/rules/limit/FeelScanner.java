package dev.warrant.rules.limit;

import dev.warrant.rules.text.Place;
import dev.warrant.rules.text.RuleError;
import dev.warrant.rules.text.RuleException;
import dev.warrant.rules.text.Words;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Looks at the characters and words of an expression before the parser may see it: bounded length
/// and nesting, no words beyond the subset, dotted names turned into plain ones of equal length.
///
/// The FEEL grammar lets names hold spaces and signs, depending on what is in scope, and takes a
/// dotted name for a path; a name without dots, declared to the parser, is read in one way only.
final class FeelScanner {
  private static final int LENGTH_MAX = 400;
  private static final int NESTING_MAX = 12;
  private static final int DIGITS_MAX = 15;
  private static final Set<String> GLUE = Words.of("and", "or", "not", "if", "then", "else", "in");
  private static final Set<String> BANNED =
      Words.of(
          "for",
          "some",
          "every",
          "function",
          "external",
          "instance",
          "of",
          "between",
          "null",
          "return",
          "satisfies",
          "true",
          "false",
          "date",
          "time",
          "duration",
          "undefined");

  private final Place place;
  private final String text;
  private final StringBuilder plain;
  private final TreeSet<String> names = new TreeSet<>();
  private int at;
  private int nesting;

  private FeelScanner(Place place, String text) {
    this.place = place;
    this.text = text;
    plain = new StringBuilder(text);
  }

  /// What came of scanning.
  ///
  /// @param plain the text with `_` for every dot inside a name; columns are those of the original
  /// @param names every name in `plain`
  record Scan(String plain, List<String> names) {
    Scan {
      names = List.copyOf(names);
    }
  }

  /// Scans `text`, whose first character is at `place`.
  ///
  /// @throws RuleException if it holds anything outside the subset
  static Scan scan(Place place, String text) {
    if (text.length() > LENGTH_MAX) {
      throw RuleError.of(
              "feel-length",
              place,
              "an expression of " + text.length() + " characters",
              "at most " + LENGTH_MAX)
          .thrown();
    }
    FeelScanner scanner = new FeelScanner(place, text);
    while (scanner.at < text.length()) {
      scanner.step();
    }
    return new Scan(scanner.plain.toString(), List.copyOf(scanner.names));
  }

  private void step() {
    char c = text.charAt(at);
    if (letter(c)) {
      word();
    } else if (digit(c)) {
      number();
    } else if (c == '"') {
      string();
    } else {
      sign(c);
      at++;
    }
  }

  private void word() {
    int start = at;
    while (at < text.length() && (letter(text.charAt(at)) || digit(text.charAt(at)) || dot())) {
      if (text.charAt(at) == '.') {
        plain.setCharAt(at, '_');
      }
      at++;
    }
    String word = text.substring(start, at);
    if (BANNED.contains(word)) {
      throw refuse("feel-word", start, "the word \"" + word + "\"", "a measure or a parameter");
    }
    if (!GLUE.contains(word)) {
      names.add(plain.substring(start, at));
    }
  }

  private boolean dot() {
    return text.charAt(at) == '.' && at + 1 < text.length() && letter(text.charAt(at + 1));
  }

  private void number() {
    int start = at;
    while (at < text.length() && digit(text.charAt(at))) {
      at++;
    }
    if (at + 1 < text.length() && text.charAt(at) == '.' && digit(text.charAt(at + 1))) {
      at++;
      while (at < text.length() && digit(text.charAt(at))) {
        at++;
      }
    }
    boolean runsOn = at < text.length() && letter(text.charAt(at));
    if (runsOn || at - start > DIGITS_MAX) {
      throw refuse(
          "feel-number",
          start,
          "the number \"" + text.substring(start, Math.min(text.length(), at + 1)) + "\"",
          "digits with at most one point, " + DIGITS_MAX + " characters");
    }
  }

  private void string() {
    int end = text.indexOf('"', at + 1);
    if (end < 0) {
      throw refuse("feel-string", at, "a quote that is not closed", "a closing quote");
    }
    String inside = text.substring(at + 1, end);
    if (!inside.matches("[A-Z]+")) {
      throw refuse("feel-string", at, "the text \"" + inside + "\"", "a mode in capitals");
    }
    at = end + 1;
  }

  private void sign(char c) {
    switch (c) {
      case '(', '[' -> nesting++;
      case ')', ']' -> nesting--;
      case ' ', ',', '<', '>', '=', '!', '+', '-', '*', '/', '.' -> {}
      default ->
          throw refuse("feel-character", at, "the character '" + c + "'", "names and operators");
    }
    if (nesting > NESTING_MAX) {
      throw refuse("feel-nesting", at, "nesting " + nesting, "at most " + NESTING_MAX);
    }
    char next = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
    String pair = "" + c + next;
    if (pair.equals("**") || pair.equals("//") || pair.equals("/*") || pair.equals("==")) {
      throw refuse("feel-operator", at, "\"" + pair + "\"", "one of + - * / < <= > >= = !=");
    }
    if (c == '-' && text.substring(at + 1).stripLeading().startsWith("-")) {
      throw refuse("feel-operator", at, "two signs in a row", "one sign, or parentheses");
    }
  }

  private RuleException refuse(String code, int column, String found, String expected) {
    return RuleError.of(code, place.right(column), found, expected).thrown();
  }

  private static boolean letter(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
  }

  private static boolean digit(char c) {
    return c >= '0' && c <= '9';
  }
}
