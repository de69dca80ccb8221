package dev.warrant.rules.fence;

import dev.warrant.rules.text.Place;
import dev.warrant.rules.text.RuleError;
import dev.warrant.rules.text.RuleException;
import dev.warrant.rules.text.Words;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;

/// The fence around event patterns for Esper, on their text: no way to a Java class, no scripts, no
/// other sources than event streams, bounded windows, bounded patterns. The classes Esper makes of
/// a text that passes are judged once more with a [JavaFence] by the owner of the engine.
public final class EplFence {
  private static final Set<String> STARTS =
      Words.of("select", "insert", "create", "@", "expression");
  private static final Set<String> CREATES = Words.of("schema", "constant", "context");
  private static final Set<String> ANNOTATIONS = Words.of("name", "tag", "description", "priority");
  private static final Set<String> BANNED =
      Words.of(
          "inlined_class",
          "classpath",
          "new",
          "instanceof",
          "typeof",
          "update",
          "table",
          "dataflow",
          "script",
          "mvel",
          "js",
          "sql",
          "method",
          "import",
          "rate",
          "random",
          "current_timestamp",
          "merge",
          "match_recognize",
          "using");
  private static final Set<String> FUNCTIONS =
      Words.of(
          "sum",
          "avg",
          "count",
          "min",
          "max",
          "median",
          "stddev",
          "avedev",
          "first",
          "last",
          "prev",
          "prior",
          "coalesce",
          "cast",
          "within",
          "withinmax",
          "interval",
          "length",
          "time",
          "length_batch",
          "time_batch",
          "lastevent",
          "firstevent",
          "groupwin",
          "in",
          "and",
          "or",
          "not",
          "on",
          "when",
          "where",
          "having",
          "every",
          "select",
          "then",
          "as",
          "by",
          "pattern",
          "schema",
          "from",
          "exists",
          "abs");
  private static final Set<String> WINDOWS =
      Words.of("length", "time", "length_batch", "time_batch", "lastevent", "firstevent");

  private static final Token START = new Token(Token.Kind.SIGN, ";", Place.of(""));

  private EplFence() {}

  /// Judges texts by path.
  ///
  /// @param types event types that may be read, such as `Book`
  /// @throws RuleException naming file, line and reason of the first thing that is not allowed
  public static void check(SortedMap<String, String> texts, Set<String> types) {
    texts.forEach((file, text) -> check(file, text, types));
  }

  private static void check(String file, String text, Set<String> types) {
    List<Token> tokens = Lexer.tokens(file, text, Lexer.EPL);
    int start = 0;
    for (int i = 0; i <= tokens.size(); i++) {
      if (i == tokens.size() || tokens.get(i).sign(";")) {
        if (i > start) {
          statement(tokens.subList(start, i), types);
        }
        start = i + 1;
      }
    }
  }

  private static void statement(List<Token> tokens, Set<String> types) {
    Token first = tokens.getFirst();
    if (!STARTS.contains(lower(first))) {
      throw refuse("epl-statement", first, "a statement " + first.text(), "select or insert into");
    }
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      Token before = i == 0 ? START : tokens.get(i - 1);
      Token after = i + 1 == tokens.size() ? token : tokens.get(i + 1);
      word(token, before, after);
      if (after.sign("(") && token.kind() == Token.Kind.WORD) {
        call(token, before, types);
      }
      boolean byInstrument =
          token.word("groupwin")
              && i + 2 < tokens.size()
              && after.sign("(")
              && tokens.get(i + 2).word("instrument");
      if (before.sign("#") && !WINDOWS.contains(lower(token)) && !byInstrument) {
        throw refuse("epl-window", token, "the window #" + token.text(), "a bounded window");
      }
    }
    bounded(tokens);
  }

  private static void word(Token token, Token before, Token after) {
    String text = lower(token);
    if (token.kind() == Token.Kind.WORD && BANNED.contains(text)) {
      throw refuse("epl-word", token, "the word " + token.text(), "streams, windows, arithmetic");
    }
    if (before.word("create") && !CREATES.contains(text)) {
      throw refuse("epl-create", token, "create " + token.text(), "create schema");
    }
    if (before.sign("@") && !ANNOTATIONS.contains(text)) {
      throw refuse("epl-annotation", token, "@" + token.text(), "@Name, @Tag or @Description");
    }
    if (token.sign("\\") || token.kind() == Token.Kind.QUOTED && text.contains("\\")) {
      throw refuse("epl-character", token, "a backslash", "plain text");
    }
    boolean qualified = token.sign(":") && before.kind() == Token.Kind.WORD && after.sign(":");
    if (qualified) {
      throw refuse("epl-word", token, "::", "event properties");
    }
  }

  private static void call(Token token, Token before, Set<String> types) {
    if (before.sign(".")) {
      throw refuse(
          "epl-call", token, "a call of ." + token.text() + "(…)", "functions of the language");
    }
    if (!FUNCTIONS.contains(lower(token))
        && !types.contains(token.text())
        && !before.sign("@")
        && !before.word("into")
        && !before.word("schema")) {
      throw refuse("epl-call", token, "a call of " + token.text(), "functions of the language");
    }
  }

  /// A pattern that waits must say for how long: each `->` and each `not` needs a guard, else what
  /// waits is held for ever.
  private static void bounded(List<Token> tokens) {
    boolean pattern = tokens.stream().anyMatch(t -> lower(t).equals("pattern"));
    boolean arrow = false;
    boolean guard = false;
    for (int i = 1; i < tokens.size(); i++) {
      arrow |= tokens.get(i).sign(">") && tokens.get(i - 1).sign("-");
      guard |= Words.of("within", "withinmax", "interval").contains(lower(tokens.get(i)));
    }
    if (pattern && arrow && !guard) {
      throw refuse(
          "epl-unbounded",
          tokens.getFirst(),
          "a pattern that waits without an end",
          "timer:within(…) or timer:interval(…)");
    }
  }

  private static String lower(Token token) {
    return token.text().toLowerCase(Locale.ROOT);
  }

  private static RuleException refuse(String code, Token at, String found, String expected) {
    Place place = at.place();
    return RuleError.of(code, place, found, expected).thrown();
  }
}
