package dev.warrant.knowledge.verify.orders;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;
import java.util.function.ToIntFunction;

/// A term of SMT-LIB 2 over whole numbers, read from the journal's text and computed exactly.
/// Truths are 1 and 0.
final class Formula {
  /// A part of it: a number, a measure, or an operator with its parts.
  private record Node(String op, BigInteger number, int slot, List<Node> parts) {
    Node {
      parts = List.copyOf(parts);
    }
  }

  /// A table of so many rows is a choice within a choice.
  private static final int DEPTH_MAX = 1_000;

  private static final List<String> OPERATORS =
      List.of(
          "+", "*", "-", "abs", "min", "max", "ite", "and", "or", "not", "<=", "<", ">=", ">", "=");

  private final String text;
  private final Node root;

  private Formula(String text, Node root) {
    this.text = text;
    this.root = root;
  }

  /// Reads a term.
  ///
  /// @param slots where the value of a name is found; negative for what is no name
  static Formula read(String text, ToIntFunction<String> slots) {
    StringTokenizer tokens = new StringTokenizer(text, "() ", true);
    Node root = node(tokens, next(tokens), slots, 0);
    if (tokens.hasMoreTokens()) {
      throw new Payload.Malformed("more than one term in " + text);
    }
    return new Formula(text, root);
  }

  private static String next(StringTokenizer tokens) {
    while (tokens.hasMoreTokens()) {
      String token = tokens.nextToken();
      if (!token.equals(" ")) {
        return token;
      }
    }
    throw new Payload.Malformed("a term that does not end");
  }

  private static Node node(
      StringTokenizer tokens, String token, ToIntFunction<String> slots, int depth) {
    if (depth > DEPTH_MAX) {
      throw new Payload.Malformed("a term more than " + DEPTH_MAX + " deep");
    }
    if (token.equals("(")) {
      String op = next(tokens);
      List<Node> parts = new ArrayList<>();
      for (String one = next(tokens); !one.equals(")"); one = next(tokens)) {
        parts.add(node(tokens, one, slots, depth + 1));
      }
      return operator(op, parts);
    }
    if (token.matches("[0-9]+")) {
      return new Node("number", new BigInteger(token), -1, List.of());
    }
    if (token.equals("true") || token.equals("false")) {
      return new Node("number", truth(token.equals("true")), -1, List.of());
    }
    int slot = slots.applyAsInt(token);
    if (slot < 0) {
      throw new Payload.Malformed("no measure " + token);
    }
    return new Node("slot", BigInteger.ZERO, slot, List.of());
  }

  private static Node operator(String op, List<Node> parts) {
    int wanted =
        switch (op) {
          case "-", "abs", "not" -> 1;
          case "ite" -> 3;
          case "+", "*", "and", "or" -> Math.max(1, parts.size());
          default -> 2;
        };
    if (!OPERATORS.contains(op) || parts.size() != wanted) {
      throw new Payload.Malformed("the operator " + op + " of " + parts.size());
    }
    return new Node(op, BigInteger.ZERO, -1, parts);
  }

  /// Its value.
  BigInteger value(long[] values) {
    return value(root, values);
  }

  /// Whether it is true.
  boolean holds(long[] values) {
    return value(values).signum() != 0;
  }

  private static BigInteger truth(boolean is) {
    return is ? BigInteger.ONE : BigInteger.ZERO;
  }

  private static BigInteger value(Node n, long[] values) {
    return switch (n.op()) {
      case "number" -> n.number();
      case "slot" -> BigInteger.valueOf(values[n.slot()]);
      case "ite" -> value(n.parts().get(part(n, 0, values).signum() != 0 ? 1 : 2), values);
      default -> {
        BigInteger out = part(n, 0, values);
        if (n.parts().size() == 1) {
          yield one(n.op(), out);
        }
        for (int i = 1; i < n.parts().size(); i++) {
          out = two(n.op(), out, part(n, i, values));
        }
        yield out;
      }
    };
  }

  private static BigInteger part(Node n, int i, long[] values) {
    return value(n.parts().get(i), values);
  }

  private static BigInteger one(String op, BigInteger of) {
    return switch (op) {
      case "-" -> of.negate();
      case "abs" -> of.abs();
      case "not" -> truth(of.signum() == 0);
      default -> of;
    };
  }

  private static BigInteger two(String op, BigInteger l, BigInteger r) {
    return switch (op) {
      case "+" -> l.add(r);
      case "*" -> l.multiply(r);
      case "min", "and" -> l.min(r);
      case "max", "or" -> l.max(r);
      default -> truth(compare(op, l, r));
    };
  }

  /// Whether two numbers stand in a relation.
  static boolean compare(String op, BigInteger l, BigInteger r) {
    int c = l.compareTo(r);
    return switch (op) {
      case "<=" -> c <= 0;
      case "<" -> c < 0;
      case ">=" -> c >= 0;
      case ">" -> c > 0;
      case "=" -> c == 0;
      case "!=" -> c != 0;
      default -> throw new Payload.Malformed("no relation " + op);
    };
  }

  @Override
  public String toString() {
    return text;
  }
}
