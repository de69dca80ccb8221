package dev.warrant.rules.fence;

import dev.warrant.rules.text.RuleError;
import dev.warrant.rules.text.RuleException;
import dev.warrant.rules.text.Words;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;

/// A conservative fence around theories on their text: a file is data, clauses of the declared
/// heads and nothing else. No directive, no clause body of Prolog's own, no predicate that reaches
/// outside, no variable as a goal. The owner of the engine reads the same data with the engine's
/// parser and checks that every predicate is declared and every negation ground.
public final class PrologFence {
  private static final int NESTING_MAX = 20;
  private static final int CLAUSE_MAX = 400;
  private static final Set<String> BANNED =
      Words.of(
          "halt",
          "consult",
          "load_library",
          "unload_library",
          "load_theory",
          "assert",
          "asserta",
          "assertz",
          "retract",
          "retractall",
          "abolish",
          "call",
          "findall",
          "bagof",
          "setof",
          "forall",
          "catch",
          "throw",
          "op",
          "java_object",
          "java_call",
          "java_class",
          "java_object_bsh",
          "java_catch",
          "java_throw",
          "new_object",
          "get_theory",
          "set_theory",
          "add_theory",
          "see",
          "seen",
          "tell",
          "told",
          "open",
          "close",
          "write",
          "print",
          "read",
          "nl",
          "put",
          "get",
          "solve_file",
          "solve",
          "agent",
          "spy",
          "nospy",
          "warning",
          "copy_term",
          "functor",
          "arg",
          "clause",
          "current_op",
          "atom_chars",
          "atom_length",
          "text_concat",
          "set_flag",
          "get_time",
          "rand_int",
          "rand_float",
          "include",
          "initialization",
          "not",
          "once",
          "repeat",
          "thread_create",
          "destroy_object",
          "register",
          "as",
          "returns",
          "univ");

  private PrologFence() {}

  /// Judges theories by path.
  ///
  /// @param heads the only functors a clause may start with, such as `rule` and `says`
  /// @throws RuleException naming file, line and reason of the first thing that is not allowed
  public static void check(SortedMap<String, String> texts, Set<String> heads) {
    texts.forEach((file, text) -> check(Lexer.tokens(file, text, Lexer.PROLOG), heads));
  }

  private static void check(List<Token> tokens, Set<String> heads) {
    int depth = 0;
    boolean start = true;
    int first = 0;
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      Token after = i + 1 < tokens.size() ? tokens.get(i + 1) : token;
      if (start && !(heads.contains(token.text()) && token.kind() == Token.Kind.WORD)) {
        throw refuse("prolog-clause", token, "a clause of " + token.text(), "one of " + heads);
      }
      first = start ? i : first;
      if (i - first > CLAUSE_MAX) {
        throw refuse(
            "prolog-length", tokens.get(first), "a clause this long", CLAUSE_MAX + " words");
      }
      depth += depth(token);
      start = false;
      if (depth > NESTING_MAX || depth < 0) {
        throw refuse("prolog-nesting", token, "nesting " + depth, "0 to " + NESTING_MAX);
      }
      goal(token, after, i == 0 ? token : tokens.get(i - 1));
      start = token.sign(".") && depth == 0;
    }
    if (!start && !tokens.isEmpty()) {
      throw refuse("prolog-clause", tokens.getLast(), "the end of the file", "a full stop");
    }
  }

  private static int depth(Token token) {
    if (token.sign("(") || token.sign("[") || token.sign("{")) {
      return 1;
    }
    return token.sign(")") || token.sign("]") || token.sign("}") ? -1 : 0;
  }

  private static void goal(Token token, Token after, Token before) {
    boolean quoted = token.kind() == Token.Kind.QUOTED;
    if (token.kind() != Token.Kind.SIGN && BANNED.contains(token.text())) {
      boolean name = token.kind() == Token.Kind.WORD || after.sign("(");
      if (name) {
        throw refuse("prolog-builtin", token, token.text(), "declared predicates");
      }
    }
    if (quoted && after.sign("(")) {
      throw refuse("prolog-quoted", token, "a quoted functor", "a plain one");
    }
    boolean neck = token.sign("-") && (before.sign(":") || before.sign("?"));
    if (neck || token.sign(">") && before.sign("-")) {
      throw refuse("prolog-directive", token, "a directive, neck or arrow", "data: rule(…)");
    }
    if (token.sign("!") || token.sign("{") || token.sign("|") && before.sign("|")) {
      throw refuse("prolog-control", token, "the control " + token.text(), "conjunctions");
    }
    if (token.sign("=") && before.sign(".") && after.sign(".")) {
      throw refuse("prolog-builtin", token, "=..", "declared predicates");
    }
    boolean variable =
        token.kind() == Token.Kind.WORD
            && (Character.isUpperCase(token.text().charAt(0)) || token.text().startsWith("_"));
    if (variable && after.sign("(")) {
      throw refuse("prolog-variable", token, "a variable as functor", "a declared predicate");
    }
  }

  private static RuleException refuse(String code, Token at, String found, String expected) {
    return RuleError.of(code, at.place(), found, expected).thrown();
  }
}
