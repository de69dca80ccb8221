package dev.warrant.rules.fence;

import dev.warrant.rules.text.RuleError;
import dev.warrant.rules.text.RuleException;
import dev.warrant.rules.text.Words;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// What one EPL statement may hold and cost: one stream or one pattern, windows and waits of
/// bounded length, sums only over windows, groups only by instrument.
final class EplBounds {
  private static final long LENGTH_MAX = 10_000;
  private static final long WINDOW_MILLIS_MAX = 600_000;
  private static final long WAIT_MILLIS_MAX = 60_000;
  private static final int ARROWS_MAX = 4;
  private static final Set<String> SUMS =
      Words.of("median", "stddev", "avedev", "prev", "prior", "group");
  private static final Set<String> TIMED = Words.of("time", "time_batch");
  private static final Set<String> COUNTED = Words.of("length", "length_batch");
  private static final Set<String> CLAUSES = Words.of("where", "group", "having", "order", "limit");

  private final List<Token> tokens;

  private EplBounds(List<Token> tokens) {
    this.tokens = tokens;
  }

  static void check(List<Token> statement) {
    EplBounds bounds = new EplBounds(statement);
    bounds.once("select", "epl-subquery", "a query inside a query");
    bounds.once("from", "epl-subquery", "a query inside a query");
    bounds.windows();
    bounds.groups();
    int pattern = bounds.find("pattern");
    if (pattern >= 0) {
      bounds.once("pattern", "epl-pattern", "a second pattern");
      bounds.pattern(pattern + 1);
    }
    bounds.oneStream();
  }

  private void once(String word, String code, String found) {
    List<Token> all = tokens.stream().filter(t -> lower(t).equals(word) && bare(t)).toList();
    if (all.size() > 1) {
      throw refuse(code, all.get(1), found, "one " + word);
    }
  }

  private void windows() {
    boolean window = false;
    for (int i = 1; i < tokens.size(); i++) {
      if (tokens.get(i - 1).sign("#")) {
        String name = lower(tokens.get(i));
        if (COUNTED.contains(name)) {
          within(i + 1, LENGTH_MAX, false);
        } else if (TIMED.contains(name)) {
          within(i + 1, WINDOW_MILLIS_MAX, true);
        } else if (name.equals("groupwin") && !at(i + 4).sign("#")) {
          throw refuse("epl-window", tokens.get(i), "groupwin alone", "a window behind it");
        }
        window |= !name.equals("groupwin");
      }
    }
    if (!window) {
      for (Token token : tokens) {
        if (bare(token) && SUMS.contains(lower(token))) {
          throw refuse(
              "epl-unbounded", token, token.text() + " over all events ever", "a window (#length)");
        }
      }
    }
  }

  private void groups() {
    for (int i = 0; i < tokens.size(); i++) {
      boolean group = bare(tokens.get(i)) && lower(tokens.get(i)).equals("group");
      if (group
          && !(at(i + 2).word("instrument") && !at(i + 3).sign(",") && !at(i + 3).sign("."))) {
        throw refuse("epl-group", tokens.get(i), "groups by anything else", "group by instrument");
      }
    }
  }

  /// `( number [unit] )` at `i`, no more than `max` events or milliseconds.
  private void within(int i, long max, boolean time) {
    String number = at(i + 1).text();
    boolean unit = !at(i + 2).sign(")");
    long by = !time ? 1 : unit ? millis(at(i + 2)) : 1_000;
    boolean closed = unit ? time && at(i + 3).sign(")") : true;
    boolean whole = at(i).sign("(") && number.matches("[0-9]{1,9}") && by > 0 && closed;
    if (!whole || Long.parseLong(number) * by > max) {
      throw refuse(
          "epl-bound",
          at(i),
          "a length of " + number + " " + (unit ? at(i + 2).text() : ""),
          "a whole number, at most " + max + (time ? " milliseconds" : " events"));
    }
  }

  private static long millis(Token unit) {
    return switch (lower(unit)) {
      case "msec", "millisecond", "milliseconds" -> 1;
      case "sec", "second", "seconds" -> 1_000;
      case "min", "minute", "minutes" -> 60_000;
      default -> 0;
    };
  }

  /// `[every] a=Type(…) -> b=Type(…) where timer:within(…) -> …`: whatever waits says for how long.
  private void pattern(int open) {
    int depth = 0;
    int arrows = 0;
    boolean guarded = true;
    for (int i = open; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      if (depth == 1) {
        step(i, i == open + 1);
      }
      if (depth == 1 && token.sign(">") && at(i - 1).sign("-")) {
        arrows++;
        waits(token, guarded);
        guarded = false;
      } else if (depth == 1 && (token.word("within") || token.word("withinmax"))) {
        within(i + 1, WAIT_MILLIS_MAX, true);
        guarded = true;
      }
      depth += token.sign("[") || token.sign("(") ? 1 : token.sign("]") || token.sign(")") ? -1 : 0;
      if (depth == 0) {
        waits(token, guarded);
        break;
      }
    }
    if (arrows > ARROWS_MAX) {
      throw refuse("epl-pattern", at(open), arrows + " steps", "at most " + ARROWS_MAX);
    }
  }

  private static void waits(Token at, boolean guarded) {
    if (!guarded) {
      throw refuse(
          "epl-unbounded",
          at,
          "a step that waits without an end",
          "where timer:within(…) behind each step after ->");
    }
  }

  /// Only names, `every` in front, arrows and guards may stand in a pattern, outside of filters.
  private void step(int i, boolean first) {
    Token token = tokens.get(i);
    boolean allowed =
        switch (token.kind()) {
          case QUOTED -> false;
          case SIGN ->
              ")->]=:".contains(token.text())
                  || token.sign("(")
                      && at(i - 1).kind() == Token.Kind.WORD
                      && !Words.of("every", "where").contains(lower(at(i - 1)));
          case WORD ->
              switch (lower(token)) {
                case "every" -> first;
                case "and", "or", "not", "interval", "at" -> false;
                case "where", "timer", "within" -> true;
                default -> true;
              };
        };
    if (!allowed) {
      throw refuse(
          "epl-pattern",
          token,
          token.text() + " in a pattern",
          "[every] a=Type(…) -> b=Type(…) where timer:within(…)");
    }
  }

  private void oneStream() {
    int from = find("from");
    int depth = 0;
    for (int i = Math.max(0, from); from >= 0 && i < tokens.size(); i++) {
      Token token = tokens.get(i);
      depth += token.sign("[") || token.sign("(") ? 1 : token.sign("]") || token.sign(")") ? -1 : 0;
      if (depth == 0 && CLAUSES.contains(lower(token))) {
        return;
      }
      if (depth == 0 && token.sign(",")) {
        throw refuse("epl-join", token, "a second stream", "one stream or one pattern");
      }
    }
  }

  private int find(String word) {
    for (int i = 0; i < tokens.size(); i++) {
      if (bare(tokens.get(i)) && lower(tokens.get(i)).equals(word)) {
        return i;
      }
    }
    return -1;
  }

  private Token at(int i) {
    return tokens.get(Math.min(i, tokens.size() - 1));
  }

  private static boolean bare(Token token) {
    return token.kind() == Token.Kind.WORD;
  }

  private static String lower(Token token) {
    return token.text().toLowerCase(Locale.ROOT);
  }

  private static RuleException refuse(String code, Token at, String found, String expected) {
    return RuleError.of(code, at.place(), found, expected).thrown();
  }
}
