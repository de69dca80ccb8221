package dev.warrant.reasoning.prove;

import dev.warrant.rules.limit.Rational;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A node of a formula: immutable, typed, and made by [Terms] only, which makes equal nodes once,
/// so that identity is equality.
public final class Term {
  /// What a term's value is.
  public enum Sort {
    BOOL("Bool"),
    INT("Int"),
    REAL("Real");

    private final String text;

    Sort(String text) {
      this.text = text;
    }

    /// Its name in SMT-LIB 2.
    public String text() {
      return text;
    }
  }

  /// What a term is; operators of SMT-LIB 2's theories Core, Ints and Reals.
  public enum Op {
    /// An unknown, by name.
    VAR(""),
    /// A number, or a truth value (1 or 0).
    CONST(""),
    /// A name for its only argument: a `define-fun` without parameters.
    DEFINED(""),
    NOT("not"),
    AND("and"),
    OR("or"),
    IMPLIES("=>"),
    ITE("ite"),
    EQ("="),
    LE("<="),
    LT("<"),
    ADD("+"),
    SUB("-"),
    MUL("*"),
    NEG("-"),
    /// Of reals; whoever divides must know the divisor not to be zero.
    DIV("/"),
    TO_REAL("to_real");

    private final String text;

    Op(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }
  }

  private final int id;
  private final Op op;
  private final Sort sort;
  private final List<Term> args;
  private final @Nullable String name;
  private final @Nullable Rational value;

  Term(int id, Op op, Sort sort, List<Term> args, @Nullable String name, @Nullable Rational value) {
    this.id = id;
    this.op = op;
    this.sort = sort;
    this.args = List.copyOf(args);
    this.name = name;
    this.value = value;
  }

  /// Place in the order of making; arguments have smaller ones.
  public int id() {
    return id;
  }

  /// What it is.
  public Op op() {
    return op;
  }

  /// What its value is.
  public Sort sort() {
    return sort;
  }

  /// Its arguments, in order.
  public List<Term> args() {
    return args;
  }

  Term arg(int i) {
    return args.get(i);
  }

  /// The name of an unknown or of a defined term.
  public String name() {
    if (name == null) {
      throw new IllegalStateException("a term of kind " + op + " has no name");
    }
    return name;
  }

  /// The value of a constant.
  public Rational value() {
    if (value == null) {
      throw new IllegalStateException("a term of kind " + op + " is no constant");
    }
    return value;
  }

  /// Whether it is a constant.
  public boolean constant() {
    return op == Op.CONST;
  }

  /// Whether it is the truth value `truth`.
  public boolean is(boolean truth) {
    return sort == Sort.BOOL && constant() && (value().signum() != 0) == truth;
  }

  @Override
  public String toString() {
    return SmtText.shown(this);
  }
}
