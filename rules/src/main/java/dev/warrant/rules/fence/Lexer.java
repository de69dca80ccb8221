package dev.warrant.rules.fence;

import dev.warrant.rules.text.Place;
import dev.warrant.rules.text.RuleError;
import dev.warrant.rules.text.RuleException;
import java.util.ArrayList;
import java.util.List;

/// Cuts rule text into words, quoted texts and signs, past comments, so that fences look at what an
/// engine would read and at nothing else. Text beyond ASCII may stand in comments and quotes only,
/// and letters beyond ASCII, which can look like others, in comments only. Bounded: engines parse
/// by recursion, and what is too long or too deep for them ends in a full stack.
final class Lexer {
  /// How a language writes comments, quotes and words.
  ///
  /// @param line what starts a comment to the end of the line
  /// @param block whether `/* … */` is a comment
  /// @param quotes characters that quote
  /// @param wordSigns characters of words besides letters, digits and `_`
  /// @param escape the character that escapes a quote inside quotes; 0 if doubling does
  record Style(String line, boolean block, String quotes, String wordSigns, char escape) {}

  private static final int TOKENS_MAX = 20_000;
  private static final int WORD_MAX = 100;
  private static final int QUOTED_MAX = 500;

  static final Style JAVA = new Style("//", true, "\"'", "$", '\\');
  static final Style EPL = new Style("//", true, "\"'`", "", '\\');
  static final Style PROLOG = new Style("%", true, "'\"", "", '\0');
  static final Style CLIPS = new Style(";", false, "\"", "?$-*+/<>=!.", '\\');

  private final String file;
  private final String text;
  private final Style style;
  private final List<Token> out = new ArrayList<>();
  private int at;
  private int line = 1;
  private int lineStart;

  private Lexer(String file, String text, Style style) {
    this.file = file;
    this.text = text;
    this.style = style;
  }

  /// All tokens of `text`.
  ///
  /// @throws RuleException if a comment or quote is not closed, or a character beyond ASCII stands
  ///   outside both
  static List<Token> tokens(String file, String text, Style style) {
    Lexer lexer = new Lexer(file, text, style);
    while (lexer.at < text.length()) {
      lexer.step();
      lexer.bounded();
    }
    return lexer.out;
  }

  private void step() {
    char c = text.charAt(at);
    if (c == '\n') {
      newLine();
    } else if (c == ' ' || c == '\t') {
      at++;
    } else if (text.startsWith(style.line(), at)) {
      int end = text.indexOf('\n', at);
      comment(end < 0 ? text.length() : end);
    } else if (style.block() && text.startsWith("/*", at)) {
      block();
    } else if (style.quotes().indexOf(c) >= 0) {
      quoted(c);
    } else if (wordPart(c)) {
      int start = at;
      Place place = here();
      while (at < text.length() && wordPart(text.charAt(at))) {
        at++;
      }
      out.add(new Token(Token.Kind.WORD, text.substring(start, at), place));
    } else {
      sign(c);
    }
  }

  private void bounded() {
    if (out.size() > TOKENS_MAX) {
      throw refuse("text-length", "more than " + TOKENS_MAX + " words and signs", "a shorter file");
    }
    Token last = out.isEmpty() ? null : out.getLast();
    int max = last != null && last.kind() == Token.Kind.QUOTED ? QUOTED_MAX : WORD_MAX;
    if (last != null && last.text().length() > max) {
      throw RuleError.of(
              "text-length",
              last.place(),
              "a word or text of " + last.text().length() + " characters",
              "at most " + WORD_MAX + " a word and " + QUOTED_MAX + " a text")
          .thrown();
    }
  }

  private void sign(char c) {
    if (c > '~' || c < ' ') {
      throw refuse("text-character", "the character U+%04X".formatted((int) c), "ASCII");
    }
    out.add(new Token(Token.Kind.SIGN, String.valueOf(c), here()));
    at++;
  }

  private void block() {
    int end = text.indexOf("*/", at + 2);
    if (end < 0) {
      throw refuse("text-comment", "a comment that is not closed", "*/");
    }
    comment(end + 2);
  }

  /// Java reads a line feed written by its number even in a comment, and what stands behind as
  /// code.
  private void comment(int end) {
    while (at < end) {
      if (style.block() && text.startsWith("\\u", at)) {
        throw refuse("text-character", "the escape \\u in a comment", "a comment without it");
      }
      if (text.charAt(at) == '\n') {
        newLine();
      } else {
        at++;
      }
    }
  }

  private void quoted(char quote) {
    Place place = here();
    int start = at + 1;
    for (int i = start; i < text.length() && text.charAt(i) != '\n'; i++) {
      if (style.escape() != 0 && text.charAt(i) == style.escape()) {
        i++;
      } else if (text.charAt(i) > '~' && Character.isLetter(text.charAt(i))) {
        throw refuse(
            "text-character",
            "the letter U+%04X in a text".formatted((int) text.charAt(i)),
            "ASCII letters, which look like no others");
      } else if (text.charAt(i) == quote) {
        out.add(new Token(Token.Kind.QUOTED, text.substring(start, i), place));
        at = i + 1;
        return;
      }
    }
    throw refuse("text-quote", "a quote that is not closed on its line", "a closing " + quote);
  }

  private void newLine() {
    at++;
    line++;
    lineStart = at;
  }

  private boolean wordPart(char c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || c == '_'
        || style.wordSigns().indexOf(c) >= 0;
  }

  private Place here() {
    return new Place(file, line, at - lineStart + 1);
  }

  private RuleException refuse(String code, String found, String expected) {
    return RuleError.of(code, here(), found, expected).thrown();
  }
}
