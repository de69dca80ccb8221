package dev.warrant.rules.fence;

import dev.warrant.rules.intent.Formula;
import dev.warrant.rules.text.Place;
import dev.warrant.rules.text.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Reads Java-like expressions of rules. Recursion is bounded by what the fence lets through.
final class FormulaParser {
  private static final List<Set<String>> LEVELS =
      List.of(
          Words.of("||"),
          Words.of("&&"),
          Words.of("==", "!="),
          Words.of("<", "<=", ">", ">="),
          Words.of("+", "-"),
          Words.of("*", "/", "%"));

  private static final Set<String> FUNCTIONS = Words.of("max", "min", "abs");

  private final List<Token> tokens;
  private final Place end;
  private final boolean pattern;
  private final Map<String, Formula> locals = new TreeMap<>();
  private int at;

  /// @param pattern whether bare names are components of the pattern's fact
  FormulaParser(String text, Place place, boolean pattern) {
    String before = "\n".repeat(Math.max(0, place.line() - 1));
    String indent = " ".repeat(Math.max(0, place.column() - 1));
    this.tokens = Lexer.tokens(place.file(), before + indent + text, Lexer.JAVA);
    this.end = place;
    this.pattern = pattern;
  }

  boolean done() {
    return at >= tokens.size();
  }

  Place place() {
    return done() ? end : tokens.get(at).place();
  }

  Unread unread(String construct) {
    return new Unread(construct, place());
  }

  /// What a local variable stands for from here on.
  void local(String name, Formula value) {
    locals.put(name, value);
  }

  String word() {
    if (done() || tokens.get(at).kind() != Token.Kind.WORD) {
      throw unread(done() ? "text that ends early" : "the character " + tokens.get(at).text());
    }
    return tokens.get(at++).text();
  }

  boolean isWord(int ahead, String w) {
    return at + ahead < tokens.size() && tokens.get(at + ahead).word(w);
  }

  boolean take(String sign) {
    if (!sign(at, sign)) {
      return false;
    }
    at += sign.length();
    return true;
  }

  void expect(String sign) {
    if (!take(sign)) {
      throw unread(done() ? "text that ends early" : "the word " + tokens.get(at).text());
    }
  }

  /// Signs of several characters are neighbours in the text.
  private boolean sign(int from, String sign) {
    for (int i = 0; i < sign.length(); i++) {
      boolean same =
          from + i < tokens.size()
              && tokens.get(from + i).sign(sign.substring(i, i + 1))
              && (i == 0
                  || tokens
                      .get(from + i)
                      .place()
                      .equals(tokens.get(from + i - 1).place().right(1)));
      if (!same) {
        return false;
      }
    }
    return true;
  }

  Formula expression() {
    Formula test = level(0);
    if (!take("?")) {
      return test;
    }
    Formula then = expression();
    expect(":");
    return new Formula.Choice(test, then, expression());
  }

  private Formula level(int depth) {
    if (depth == LEVELS.size()) {
      return unary();
    }
    Formula left = level(depth + 1);
    while (true) {
      String op = operator(LEVELS.get(depth));
      if (op.isEmpty()) {
        return depth == 2 ? among(left) : left;
      }
      left = new Formula.Bin(op, left, level(depth + 1));
    }
  }

  private String operator(Set<String> ops) {
    for (String op :
        List.of("||", "&&", "==", "!=", "<=", ">=", "<", ">", "+", "-", "*", "/", "%")) {
      if (sign(at, op)) {
        if (!ops.contains(op)) {
          return "";
        }
        at += op.length();
        return op;
      }
    }
    return "";
  }

  private Formula among(Formula what) {
    boolean not = isWord(0, "not") && isWord(1, "in");
    if (!not && !isWord(0, "in")) {
      return what;
    }
    at += not ? 2 : 1;
    expect("(");
    List<Formula> among = arguments();
    return not ? new Formula.Not(new Formula.In(what, among)) : new Formula.In(what, among);
  }

  private List<Formula> arguments() {
    List<Formula> out = new ArrayList<>();
    if (take(")")) {
      return out;
    }
    do {
      out.add(expression());
    } while (take(","));
    expect(")");
    return out;
  }

  private Formula unary() {
    if (take("!")) {
      return new Formula.Not(unary());
    }
    if (take("-")) {
      Formula of = unary();
      return of instanceof Formula.Num(long v, boolean wide)
          ? new Formula.Num(-v, wide)
          : new Formula.Neg(of);
    }
    if (take("(")) {
      Formula inner = expression();
      expect(")");
      return inner;
    }
    if (!done() && tokens.get(at).kind() == Token.Kind.QUOTED) {
      return new Formula.Text(tokens.get(at++).text());
    }
    Place place = place();
    return primary(word(), place);
  }

  private Formula primary(String word, Place place) {
    if (Character.isDigit(word.charAt(0))) {
      return number(word, place);
    }
    if (word.equals("true") || word.equals("false")) {
      return new Formula.Truth(word.equals("true"));
    }
    if (!take(".")) {
      if (take("(")) {
        expect(")");
        return field(word, place);
      }
      return word.startsWith("$") || !pattern ? variable(word) : field(word, place);
    }
    String member = word();
    if (take("(")) {
      List<Formula> args = arguments();
      if (word.equals("Math") && FUNCTIONS.contains(member)) {
        return new Formula.Call(member, args);
      }
      if (!args.isEmpty()) {
        throw new Unread("the call " + word + "." + member, place);
      }
      return new Formula.Part(word, member);
    }
    return Character.isUpperCase(word.charAt(0))
        ? new Formula.Constant(word, member)
        : new Formula.Part(word, member);
  }

  private Formula variable(String word) {
    Formula local = locals.get(word);
    return local == null ? new Formula.Var(word) : local;
  }

  private Formula field(String word, Place place) {
    if (!pattern) {
      throw new Unread("the call " + word, place);
    }
    return new Formula.Field(word);
  }

  private static Formula number(String word, Place place) {
    boolean wide = word.endsWith("L") || word.endsWith("l");
    String digits = (wide ? word.substring(0, word.length() - 1) : word).replace("_", "");
    if (!digits.matches("0|[1-9][0-9]{0,17}")) {
      throw new Unread("the number " + word, place);
    }
    return new Formula.Num(Long.parseLong(digits), wide);
  }
}
