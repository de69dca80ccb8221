package dev.warrant.rules.fence;

import dev.warrant.rules.text.RuleError;
import dev.warrant.rules.text.RuleException;
import dev.warrant.rules.text.Words;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Looks at the words of a DRL file, wherever they stand. Words in quotes and comments are free.
final class DrlWords {
  private static final Map<String, String> BANNED = new TreeMap<>();
  private static final Set<String> JAVA =
      Words.of("Math", "Long", "Integer", "Boolean", "String", "Number");

  static {
    ban("drl-eval", "eval");
    ban("drl-from", "from over entry");
    ban("drl-loop", "while for do");
    ban("drl-handler", "try catch throw synchronized assert");
    ban("drl-class", "class interface enum instanceof getClass forName super");
    ban("drl-session", "kcontext drools modify update delete retract insert insertAsync halt");
    ban("drl-static", "static native");
    ban("drl-dialect", "dialect mvel");
    ban("drl-regex", "matches soundslike str");
    ban("drl-text", "toString concat valueOf repeat join");
  }

  private static final int EXPRESSION_MAX = 200;
  private static final int NESTING_MAX = 12;

  private DrlWords() {}

  private static void ban(String code, String words) {
    for (String word : words.split(" ")) {
      BANNED.put(word, code);
    }
  }

  static void check(List<Token> tokens, Set<String> imports) {
    Set<String> types = new TreeSet<>(JAVA);
    for (String name : imports) {
      types.add(name.substring(name.lastIndexOf('.') + 1));
    }
    boolean importing = false;
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      Token before = i == 0 ? token : tokens.get(i - 1);
      importing = token.word("import") || importing && sameLine(before, token);
      word(token);
      if (!importing) {
        type(token, before, types);
      }
      pair(token, before);
    }
    size(tokens);
  }

  /// Parser and compiler go down into an expression by recursion.
  private static void size(List<Token> tokens) {
    int depth = 0;
    int start = 0;
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      depth += token.sign("(") || token.sign("{") ? 1 : token.sign(")") || token.sign("}") ? -1 : 0;
      start = token.sign(",") || token.sign(";") ? i : start;
      if (depth > NESTING_MAX) {
        throw refuse("drl-nesting", token, "nesting " + depth, "at most " + NESTING_MAX);
      }
      if (i - start > EXPRESSION_MAX) {
        throw refuse("drl-length", token, "an expression this long", EXPRESSION_MAX + " words");
      }
    }
  }

  private static void word(Token token) {
    String code = token.kind() == Token.Kind.WORD ? BANNED.get(token.text()) : null;
    if (code != null) {
      throw refuse(code, token, "the word " + token.text(), "patterns, arithmetic, insertLogical");
    }
    if (token.sign("\\") || token.sign("#") || token.sign("@") || token.sign("`")) {
      String kind = token.sign("@") ? "drl-annotation" : "drl-character";
      throw refuse(kind, token, "the character " + token.text(), "none in rules");
    }
    if (token.kind() == Token.Kind.QUOTED && token.text().contains("\\")) {
      throw refuse("drl-character", token, "an escape in a text", "plain text");
    }
  }

  private static void type(Token token, Token before, Set<String> types) {
    boolean capital =
        token.kind() == Token.Kind.WORD && Character.isUpperCase(token.text().charAt(0));
    if (capital && !before.sign(".") && !types.contains(token.text())) {
      throw refuse(
          "drl-type",
          token,
          "the type " + token.text(),
          "an imported fact type or one of " + String.join(", ", new TreeSet<>(JAVA)));
    }
    boolean lowerPackage =
        token.kind() == Token.Kind.WORD
            && !before.sign(".")
            && Words.of("java", "javax", "org", "com", "jdk", "sun").contains(token.text());
    if (lowerPackage) {
      throw refuse("drl-type", token, "the package " + token.text(), "imported fact types");
    }
  }

  private static void pair(Token token, Token before) {
    if (token.sign(">") && before.sign("-") || token.sign(":") && before.sign(":")) {
      throw refuse("drl-lambda", token, "a lambda or method reference", "plain expressions");
    }
    if (token.sign("[") || token.sign("]")) {
      throw refuse("drl-array", token, "the character " + token.text(), "no arrays");
    }
    boolean text = token.kind() == Token.Kind.QUOTED || before.kind() == Token.Kind.QUOTED;
    if (text && (token.sign("+") || before.sign("+"))) {
      throw refuse("drl-text", token, "a text made of texts", "texts as they are written");
    }
  }

  private static boolean sameLine(Token a, Token b) {
    return a.place().line() == b.place().line();
  }

  private static RuleException refuse(String code, Token at, String found, String expected) {
    return RuleError.of(code, at.place(), found, expected).thrown();
  }
}
