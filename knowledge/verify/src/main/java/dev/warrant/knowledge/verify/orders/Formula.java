package dev.warrant.knowledge.verify.orders;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;
import java.util.function.BinaryOperator;
import java.util.function.ToIntFunction;

/// A term of SMT-LIB 2 over whole numbers, read from the journal's text and computed exactly.
/// Truths are 1 and 0.
final class Formula {
  /// What a part of it is.
  private enum Op {
    NUMBER("", 0),
    SLOT("", 0),
    ADD("+", -1),
    MUL("*", -1),
    NEG("-", 1),
    ABS("abs", 1),
    MIN("min", 2),
    MAX("max", 2),
    ITE("ite", 3),
    AND("and", -1),
    OR("or", -1),
    NOT("not", 1),
    LE("<=", 2),
    LT("<", 2),
    GE(">=", 2),
    GT(">", 2),
    EQ("=", 2);

    private final String sign;

    /// How many parts it has; negative for one or more.
    private final int parts;

    Op(String sign, int parts) {
      this.sign = sign;
      this.parts = parts;
    }
  }

  /// A part of it: a number, a measure, or an operator with its parts.
  private record Node(Op op, BigInteger number, int slot, List<Node> parts) {
    Node {
      parts = List.copyOf(parts);
    }
  }

  /// A table of so many rows is a choice within a choice.
  private static final int DEPTH_MAX = 1_000;

  /// Digits of a number, and bits of a product: far beyond what polynomials of measures have.
  private static final int DIGITS_MAX = 200;

  private static final int BITS_MAX = 8_192;

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
      if (token.length() > DIGITS_MAX) {
        throw new Payload.Malformed("a number of " + token.length() + " digits");
      }
      return new Node(Op.NUMBER, new BigInteger(token), -1, List.of());
    }
    if (token.equals("true") || token.equals("false")) {
      return new Node(Op.NUMBER, truth(token.equals("true")), -1, List.of());
    }
    int slot = slots.applyAsInt(token);
    if (slot < 0) {
      throw new Payload.Malformed("no measure " + token);
    }
    return new Node(Op.SLOT, BigInteger.ZERO, slot, List.of());
  }

  private static Node operator(String sign, List<Node> parts) {
    for (Op op : Op.values()) {
      boolean fits = op.parts < 0 ? !parts.isEmpty() : op.parts == parts.size();
      if (op.sign.equals(sign) && fits && !sign.isEmpty()) {
        return new Node(op, BigInteger.ZERO, -1, parts);
      }
    }
    throw new Payload.Malformed("the operator " + sign + " of " + parts.size());
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
      case NUMBER -> n.number();
      case SLOT -> BigInteger.valueOf(values[n.slot()]);
      case ITE -> part(n, part(n, 0, values).signum() != 0 ? 1 : 2, values);
      case NEG -> part(n, 0, values).negate();
      case ABS -> part(n, 0, values).abs();
      case NOT -> truth(part(n, 0, values).signum() == 0);
      case ADD -> folded(n, values, BigInteger::add);
      case MUL -> folded(n, values, Formula::product);
      case MIN, AND -> folded(n, values, BigInteger::min);
      case MAX, OR -> folded(n, values, BigInteger::max);
      case LE -> truth(compared(n, values) <= 0);
      case LT -> truth(compared(n, values) < 0);
      case GE -> truth(compared(n, values) >= 0);
      case GT -> truth(compared(n, values) > 0);
      case EQ -> truth(compared(n, values) == 0);
    };
  }

  private static BigInteger product(BigInteger a, BigInteger b) {
    if (a.bitLength() + b.bitLength() > BITS_MAX) {
      throw new Payload.Malformed("a product of more than " + BITS_MAX + " bits");
    }
    return a.multiply(b);
  }

  private static int compared(Node n, long[] values) {
    return part(n, 0, values).compareTo(part(n, 1, values));
  }

  private static BigInteger part(Node n, int i, long[] values) {
    return value(n.parts().get(i), values);
  }

  private static BigInteger folded(Node n, long[] values, BinaryOperator<BigInteger> by) {
    BigInteger out = part(n, 0, values);
    for (int i = 1; i < n.parts().size(); i++) {
      out = by.apply(out, part(n, i, values));
    }
    return out;
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
