package dev.warrant.reasoning.intent;

import dev.warrant.reasoning.prove.Term;
import dev.warrant.rules.intent.Formula;
import dev.warrant.rules.text.Place;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads expressions of rules as terms. Java's arithmetic wraps; an expression that could is not
/// analysed, so whole numbers here are those of mathematics.
final class Formulas {
  private static final BigInteger NARROW = BigInteger.TWO.pow(31);
  private static final BigInteger WIDE = BigInteger.TWO.pow(63);

  private final World world;
  private final Map<String, Val> bound;
  private final Map<String, Function<String, Val>> facts;
  private final @Nullable Function<String, Val> own;
  private final Place place;

  /// @param bound variables
  /// @param facts components of facts bound to variables
  /// @param own components of the fact the pattern is about; null on the right side of a rule
  Formulas(
      World world,
      Map<String, Val> bound,
      Map<String, Function<String, Val>> facts,
      @Nullable Function<String, Val> own,
      Place place) {
    this.world = world;
    this.bound = bound;
    this.facts = facts;
    this.own = own;
    this.place = place;
  }

  private NotAnalysed no(String construct) {
    return new NotAnalysed(construct, place);
  }

  Term truth(Formula f) {
    if (value(f) instanceof Val.Truth(Term term)) {
      return term;
    }
    throw no("a condition that is no truth value");
  }

  private Val.Whole whole(Formula f) {
    if (value(f) instanceof Val.Whole w) {
      return w;
    }
    throw no("arithmetic over what is no whole number");
  }

  /// @throws NotAnalysed if it is more than linear arithmetic and comparisons
  Val value(Formula f) {
    return switch (f) {
      case Formula.Num(long v, boolean wide) -> world.constant(v, wide);
      case Formula.Text(String v) -> new Val.Text(v);
      case Formula.Truth(boolean v) -> new Val.Truth(world.t.truth(v));
      case Formula.Constant(String type, String name) -> constant(type, name);
      case Formula.Field(String name) -> component(own, name);
      case Formula.Var(String name) -> variable(name);
      case Formula.Part(String var, String name) -> component(facts.get(var), name);
      case Formula.Not(Formula of) -> new Val.Truth(world.t.not(truth(of)));
      case Formula.Neg(Formula of) -> {
        Val.Whole w = whole(of);
        yield sane(world.t.neg(w.term()), w.high().negate(), w.low().negate(), w.wide());
      }
      case Formula.Bin(String op, Formula l, Formula r) -> binary(op, l, r);
      case Formula.Call(String name, List<Formula> args) -> call(name, args);
      case Formula.Choice(Formula test, Formula then, Formula otherwise) -> {
        Val.Whole a = whole(then);
        Val.Whole b = whole(otherwise);
        Term term = world.t.ite(truth(test), a.term(), b.term());
        yield sane(term, a.low().min(b.low()), a.high().max(b.high()), a.wide() || b.wide());
      }
      case Formula.In(Formula what, List<Formula> among) -> {
        Val found = value(what);
        List<Term> any = among.stream().map(one -> equal(found, value(one))).toList();
        yield new Val.Truth(world.t.or(any));
      }
    };
  }

  private Val constant(String type, String name) {
    Class<? extends Enum<?>> found = Shapes.constants(type);
    if (found == null) {
      throw no("the constant " + type + "." + name);
    }
    List<String> names = Arrays.stream(found.getEnumConstants()).map(Enum::name).toList();
    if (!names.contains(name)) {
      throw no("the constant " + type + "." + name);
    }
    return new Val.Enumerated(found, world.t.num(names.indexOf(name)));
  }

  private Val variable(String name) {
    Val found = bound.get(name);
    if (found == null) {
      throw no("the variable " + name);
    }
    return found;
  }

  private Val component(@Nullable Function<String, Val> fact, String name) {
    if (fact == null) {
      throw no("the component " + name + " of no fact");
    }
    try {
      return fact.apply(name);
    } catch (IllegalArgumentException e) {
      throw no(String.valueOf(e.getMessage()));
    }
  }

  private Val binary(String op, Formula l, Formula r) {
    return switch (op) {
      case "&&" -> new Val.Truth(world.t.and(truth(l), truth(r)));
      case "||" -> new Val.Truth(world.t.or(truth(l), truth(r)));
      case "==" -> new Val.Truth(equal(value(l), value(r)));
      case "!=" -> new Val.Truth(world.t.not(equal(value(l), value(r))));
      case "<" -> new Val.Truth(world.t.lt(whole(l).term(), whole(r).term()));
      case "<=" -> new Val.Truth(world.t.le(whole(l).term(), whole(r).term()));
      case ">" -> new Val.Truth(world.t.gt(whole(l).term(), whole(r).term()));
      case ">=" -> new Val.Truth(world.t.ge(whole(l).term(), whole(r).term()));
      default -> arithmetic(op, whole(l), whole(r));
    };
  }

  private Term equal(Val a, Val b) {
    if (a instanceof Val.Whole x && b instanceof Val.Whole y) {
      return world.t.eq(x.term(), y.term());
    }
    if (a instanceof Val.Truth(Term x) && b instanceof Val.Truth(Term y)) {
      return world.t.eq(x, y);
    }
    if (a instanceof Val.Text(String x) && b instanceof Val.Text(String y)) {
      return world.t.truth(x.equals(y));
    }
    if (a instanceof Val.Enumerated x && b instanceof Val.Enumerated y && x.type() == y.type()) {
      return world.t.eq(x.ordinal(), y.ordinal());
    }
    if (a instanceof Val.Instrument && b instanceof Val.Instrument) {
      return world.t.truth(true);
    }
    throw no(
        a instanceof Val.Instrument || b instanceof Val.Instrument
            ? "an instrument by its number"
            : "a comparison of different kinds");
  }

  private Val arithmetic(String op, Val.Whole a, Val.Whole b) {
    boolean wide = a.wide() || b.wide();
    return switch (op) {
      case "+" ->
          sane(world.t.add(a.term(), b.term()), a.low().add(b.low()), a.high().add(b.high()), wide);
      case "-" ->
          sane(
              world.t.sub(a.term(), b.term()),
              a.low().subtract(b.high()),
              a.high().subtract(b.low()),
              wide);
      case "*" -> {
        if (!a.term().constant() && !b.term().constant()) {
          throw no("a product of two unknowns");
        }
        List<BigInteger> ends =
            List.of(
                a.low().multiply(b.low()),
                a.low().multiply(b.high()),
                a.high().multiply(b.low()),
                a.high().multiply(b.high()));
        BigInteger low = ends.stream().reduce(BigInteger::min).orElseThrow();
        BigInteger high = ends.stream().reduce(BigInteger::max).orElseThrow();
        yield sane(world.t.mul(a.term(), b.term()), low, high, wide);
      }
      case "/" -> {
        if (!b.term().constant() || b.low().signum() <= 0) {
          throw no("a division by other than a positive number");
        }
        yield sane(
            world.quotient(a.term(), b.low().longValueExact()),
            a.low().divide(b.low()),
            a.high().divide(b.low()),
            wide);
      }
      default -> throw no("a remainder");
    };
  }

  private Val call(String name, List<Formula> args) {
    if (args.size() != (name.equals("abs") ? 1 : 2)) {
      throw no("Math." + name + " of " + args.size());
    }
    Val.Whole a = whole(args.getFirst());
    if (name.equals("abs")) {
      BigInteger far = a.low().abs().max(a.high().abs());
      return sane(world.t.abs(a.term()), BigInteger.ZERO, far, a.wide());
    }
    Val.Whole b = whole(args.getLast());
    boolean wide = a.wide() || b.wide();
    return name.equals("max")
        ? sane(world.t.max(a.term(), b.term()), a.low().max(b.low()), a.high().max(b.high()), wide)
        : sane(world.t.min(a.term(), b.term()), a.low().min(b.low()), a.high().min(b.high()), wide);
  }

  private Val.Whole sane(Term term, BigInteger low, BigInteger high, boolean wide) {
    BigInteger end = wide ? WIDE : NARROW;
    if (low.compareTo(end.negate()) < 0 || high.compareTo(end) >= 0) {
      throw no("arithmetic that may leave " + (wide ? 64 : 32) + " bits");
    }
    return new Val.Whole(term, low, high, wide);
  }
}
