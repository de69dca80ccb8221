package dev.warrant.reasoning.smt;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Rewrites a [Form] for the solver, given the box its unknowns lie in: sums are flattened, choices
/// that the box decides are taken, exact quotients divided. The value at any point of the box stays
/// the same; exact arithmetic never uses the result, so a slip here shows as a disagreement.
final class Simplifier {
  /// `known` plus each atom times its factor.
  private record Linear(BigInteger known, Map<Form, BigInteger> atoms) {
    static Linear of(long known) {
      return new Linear(BigInteger.valueOf(known), Collections.emptyMap());
    }

    Linear plus(Linear other, BigInteger times) {
      Map<Form, BigInteger> sum = new LinkedHashMap<>(atoms);
      other.atoms.forEach((atom, f) -> sum.merge(atom, f.multiply(times), BigInteger::add));
      sum.values().removeIf(f -> f.signum() == 0);
      return new Linear(known.add(other.known.multiply(times)), sum);
    }
  }

  private record Bounds(BigInteger low, BigInteger high) {}

  private final Box box;

  Simplifier(Box box) {
    this.box = box;
  }

  /// An equal form, or `form` itself if some number does not fit 64 bits.
  Form simplified(Form form) {
    try {
      return form(linear(form));
    } catch (ArithmeticException e) {
      return form;
    }
  }

  private Linear linear(Form form) {
    return switch (form) {
      case Form.Known(long value) -> Linear.of(value);
      case Form.Unknown(int index) when box.from(index) == box.to(index) ->
          Linear.of(box.from(index));
      case Form.Unknown _ ->
          new Linear(BigInteger.ZERO, Collections.singletonMap(form, BigInteger.ONE));
      case Form.Sum(List<Form> of) -> {
        Linear sum = Linear.of(0);
        for (Form part : of) {
          sum = sum.plus(linear(part), BigInteger.ONE);
        }
        yield sum;
      }
      case Form.Scaled(long factor, Form of) ->
          Linear.of(0).plus(linear(of), BigInteger.valueOf(factor));
      case Form.Greatest(Form l, Form r) -> choice(l, r, true);
      case Form.Least(Form l, Form r) -> choice(l, r, false);
      case Form.RoundedUp(Form over, long under) -> quotient(linear(over), under);
    };
  }

  private Linear choice(Form l, Form r, boolean greatest) {
    Linear left = linear(l);
    Linear right = linear(r);
    Bounds difference = bounds(left.plus(right, BigInteger.ONE.negate()));
    if (difference.low().signum() >= 0) {
      return greatest ? left : right;
    }
    if (difference.high().signum() <= 0) {
      return greatest ? right : left;
    }
    Form atom =
        greatest
            ? new Form.Greatest(form(left), form(right))
            : new Form.Least(form(left), form(right));
    return new Linear(BigInteger.ZERO, Collections.singletonMap(atom, BigInteger.ONE));
  }

  private Linear quotient(Linear over, long under) {
    BigInteger by = BigInteger.valueOf(under);
    boolean exact = over.atoms().values().stream().allMatch(f -> f.mod(by).signum() == 0);
    if (exact) {
      Linear out = Linear.of(0);
      for (Map.Entry<Form, BigInteger> atom : over.atoms().entrySet()) {
        Linear one =
            new Linear(BigInteger.ZERO, Collections.singletonMap(atom.getKey(), BigInteger.ONE));
        out = out.plus(one, atom.getValue().divide(by));
      }
      BigInteger known = over.known().add(by).subtract(BigInteger.ONE);
      BigInteger down = known.subtract(known.mod(by)).divide(by);
      return out.plus(new Linear(down, Collections.emptyMap()), BigInteger.ONE);
    }
    Form atom = new Form.RoundedUp(form(over), under);
    return new Linear(BigInteger.ZERO, Collections.singletonMap(atom, BigInteger.ONE));
  }

  private Bounds bounds(Linear linear) {
    BigInteger low = linear.known();
    BigInteger high = linear.known();
    for (Map.Entry<Form, BigInteger> atom : linear.atoms().entrySet()) {
      Bounds b = bounds(atom.getKey());
      BigInteger x = b.low().multiply(atom.getValue());
      BigInteger y = b.high().multiply(atom.getValue());
      low = low.add(x.min(y));
      high = high.add(x.max(y));
    }
    return new Bounds(low, high);
  }

  private Bounds bounds(Form atom) {
    return switch (atom) {
      case Form.Unknown(int index) ->
          new Bounds(BigInteger.valueOf(box.from(index)), BigInteger.valueOf(box.to(index)));
      case Form.Greatest(Form l, Form r) -> {
        Bounds a = bounds(linear(l));
        Bounds b = bounds(linear(r));
        yield new Bounds(a.low().max(b.low()), a.high().max(b.high()));
      }
      case Form.Least(Form l, Form r) -> {
        Bounds a = bounds(linear(l));
        Bounds b = bounds(linear(r));
        yield new Bounds(a.low().min(b.low()), a.high().min(b.high()));
      }
      case Form.RoundedUp(Form over, long under) -> {
        Bounds b = bounds(linear(over));
        BigInteger by = BigInteger.valueOf(under);
        yield new Bounds(
            b.low().divide(by).subtract(BigInteger.ONE), b.high().divide(by).add(BigInteger.ONE));
      }
      case Form.Known _, Form.Sum _, Form.Scaled _ -> bounds(linear(atom));
    };
  }

  private static Form form(Linear linear) {
    List<Form> parts = new ArrayList<>();
    linear
        .atoms()
        .forEach((atom, f) ->
            parts.add(f.equals(BigInteger.ONE) ? atom : new Form.Scaled(f.longValueExact(), atom)));
    if (parts.isEmpty() || linear.known().signum() != 0) {
      parts.add(new Form.Known(linear.known().longValueExact()));
    }
    return parts.size() == 1 ? parts.getFirst() : new Form.Sum(parts);
  }
}
