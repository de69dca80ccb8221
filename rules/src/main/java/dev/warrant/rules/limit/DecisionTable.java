package dev.warrant.rules.limit;

import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.rules.text.Place;
import java.util.List;

/// A decision table of a policy: parameters of limits by what the state of the desk is.
///
/// @param name of its file, without folder and ending: `capital-tiers`
/// @param hit which row decides where several match
/// @param file path in the pack, with `/`
public record DecisionTable(
    String name, Hit hit, List<Input> inputs, List<Output> outputs, List<Row> rows, String file) {
  /// Which row decides; names and meaning are those of DMN 1.3, section 8.2.8.
  public enum Hit {
    /// The first that matches.
    FIRST,
    /// The only one that matches; two that match at once are a fault.
    UNIQUE
  }

  /// A column that asks about a measure.
  ///
  /// @param name as written: a measure, `mode` or `regime`
  /// @param unit as written: `USDT`; `enum` if it has words
  /// @param each how many of the measure's whole numbers one written unit is
  /// @param words by value of the measure; empty if it is a number
  public record Input(
      String name, MeasureId measure, String unit, Rational each, List<String> words) {
    /// The unit of columns that hold words.
    public static final String WORDS = "enum";

    public Input {
      words = List.copyOf(words);
    }
  }

  /// A column that gives a parameter its value.
  ///
  /// @param place of its head
  public record Output(String name, String unit, Place place) {}

  /// One row.
  ///
  /// @param id once in the table
  /// @param cells one for each input
  /// @param values one for each output, in its unit
  /// @param note for people; may be empty
  /// @param places of the id, then of every cell and value
  public record Row(
      String id, List<Cell> cells, List<Rational> values, String note, List<Place> places) {
    public Row {
      cells = List.copyOf(cells);
      values = List.copyOf(values);
      places = List.copyOf(places);
    }

    /// `file:line`.
    public String cite() {
      return places.getFirst().cite();
    }
  }

  public DecisionTable {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    rows = List.copyOf(rows);
  }

  /// The place of an output among the outputs, or -1.
  public int output(String output) {
    for (int i = 0; i < outputs.size(); i++) {
      if (outputs.get(i).name().equals(output)) {
        return i;
      }
    }
    return -1;
  }
}
