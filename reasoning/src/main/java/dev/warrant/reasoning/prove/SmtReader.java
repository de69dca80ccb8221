package dev.warrant.reasoning.prove;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;
import java.util.function.Function;

/// Reads the formulas of [dev.warrant.knowledge.event.Derived.Polynomial]: SMT-LIB 2 over whole
/// numbers, with `min`, `max` and `abs`. It shares nothing with what wrote them.
final class SmtReader {
  private final Terms t;
  private final Function<String, Term> names;
  private final StringTokenizer tokens;

  private SmtReader(Terms t, Function<String, Term> names, String text) {
    this.t = t;
    this.names = names;
    this.tokens = new StringTokenizer(text, "() ", true);
  }

  /// Reads a formula.
  ///
  /// @param names what names stand for; throws [IllegalArgumentException] for those that are none
  /// @throws IllegalArgumentException if the text is nothing of the kind
  static Term read(Terms t, Function<String, Term> names, String text) {
    SmtReader reader = new SmtReader(t, names, text);
    Term out = reader.term(reader.next());
    if (reader.tokens.hasMoreTokens()) {
      throw new IllegalArgumentException("more than one formula in " + text);
    }
    return out;
  }

  private String next() {
    while (tokens.hasMoreTokens()) {
      String token = tokens.nextToken();
      if (!token.equals(" ")) {
        return token;
      }
    }
    throw new IllegalArgumentException("a formula that does not end");
  }

  private Term term(String token) {
    if (!token.equals("(")) {
      return leaf(token);
    }
    String op = next();
    List<Term> args = new ArrayList<>();
    for (String one = next(); !one.equals(")"); one = next()) {
      args.add(term(one));
    }
    return made(op, args);
  }

  private Term leaf(String token) {
    if (token.equals("true") || token.equals("false")) {
      return t.truth(token.equals("true"));
    }
    return token.matches("[0-9]+") ? t.num(new BigInteger(token)) : names.apply(token);
  }

  private Term made(String op, List<Term> args) {
    return switch (op) {
      case "+" -> args.stream().reduce(t.num(0), t::add);
      case "*" -> args.stream().reduce(t.num(1), t::mul);
      case "-" -> t.neg(one(op, args));
      case "abs" -> t.abs(one(op, args));
      case "not" -> t.not(one(op, args));
      case "and" -> t.and(args);
      case "or" -> t.or(args);
      case "min" -> t.min(first(op, args), args.get(1));
      case "max" -> t.max(first(op, args), args.get(1));
      case "ite" -> {
        sized(op, args, 3);
        yield t.ite(args.get(0), args.get(1), args.get(2));
      }
      default -> compared(t, op, first(op, args), args.get(1));
    };
  }

  /// A comparison, by its sign in limits.
  ///
  /// @throws IllegalArgumentException if it is none
  static Term compared(Terms t, String op, Term l, Term r) {
    return switch (op) {
      case "<=" -> t.le(l, r);
      case "<" -> t.lt(l, r);
      case ">=" -> t.ge(l, r);
      case ">" -> t.gt(l, r);
      case "=" -> t.eq(l, r);
      case "!=" -> t.not(t.eq(l, r));
      default -> throw new IllegalArgumentException("no operator " + op);
    };
  }

  private static Term one(String op, List<Term> args) {
    sized(op, args, 1);
    return args.getFirst();
  }

  private static Term first(String op, List<Term> args) {
    sized(op, args, 2);
    return args.getFirst();
  }

  private static void sized(String op, List<Term> args, int size) {
    if (args.size() != size) {
      throw new IllegalArgumentException(op + " of " + args.size() + ", expected " + size);
    }
  }
}
