package dev.warrant.rules.limit;

import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.knowledge.fact.Mode;
import dev.warrant.rules.text.Nearest;
import dev.warrant.rules.text.Place;
import dev.warrant.rules.text.RuleError;
import dev.warrant.rules.text.RuleException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Turns syntax into the limit language: names become measures and parameters, units are checked,
/// scales made equal, and truth kept apart from number.
final class LimitTyper {
  private final Place place;
  private final Map<String, Parameter> parameters;
  private final Scaling scaling;
  private Unit compared = Unit.NUMBER;

  /// @param place of the first character of the expression
  LimitTyper(Place place, Map<String, Parameter> parameters, Scaling scaling) {
    this.place = place;
    this.parameters = parameters;
    this.scaling = scaling;
  }

  /// A truth-valued expression.
  ///
  /// @throws RuleException if a name is unknown, units do not fit, or it is a number
  Cond cond(Feel feel) {
    return switch (feel) {
      case Feel.Binary b when b.op().equals("and") -> new Cond.And(cond(b.left()), cond(b.right()));
      case Feel.Binary b when b.op().equals("or") -> new Cond.Or(cond(b.left()), cond(b.right()));
      case Feel.Binary b when comparison(b.op()) -> compare(b);
      case Feel.Call c when c.function().equals("not") ->
          new Cond.Not(cond(c.arguments().getFirst()));
      case Feel.Within w ->
          new Cond.And(compare(w.value(), w.from(), w.low()), compare(w.value(), w.to(), w.high()));
      case Feel.OneOf o -> oneOf(o);
      case Feel.Binary _,
          Feel.Call _,
          Feel.Digits _,
          Feel.Text _,
          Feel.Name _,
          Feel.Negative _,
          Feel.Choice _ ->
          throw refuse(
              "type-truth", feel, "a number where a condition is needed", "a comparison", "");
    };
  }

  /// What both sides of the comparison last typed count; for a single comparison, its own sides.
  Unit compared() {
    return compared;
  }

  private Cond compare(Feel.Binary b) {
    if (mode(b.left()) && b.right() instanceof Feel.Text text) {
      return isMode(op(b.op()), text);
    }
    return compare(b.left(), b.op(), b.right());
  }

  private Cond.Compare compare(Feel left, String op, Feel right) {
    Typed.Pair pair = unify(expr(left), expr(right), left);
    compared = pair.unit();
    return new Cond.Compare(op(op), pair.left(), pair.right());
  }

  private Cond oneOf(Feel.OneOf o) {
    Cond out = null;
    for (Feel item : o.items()) {
      if (!mode(o.value()) || !(item instanceof Feel.Text text)) {
        throw refuse(
            "type-list",
            o,
            "a list that is not one of modes",
            "mode in [\"NORMAL\", …]",
            "a range x in [1..5] or two comparisons joined by or say the same.");
      }
      Cond one = isMode(Cond.Op.EQ, text);
      out = out == null ? one : new Cond.Or(out, one);
    }
    if (out == null) {
      throw refuse("type-list", o, "an empty list", "at least one mode", "");
    }
    return out;
  }

  private static boolean mode(Feel feel) {
    return feel instanceof Feel.Name(int _, String text) && text.equals("mode");
  }

  private Cond isMode(Cond.Op op, Feel.Text text) {
    List<String> modes = Arrays.stream(Mode.values()).map(Mode::name).toList();
    int n = modes.indexOf(text.text());
    if (n < 0 || op != Cond.Op.EQ && op != Cond.Op.NE) {
      throw refuse(
          "mode-unknown",
          text,
          "\"" + text.text() + "\" compared with mode",
          "= or != one of " + String.join(", ", modes),
          Nearest.advice(text.text(), modes));
    }
    return new Cond.Compare(op, new Expr.Measured(MeasureId.DESK_MODE), new Expr.Num(n, 1));
  }

  /// A number-valued expression.
  ///
  /// @throws RuleException if a name is unknown, units do not fit, or it is a condition
  Typed expr(Feel feel) {
    return switch (feel) {
      case Feel.Digits n -> literal(Rational.parse(n.text()));
      case Feel.Name n -> name(n);
      case Feel.Negative(int _, Feel of) -> {
        Typed t = expr(of);
        yield new Typed(new Expr.Neg(t.expr()), t.unit(), t.kind());
      }
      case Feel.Binary b
          when !comparison(b.op()) && !b.op().equals("and") && !b.op().equals("or") ->
          arithmetic(b);
      case Feel.Call c when !c.function().equals("not") -> function(c);
      case Feel.Choice c -> {
        Cond test = cond(c.test());
        Typed.Pair p = unify(expr(c.then()), expr(c.otherwise()), c);
        yield new Typed(new Expr.If(test, p.left(), p.right()), p.unit(), Typed.Kind.MEASURED);
      }
      case Feel.Binary _, Feel.Call _, Feel.Within _, Feel.OneOf _, Feel.Text _ ->
          throw refuse(
              "type-number",
              feel,
              "a condition or text where a number is needed",
              "a number",
              "parentheses are missing: comparisons bind less than + and *.");
    };
  }

  private Typed literal(Rational value) {
    Typed.Kind kind = value.signum() == 0 ? Typed.Kind.ZERO : Typed.Kind.LITERAL;
    return new Typed(scaling.num(value), Unit.NUMBER, kind);
  }

  private Typed name(Feel.Name name) {
    Parameter parameter = parameters.get(name.text());
    if (parameter != null) {
      boolean bare = parameter.units() == ParameterUnit.NUMBER;
      return new Typed(
          new Expr.Param(name.text()),
          parameter.units().unit(),
          bare ? Typed.Kind.LITERAL : Typed.Kind.CONSTANT);
    }
    MeasureId measure = MeasureNames.find(name.text());
    if (measure == null) {
      TreeSet<String> known = new TreeSet<>(parameters.keySet());
      known.addAll(MeasureNames.all());
      throw refuse(
          "name-unknown",
          name,
          "the name \"" + name.text() + "\"",
          "a measure, or a parameter of this limit " + parameters.keySet(),
          Nearest.advice(name.text(), known));
    }
    return new Typed(new Expr.Measured(measure), Unit.of(measure.unit()), Typed.Kind.MEASURED);
  }

  private Typed arithmetic(Feel.Binary b) {
    Typed left = expr(b.left());
    Typed right = expr(b.right());
    Typed.Kind kind = left.kind().with(right.kind());
    return switch (b.op()) {
      case "+" -> {
        Typed.Pair p = unify(left, right, b);
        yield new Typed(new Expr.Add(p.left(), p.right()), p.unit(), p.kind());
      }
      case "-" -> {
        Typed.Pair p = unify(left, right, b);
        yield new Typed(new Expr.Sub(p.left(), p.right()), p.unit(), p.kind());
      }
      case "*" ->
          new Typed(new Expr.Mul(left.expr(), right.expr()), left.unit().times(right.unit()), kind);
      case "/" ->
          new Typed(new Expr.Div(left.expr(), right.expr()), left.unit().over(right.unit()), kind);
      default -> throw refuse("feel-operator", b, "\"" + b.op() + "\"", "one of + - * /", "");
    };
  }

  private Typed function(Feel.Call c) {
    Typed first = expr(c.arguments().getFirst());
    if (c.function().equals("abs")) {
      return new Typed(new Expr.Abs(first.expr()), first.unit(), first.kind());
    }
    Typed.Pair p = unify(first, expr(c.arguments().getLast()), c);
    Expr both =
        c.function().equals("min")
            ? new Expr.Min(p.left(), p.right())
            : new Expr.Max(p.left(), p.right());
    return new Typed(both, p.unit(), p.kind());
  }

  /// Brings two values to one unit and scale; a constant follows the other side.
  private Typed.Pair unify(Typed a, Typed b, Feel where) {
    Unit unit = commonKind(a, b, where);
    int scale;
    if (a.kind().constant() != b.kind().constant()) {
      scale = a.kind().constant() ? b.unit().scale() : a.unit().scale();
    } else {
      scale = Math.min(a.unit().scale(), b.unit().scale());
    }
    return new Typed.Pair(
        scaling.scaled(a.expr(), a.unit().scale() - scale),
        scaling.scaled(b.expr(), b.unit().scale() - scale),
        unit.at(scale),
        a.kind().with(b.kind()));
  }

  private Unit commonKind(Typed a, Typed b, Feel where) {
    if (a.unit().sameKind(b.unit()) || fits(b, a.unit())) {
      return a.unit();
    }
    if (fits(a, b.unit())) {
      return b.unit();
    }
    boolean bare = a.kind() == Typed.Kind.LITERAL || b.kind() == Typed.Kind.LITERAL;
    throw refuse(
        "unit-mismatch",
        where,
        a.unit().text() + " beside " + b.unit().text(),
        "the same unit on both sides",
        bare
            ? "the number wants to be a parameter with a unit, such as {value: \"5000\", unit: USDT}."
            : "one side has to be multiplied or divided by another measure.");
  }

  private static boolean fits(Typed constant, Unit unit) {
    return constant.kind() == Typed.Kind.ZERO
        || constant.kind() == Typed.Kind.LITERAL && constant.unit().plain() && unit.counting();
  }

  private static boolean comparison(String op) {
    return Stream.of("<", "<=", ">", ">=", "=", "!=").anyMatch(op::equals);
  }

  private static Cond.Op op(String text) {
    return switch (text) {
      case "<=" -> Cond.Op.LE;
      case "<" -> Cond.Op.LT;
      case ">=" -> Cond.Op.GE;
      case ">" -> Cond.Op.GT;
      case "=" -> Cond.Op.EQ;
      case "!=" -> Cond.Op.NE;
      default -> throw new IllegalArgumentException("no comparison: " + text);
    };
  }

  private RuleException refuse(
      String code, Feel where, String found, String expected, String maybe) {
    return new RuleError(code, place.right(where.column()), found, expected, maybe).thrown();
  }
}
