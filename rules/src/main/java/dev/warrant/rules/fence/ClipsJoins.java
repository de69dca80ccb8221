package dev.warrant.rules.fence;

import dev.warrant.rules.text.Place;
import dev.warrant.rules.text.RuleError;
import dev.warrant.rules.text.RuleException;
import java.util.List;

/// What one construct may cost: how many combinations of facts its patterns can form at worst, how
/// many facts it adds. Matching happens while facts are asserted, where no limit of firings helps.
final class ClipsJoins {
  private static final int ALTERNATIVES_MAX = 3;
  private static final int ASSERTS_MAX = 4;
  private static final int FACTS_MAX = 64;
  private static final long COMBINATIONS_MAX = 10_000;

  /// Symptoms a desk has, and samples of each that are remembered.
  private static final int NAMES = 9;

  private static final int AGES = 5;

  /// Facts the rules may have made of one template.
  private static final int MADE = 64;

  private ClipsJoins() {}

  static void check(List<Token> construct) {
    Token head = construct.size() > 1 ? construct.get(1) : construct.getFirst();
    if (head.word("deffacts") && heads(construct, "") > FACTS_MAX) {
      throw refuse("clips-facts", head, "more than " + FACTS_MAX + " facts", "fewer");
    }
    if (head.word("defrule")) {
      rule(head, construct);
    }
  }

  private static void rule(Token head, List<Token> rule) {
    int arrow = 0;
    while (arrow < rule.size() && !rule.get(arrow).word("=>")) {
      arrow++;
    }
    List<Token> when = rule.subList(0, arrow);
    long combinations = 1;
    for (int i = 0; i + 1 < when.size(); i++) {
      combinations *= when.get(i).sign("(") ? facts(when, i) : 1;
      if (combinations > COMBINATIONS_MAX) {
        throw refuse(
            "clips-join",
            when.get(i),
            "patterns that more than " + COMBINATIONS_MAX + " combinations of facts can match",
            "samples named by (name …) and (age …)");
      }
    }
    if (heads(when, "or") > ALTERNATIVES_MAX) {
      throw refuse("clips-join", head, "more than " + ALTERNATIVES_MAX + " alternatives", "fewer");
    }
    if (asserts(rule.subList(arrow, rule.size())) > ASSERTS_MAX) {
      throw refuse("clips-facts", head, "more than " + ASSERTS_MAX + " facts asserted", "fewer");
    }
  }

  /// How many facts the pattern that opens at `i` can match.
  private static int facts(List<Token> tokens, int i) {
    String name = tokens.get(i + 1).text();
    if (name.equals("sample")) {
      boolean named = false;
      boolean aged = false;
      int depth = 0;
      for (int k = i; k + 2 < tokens.size(); k++) {
        depth += depth(tokens.get(k));
        if (depth == 0) {
          break;
        }
        boolean literal =
            tokens.get(k).sign("(")
                && tokens.get(k + 2).text().matches("[a-z0-9][a-z0-9-]*")
                && k + 3 < tokens.size()
                && tokens.get(k + 3).sign(")");
        named |= literal && tokens.get(k + 1).word("name");
        aged |= literal && tokens.get(k + 1).word("age");
      }
      return (named ? 1 : NAMES) * (aged ? 1 : AGES);
    }
    boolean slot = i > 0 && depthOf(tokens, i) > 1 && !starts(tokens, i);
    return !slot && (name.equals("remedy") || name.startsWith("own-")) ? MADE : 1;
  }

  /// Whether a pattern, and no slot, can open at `i`: after the rule's name, another pattern, a
  /// connective, or an address such as `?f <-`.
  private static boolean starts(List<Token> tokens, int i) {
    Token before = tokens.get(i - 1);
    return before.sign(")")
        ? depthOf(tokens, i) <= 1 || inConnective(tokens, i)
        : List.of("not", "and", "or", "exists", "forall", "logical").contains(before.text());
  }

  private static boolean inConnective(List<Token> tokens, int i) {
    int depth = 0;
    for (int k = i - 1; k >= 0; k--) {
      depth += depth(tokens.get(k));
      if (depth > 0) {
        String head = tokens.get(k + 1).text();
        return List.of("not", "and", "or", "exists", "forall", "logical").contains(head);
      }
    }
    return false;
  }

  private static int depthOf(List<Token> tokens, int i) {
    int depth = 0;
    for (int k = 0; k < i; k++) {
      depth += depth(tokens.get(k));
    }
    return depth;
  }

  private static int depth(Token token) {
    return token.sign("(") ? 1 : token.sign(")") ? -1 : 0;
  }

  private static int asserts(List<Token> then) {
    int count = 0;
    for (int i = 1; i < then.size(); i++) {
      boolean made = then.get(i).text().startsWith("own-") || then.get(i).word("remedy");
      count += then.get(i - 1).sign("(") && made ? 1 : 0;
    }
    return count;
  }

  private static int heads(List<Token> tokens, String prefix) {
    int count = 0;
    for (int i = 1; i < tokens.size(); i++) {
      count += tokens.get(i - 1).sign("(") && tokens.get(i).text().startsWith(prefix) ? 1 : 0;
    }
    return count;
  }

  private static RuleException refuse(String code, Token at, String found, String expected) {
    Place place = at.place();
    return RuleError.of(code, place, found, expected).thrown();
  }
}
