package dev.warrant.reasoning.prove;

import dev.warrant.knowledge.seam.LookupOnly;
import dev.warrant.reasoning.prove.Term.Op;
import dev.warrant.reasoning.prove.Term.Sort;
import dev.warrant.rules.limit.Rational;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes terms, each distinct one once. Constants are folded and trivial truths dropped; nothing
/// else is rewritten. For one thread.
@LookupOnly("the tables only answer whether a term was made before")
public final class Terms {
  private record Key(
      Op op, Sort sort, List<Integer> args, @Nullable String name, @Nullable Rational value) {}

  private final Map<Key, Term> made = new HashMap<>();
  private final Map<String, Term> named = new HashMap<>();

  /// Truth.
  public Term truth(boolean truth) {
    return leaf(Op.CONST, Sort.BOOL, null, Rational.of(truth ? 1 : 0));
  }

  /// A whole number.
  public Term num(long n) {
    return num(BigInteger.valueOf(n));
  }

  /// A whole number of any size.
  public Term num(BigInteger n) {
    return leaf(Op.CONST, Sort.INT, null, new Rational(n, BigInteger.ONE));
  }

  /// A real number.
  public Term real(Rational value) {
    return leaf(Op.CONST, Sort.REAL, null, value);
  }

  /// The unknown called `name`.
  ///
  /// @throws IllegalArgumentException if the name has another sort or a definition already
  public Term var(String name, Sort sort) {
    return claimed(name, leaf(Op.VAR, sort, name, null));
  }

  /// `body` under the name `name`, by which texts refer to it.
  ///
  /// @throws IllegalArgumentException if the name stands for something else already
  public Term define(String name, Term body) {
    if (body.constant() || body.op() == Op.VAR) {
      return body;
    }
    return claimed(name, node(Op.DEFINED, body.sort(), List.of(body), name, null));
  }

  private Term claimed(String name, Term term) {
    Term before = named.putIfAbsent(name, term);
    if (before != null && !before.equals(term)) {
      throw new IllegalArgumentException(
          "the name " + name + " stands for something else already, a " + before.sort());
    }
    return term;
  }

  /// Negation.
  public Term not(Term a) {
    sorted(a, Sort.BOOL);
    if (a.constant()) {
      return truth(a.is(false));
    }
    return a.op() == Op.NOT ? a.arg(0) : node(Op.NOT, Sort.BOOL, List.of(a), null, null);
  }

  /// All of them; true if there are none.
  public Term and(Term... of) {
    return and(List.of(of));
  }

  /// All of them; true if there are none.
  public Term and(List<Term> of) {
    return joined(Op.AND, of, true);
  }

  /// At least one of them; false if there are none.
  public Term or(Term... of) {
    return or(List.of(of));
  }

  /// At least one of them; false if there are none.
  public Term or(List<Term> of) {
    return joined(Op.OR, of, false);
  }

  /// `neutral` is what the operator gives for nothing; its opposite decides alone.
  private Term joined(Op op, List<Term> of, boolean neutral) {
    List<Term> parts = new ArrayList<>();
    for (Term part : of) {
      sorted(part, Sort.BOOL);
      if (part.is(!neutral)) {
        return part;
      }
      if (!part.is(neutral) && !parts.contains(part)) {
        parts.add(part);
      }
    }
    if (parts.isEmpty()) {
      return truth(neutral);
    }
    return parts.size() == 1 ? parts.getFirst() : node(op, Sort.BOOL, parts, null, null);
  }

  /// If `a` then `b`.
  public Term implies(Term a, Term b) {
    if (a.is(true) || b.is(true)) {
      return b;
    }
    if (a.is(false)) {
      return truth(true);
    }
    sorted(a, Sort.BOOL);
    sorted(b, Sort.BOOL);
    return b.is(false) ? not(a) : node(Op.IMPLIES, Sort.BOOL, List.of(a, b), null, null);
  }

  /// `then` if `test`, else `otherwise`; both of one sort.
  public Term ite(Term test, Term then, Term otherwise) {
    sorted(test, Sort.BOOL);
    sorted(otherwise, then.sort());
    if (test.constant()) {
      return test.is(true) ? then : otherwise;
    }
    if (then.equals(otherwise)) {
      return then;
    }
    if (then.sort() == Sort.BOOL && then.constant() && otherwise.constant()) {
      return then.is(true) ? test : not(test);
    }
    return node(Op.ITE, then.sort(), List.of(test, then, otherwise), null, null);
  }

  /// Equality; of truth values too.
  public Term eq(Term a, Term b) {
    sorted(b, a.sort());
    if (a.equals(b)) {
      return truth(true);
    }
    return a.constant() && b.constant()
        ? truth(false)
        : node(Op.EQ, Sort.BOOL, List.of(a, b), null, null);
  }

  /// `a <= b`.
  public Term le(Term a, Term b) {
    return compared(Op.LE, a, b);
  }

  /// `a < b`.
  public Term lt(Term a, Term b) {
    return compared(Op.LT, a, b);
  }

  /// `a >= b`, written `b <= a`.
  public Term ge(Term a, Term b) {
    return compared(Op.LE, b, a);
  }

  /// `a > b`, written `b < a`.
  public Term gt(Term a, Term b) {
    return compared(Op.LT, b, a);
  }

  private Term compared(Op op, Term a, Term b) {
    numeric(a, b);
    if (a.constant() && b.constant()) {
      int c = a.value().compareTo(b.value());
      return truth(op == Op.LE ? c <= 0 : c < 0);
    }
    return a.equals(b) ? truth(op == Op.LE) : node(op, Sort.BOOL, List.of(a, b), null, null);
  }

  /// Sum.
  public Term add(Term a, Term b) {
    numeric(a, b);
    if (a.constant() && b.constant()) {
      return number(a.sort(), a.value().plus(b.value()));
    }
    if (a.constant() && a.value().signum() == 0) {
      return b;
    }
    return b.constant() && b.value().signum() == 0
        ? a
        : node(Op.ADD, a.sort(), List.of(a, b), null, null);
  }

  /// Difference.
  public Term sub(Term a, Term b) {
    numeric(a, b);
    if (a.constant() && b.constant()) {
      return number(a.sort(), a.value().minus(b.value()));
    }
    return b.constant() && b.value().signum() == 0
        ? a
        : node(Op.SUB, a.sort(), List.of(a, b), null, null);
  }

  /// Product.
  public Term mul(Term a, Term b) {
    numeric(a, b);
    if (a.constant() && b.constant()) {
      return number(a.sort(), a.value().times(b.value()));
    }
    if (a.constant() && a.value().equals(Rational.ONE)) {
      return b;
    }
    if (b.constant() && b.value().equals(Rational.ONE)) {
      return a;
    }
    // A constant factor comes first, so that equal products are one node.
    return b.constant() ? product(b, a) : product(a, b);
  }

  private Term product(Term a, Term b) {
    return a.constant() && a.value().signum() == 0
        ? a
        : node(Op.MUL, a.sort(), List.of(a, b), null, null);
  }

  /// The number with the other sign.
  public Term neg(Term a) {
    numeric(a, a);
    return a.constant()
        ? number(a.sort(), a.value().negated())
        : node(Op.NEG, a.sort(), List.of(a), null, null);
  }

  /// Quotient of reals; the caller knows that `b` is not zero.
  public Term div(Term a, Term b) {
    sorted(a, Sort.REAL);
    sorted(b, Sort.REAL);
    return a.constant() && b.constant()
        ? real(a.value().over(b.value()))
        : node(Op.DIV, Sort.REAL, List.of(a, b), null, null);
  }

  /// A whole number as a real one.
  public Term toReal(Term a) {
    if (a.sort() == Sort.REAL) {
      return a;
    }
    sorted(a, Sort.INT);
    return a.constant() ? real(a.value()) : node(Op.TO_REAL, Sort.REAL, List.of(a), null, null);
  }

  /// Absolute value.
  public Term abs(Term a) {
    return ite(ge(a, number(a.sort(), Rational.ZERO)), a, neg(a));
  }

  /// The lesser of both.
  public Term min(Term a, Term b) {
    return ite(le(a, b), a, b);
  }

  /// The greater of both.
  public Term max(Term a, Term b) {
    return ite(ge(a, b), a, b);
  }

  private Term number(Sort sort, Rational value) {
    return leaf(Op.CONST, sort, null, value);
  }

  private static void numeric(Term a, Term b) {
    if (a.sort() == Sort.BOOL || a.sort() != b.sort()) {
      throw new IllegalArgumentException(
          "two numbers of one sort expected, found " + a.sort() + " and " + b.sort());
    }
  }

  private static void sorted(Term a, Sort sort) {
    if (a.sort() != sort) {
      throw new IllegalArgumentException("expected a " + sort + ", found a " + a.sort());
    }
  }

  private Term leaf(Op op, Sort sort, @Nullable String name, @Nullable Rational value) {
    return node(op, sort, List.of(), name, value);
  }

  private Term node(
      Op op, Sort sort, List<Term> args, @Nullable String name, @Nullable Rational value) {
    List<Integer> ids = args.stream().map(Term::id).toList();
    return made.computeIfAbsent(
        new Key(op, sort, ids, name, value),
        _ -> new Term(made.size(), op, sort, args, name, value));
  }
}
