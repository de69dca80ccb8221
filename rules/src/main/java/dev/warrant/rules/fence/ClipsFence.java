package dev.warrant.rules.fence;

import dev.warrant.rules.text.Place;
import dev.warrant.rules.text.RuleError;
import dev.warrant.rules.text.RuleException;
import dev.warrant.rules.text.Words;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;

/// The fence around diagnosis rules for CLIPS, on their text: four constructs, and of functions
/// only arithmetic, comparison and `assert`, `retract`, `bind`. Whatever opens a parenthesis must
/// be on the list, so nothing that loops, reads, writes, loads, draws at random or builds text can
/// stand anywhere. `div` and `mod` are not on it: the smallest integer divided by -1 ends the
/// process. What matching can cost is bounded per rule by [ClipsJoins].
public final class ClipsFence {
  private static final int NESTING_MAX = 20;
  private static final int CONSTRUCT_MAX = 400;
  private static final Set<String> CONSTRUCTS =
      Words.of("deftemplate", "defrule", "deffacts", "defglobal");
  private static final Set<String> STRUCTURE =
      Words.of(
          "slot",
          "type",
          "default",
          "range",
          "allowed-symbols",
          "allowed-values",
          "allowed-integers",
          "declare",
          "salience",
          "logical",
          "test",
          "not",
          "and",
          "or",
          "exists",
          "forall");
  private static final Set<String> FUNCTIONS =
      Words.of(
          "+", "-", "*", "abs", "min", "max", ">", "<", ">=", "<=", "=", "<>", "eq", "neq",
          "assert", "retract", "bind");

  private ClipsFence() {}

  /// Judges texts by path.
  ///
  /// @param vocabulary templates and slots the desk declares, such as `sample` and `name`
  /// @throws RuleException naming file, line and reason of the first thing that is not allowed
  public static void check(SortedMap<String, String> texts, Set<String> vocabulary) {
    texts.forEach((file, text) -> check(file, text, vocabulary));
  }

  private static void check(String file, String text, Set<String> vocabulary) {
    List<Token> tokens = Lexer.tokens(file, text, Lexer.CLIPS);
    Set<String> known = new TreeSet<>(vocabulary);
    known.addAll(declared(tokens));
    int depth = 0;
    int start = 0;
    long given = tokens.stream().filter(t -> t.word("deffacts")).count();
    if (given > 1) {
      throw refuse("clips-facts", Place.of(file), given + " times deffacts", "one a file");
    }
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      if (i - start > CONSTRUCT_MAX) {
        throw refuse(
            "clips-length",
            tokens.get(start).place(),
            "a construct this long",
            CONSTRUCT_MAX + " words");
      }
      if (token.sign("(")) {
        start = depth == 0 ? i : start;
        depth++;
        Token head = i + 1 < tokens.size() ? tokens.get(i + 1) : token;
        head(head, depth, known);
      } else if (token.sign(")")) {
        depth--;
        if (depth == 0) {
          ClipsJoins.check(tokens.subList(start, i + 1));
        }
      } else if (depth == 0) {
        throw refuse("clips-toplevel", token.place(), token.text(), "constructs in parentheses");
      }
      if (depth < 0 || depth > NESTING_MAX) {
        throw refuse("clips-nesting", token.place(), "nesting " + depth, "0 to " + NESTING_MAX);
      }
    }
    if (depth != 0) {
      // Where the construct begins that never ends: a file that was cut off, or a bracket
      // forgotten.
      Place begun = tokens.get(start).place();
      throw refuse("clips-nesting", begun, depth + " open parentheses", "all closed");
    }
  }

  private static void head(Token head, int depth, Set<String> known) {
    String text = head.text();
    if (depth == 1 && !CONSTRUCTS.contains(text)) {
      throw refuse(
          "clips-construct",
          head.place(),
          "the construct " + text,
          "one of " + String.join(", ", new TreeSet<>(CONSTRUCTS)));
    }
    if (depth > 1 && (CONSTRUCTS.contains(text) || !allowed(text, known))) {
      throw refuse(
          "clips-function",
          head.place(),
          "(" + text + " …)",
          "a declared template or one of " + String.join(", ", new TreeSet<>(FUNCTIONS)));
    }
  }

  private static boolean allowed(String text, Set<String> known) {
    return STRUCTURE.contains(text) || FUNCTIONS.contains(text) || known.contains(text);
  }

  /// Names of templates and slots declared in the text itself. A template named like a function of
  /// CLIPS would hide calls of it, so own names carry a prefix.
  private static Set<String> declared(List<Token> tokens) {
    Set<String> out = new TreeSet<>();
    for (int i = 1; i + 1 < tokens.size(); i++) {
      Token word = tokens.get(i);
      if (tokens.get(i - 1).sign("(") && (word.word("deftemplate") || word.word("slot"))) {
        Token name = tokens.get(i + 1);
        if (!name.text().matches("own-[a-z]+(-[a-z]+)*")) {
          throw refuse(
              "clips-name",
              name.place(),
              "the name " + name.text(),
              "a name starting with own-, as no function of CLIPS does");
        }
        out.add(name.text());
      }
    }
    return out;
  }

  private static RuleException refuse(String code, Place place, String found, String expected) {
    return RuleError.of(code, place, found, expected).thrown();
  }
}
