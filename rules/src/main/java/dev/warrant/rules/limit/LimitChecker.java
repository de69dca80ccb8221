package dev.warrant.rules.limit;

import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.rules.text.Place;
import dev.warrant.rules.text.RuleError;
import dev.warrant.rules.text.RuleException;
import dev.warrant.rules.text.Yaml;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// Makes a [Limit] of a draft, or says what is wrong with it.
///
/// Numbers and parameters of the result stand on the scale of what they are compared with: a
/// parameter of 5000 USDT beside a money measure is 50000000, because money counts 1e-4 USDT.
public final class LimitChecker {
  private LimitChecker() {}

  /// Checks one limit. Its number is 0 until the pack puts its limits in order.
  ///
  /// @param ranges declared ranges of measures
  /// @throws RuleException at the first thing that is wrong, with its column
  public static Limit check(LimitDraft draft, Map<MeasureId, MeasureRange> ranges) {
    Scaling scaling = new Scaling(draft.require().place());
    Cond when =
        draft.always()
            ? new Cond.Always()
            : typer(draft.when(), draft, scaling).cond(feel(draft.when()));
    LimitTyper typer = typer(draft.require(), draft, scaling);
    if (!(typer.cond(feel(draft.require())) instanceof Cond.Compare require)) {
      throw notOneComparison(draft.require());
    }
    switch (require.op()) {
      case LE, GE, EQ -> {}
      case LT, GT, NE -> throw strict(draft.require());
    }
    if (Walk.measures(require).isEmpty()) {
      throw RuleError.of("limit-constant", draft.require().place(), "no measure", "at least one")
          .thrown();
    }
    SortedMap<String, TreeSet<Rational>> uses = scaling.uses(when, require);
    Map<String, Rational> factors = new TreeMap<>();
    SortedMap<String, Expr.Num> values = new TreeMap<>();
    SortedMap<String, Lookup> lookups = new TreeMap<>();
    for (Parameter parameter : draft.parameters().values()) {
      TreeSet<Rational> used = uses.get(parameter.name());
      if (used == null) {
        throw RuleError.of(
                "parameter-unused",
                parameter.place(),
                "the parameter " + parameter.name() + ", which nothing reads",
                "only parameters that the limit uses")
            .thrown();
      }
      Rational factor = used.size() == 1 ? used.first() : Rational.ONE;
      if (!factor.equals(Rational.ONE)) {
        factors.put(parameter.name(), factor);
      }
      TableColumn column = draft.tables().get(parameter.name());
      if (column == null) {
        values.put(parameter.name(), scaling.num(parameter.base().times(factor)));
      } else {
        lookups.put(parameter.name(), lookup(column, parameter, factor, scaling));
      }
    }
    Cond.Compare compare = (Cond.Compare) scaling.absorbed(require, factors);
    Cond condition = scaling.absorbed(when, factors);
    bound(draft, condition, compare, new Constants(values, lookups), ranges);
    return new Limit(
        0,
        draft.id(),
        draft.layer(),
        draft.binds(),
        SaysForm.of(draft, compare.right(), typer.compared()),
        SaysForm.shown(draft, typer.compared()),
        draft.require().text(),
        condition,
        compare,
        values,
        lookups,
        draft.owner(),
        draft.file());
  }

  private static Lookup lookup(
      TableColumn column, Parameter parameter, Rational factor, Scaling scaling) {
    List<Expr.Num> values = new ArrayList<>();
    for (DecisionTable.Row row : column.table().rows()) {
      Rational written = row.values().get(column.output());
      values.add(scaling.num(parameter.base(written).times(factor)));
    }
    return new Lookup(column.table(), column.output(), values);
  }

  /// The same limit with its place in the guard's order.
  public static Limit numbered(Limit l, int number) {
    return l.at(number);
  }

  private static LimitTyper typer(Yaml.Scalar text, LimitDraft draft, Scaling scaling) {
    return new LimitTyper(text.place(), draft.parameters(), scaling);
  }

  private static Feel feel(Yaml.Scalar text) {
    Place place = text.place();
    if (!text.plain()) {
      throw new RuleError(
              "feel-lines",
              place,
              "an expression over several lines or with escapes",
              "an expression on one line",
              "single quotes around it help where double quotes are needed inside.")
          .thrown();
    }
    return FeelParser.parse(place, text.text());
  }

  private static void bound(
      LimitDraft draft,
      Cond when,
      Cond require,
      Constants constants,
      Map<MeasureId, MeasureRange> ranges) {
    if (!draft.always()) {
      new Bounds(draft.when().place(), ranges, constants).check(when);
    }
    new Bounds(draft.require().place(), ranges, constants).check(require);
    if (draft.binds() == Binds.INCREASING && !ranges.containsKey(MeasureId.ORDER_INCREASING)) {
      throw RuleError.of(
              "measure-undeclared",
              draft.require().place(),
              "a limit that binds increasing orders without a range for order.increasing",
              "order.increasing in measures.yaml")
          .thrown();
    }
  }

  private static RuleException notOneComparison(Yaml.Scalar require) {
    return new RuleError(
            "limit-form",
            require.place(),
            "\"" + require.text() + "\"",
            "one comparison, so that the limit has one margin",
            "two limits, or a `when`, say the same.")
        .thrown();
  }

  private static RuleException strict(Yaml.Scalar require) {
    return new RuleError(
            "limit-strict",
            require.place(),
            "\"" + require.text() + "\"",
            "<=, >= or =, so that a margin of 0 is still inside",
            "<= with the last allowed value says the same.")
        .thrown();
  }
}
