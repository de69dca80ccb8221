package dev.warrant.execution.guard;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/// A polynomial with whole coefficients in one normal form: products of atoms in order, each once,
/// none with a coefficient of zero. An atom is a measure's name, or the text of something piecewise
/// that is no polynomial itself. Equal polynomials have equal [#text], a term of SMT-LIB 2.
final class Polynomial {
  private static final Comparator<List<String>> ORDER =
      Comparator.<List<String>>comparingInt(List::size)
          .reversed()
          .thenComparing(atoms -> String.join(" ", atoms));

  private final TreeMap<List<String>, BigInteger> parts = new TreeMap<>(ORDER);

  private Polynomial() {}

  static Polynomial of(long value) {
    Polynomial out = new Polynomial();
    out.add(List.of(), BigInteger.valueOf(value));
    return out;
  }

  static Polynomial atom(String text) {
    Polynomial out = new Polynomial();
    out.add(List.of(text), BigInteger.ONE);
    return out;
  }

  private void add(List<String> atoms, BigInteger times) {
    BigInteger sum = parts.getOrDefault(atoms, BigInteger.ZERO).add(times);
    if (sum.signum() == 0) {
      parts.remove(atoms);
    } else {
      parts.put(atoms, sum);
    }
  }

  Polynomial plus(Polynomial other) {
    Polynomial out = new Polynomial();
    out.parts.putAll(parts);
    other.parts.forEach(out::add);
    return out;
  }

  Polynomial times(Polynomial other) {
    Polynomial out = new Polynomial();
    parts.forEach((atoms, a) ->
        other.parts.forEach((others, b) -> {
          List<String> both = new ArrayList<>(atoms);
          both.addAll(others);
          Collections.sort(both);
          out.add(List.copyOf(both), a.multiply(b));
        }));
    return out;
  }

  Polynomial negated() {
    return times(of(-1));
  }

  Polynomial minus(Polynomial other) {
    return plus(other.negated());
  }

  /// The same divided by what divides all coefficients; equal truths about its sign have equal
  /// forms then.
  Polynomial primitive() {
    BigInteger common = BigInteger.ZERO;
    for (BigInteger c : parts.values()) {
      common = common.gcd(c);
    }
    if (common.bitLength() <= 1) {
      return this;
    }
    Polynomial out = new Polynomial();
    BigInteger by = common;
    parts.forEach((atoms, c) -> out.add(atoms, c.divide(by)));
    return out;
  }

  String text() {
    List<String> out = new ArrayList<>();
    parts.forEach((atoms, c) -> out.add(product(atoms, c)));
    return out.isEmpty()
        ? "0"
        : out.size() == 1 ? out.getFirst() : "(+ " + String.join(" ", out) + ")";
  }

  private static String product(List<String> atoms, BigInteger times) {
    String number = times.signum() < 0 ? "(- " + times.negate() + ")" : times.toString();
    if (atoms.isEmpty()) {
      return number;
    }
    boolean bare = times.equals(BigInteger.ONE);
    if (bare && atoms.size() == 1) {
      return atoms.getFirst();
    }
    return "(* " + (bare ? "" : number + " ") + String.join(" ", atoms) + ")";
  }
}
