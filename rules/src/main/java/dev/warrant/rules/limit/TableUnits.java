package dev.warrant.rules.limit;

import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.knowledge.fact.Mode;
import dev.warrant.knowledge.fact.Regime;
import dev.warrant.rules.text.Nearest;
import dev.warrant.rules.text.Place;
import dev.warrant.rules.text.RuleError;
import dev.warrant.rules.text.RuleException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What columns of decision tables may ask about, and in which units.
public final class TableUnits {
  private static final List<String> MODES = Arrays.stream(Mode.values()).map(Mode::name).toList();
  private static final List<String> REGIMES =
      Arrays.stream(Regime.values()).map(Regime::name).toList();

  private TableUnits() {}

  /// The column `name: unit`.
  ///
  /// @param place of the column in its header
  /// @throws RuleException if there is no such measure, or it does not count this unit
  public static DecisionTable.Input input(String name, String unit, Place place) {
    return switch (name) {
      case "mode" -> words(name, MeasureId.DESK_MODE, MODES, unit, place);
      case "regime" -> words(name, MeasureId.BELIEF_REGIME, REGIMES, unit, place);
      default -> number(name, unit, place);
    };
  }

  private static DecisionTable.Input words(
      String name, MeasureId id, List<String> words, String unit, Place place) {
    if (!unit.equals(DecisionTable.Input.WORDS)) {
      throw RuleError.of(
              "table-unit",
              place,
              "the unit \"" + unit + "\" of " + name,
              name + ": enum, whose words are " + String.join(", ", words))
          .thrown();
    }
    return new DecisionTable.Input(name, id, unit, Rational.ONE, words);
  }

  private static DecisionTable.Input number(String name, String unit, Place place) {
    MeasureId id = MeasureNames.find(name);
    if (id == null) {
      List<String> known = new ArrayList<>(MeasureNames.all());
      known.add("mode");
      known.add("regime");
      throw new RuleError(
              "name-unknown",
              place,
              "the input \"" + name + "\"",
              "a measure, mode or regime",
              Nearest.advice(name, known))
          .thrown();
    }
    Unit counted = Unit.of(id.unit());
    List<String> fitting = new ArrayList<>();
    for (ParameterUnit one : ParameterUnit.values()) {
      if (one.unit().sameKind(counted)) {
        if (one.text().equals(unit)) {
          Rational each = one.factor().times(Rational.tenTo(-counted.scale()));
          return new DecisionTable.Input(name, id, unit, each, List.of());
        }
        fitting.add(one.text());
      }
    }
    throw RuleError.of(
            "table-unit",
            place,
            "the unit \"" + unit + "\" of " + name,
            String.join(" or ", fitting))
        .thrown();
  }

  /// The column of a parameter.
  ///
  /// @throws RuleException if there is no such unit
  public static DecisionTable.Output output(String name, String unit, Place place) {
    if (ParameterUnit.find(unit) == null) {
      throw RuleError.of(
              "unit-unknown",
              place,
              "the unit \"" + unit + "\" of " + name,
              "one of " + String.join(", ", ParameterUnit.texts()))
          .thrown();
    }
    return new DecisionTable.Output(name, unit, place);
  }
}
