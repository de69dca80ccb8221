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
  private static final int STATEMENT_MAX = 400;
  private static final int NESTING_MAX = 8;
  private static final Set<String> STARTS = Words.of("select", "create", "@");
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
          "using",
          "insert",
          "into",
          "expression",
          "context",
          "until",
          "output",
          "regexp",
          "like",
          "join",
          "outer",
          "unidirectional",
          "distinct");
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
          "where",
          "having",
          "every",
          "select",
          "as",
          "by",
          "pattern",
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

  /// Judges the classes an engine made of texts that passed, before they are loaded.
  ///
  /// @param classes class files by path, such as `x/Y.class`
  /// @param events prefix of the internal names of event classes
  /// @throws RuleException naming the first class and member that is not allowed
  public static void checkClasses(SortedMap<String, byte[]> classes, String events) {
    new JavaFence(EplAllowance.of(events), false).check(classes);
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
      throw refuse("epl-statement", first, "a statement " + first.text(), "select");
    }
    if (tokens.size() > STATEMENT_MAX) {
      throw refuse("epl-length", first, tokens.size() + " words", "at most " + STATEMENT_MAX);
    }
    int depth = 0;
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      depth += token.sign("(") || token.sign("[") ? 1 : token.sign(")") || token.sign("]") ? -1 : 0;
      if (depth > NESTING_MAX) {
        throw refuse("epl-nesting", token, "nesting " + depth, "at most " + NESTING_MAX);
      }
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
    EplBounds.check(tokens);
  }

  private static void word(Token token, Token before, Token after) {
    String text = lower(token);
    if (before.word("create")) {
      throw refuse("epl-create", token, "create " + token.text(), "select");
    }
    if (token.kind() == Token.Kind.WORD && BANNED.contains(text)) {
      throw refuse("epl-word", token, "the word " + token.text(), "streams, windows, arithmetic");
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
    if (!FUNCTIONS.contains(lower(token)) && !types.contains(token.text()) && !before.sign("@")) {
      throw refuse("epl-call", token, "a call of " + token.text(), "functions of the language");
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
