package dev.warrant.rules.pack;

import dev.warrant.knowledge.fact.Mode;
import dev.warrant.rules.limit.Binds;
import dev.warrant.rules.limit.DecisionTable;
import dev.warrant.rules.limit.Layer;
import dev.warrant.rules.limit.LimitDraft;
import dev.warrant.rules.limit.Parameter;
import dev.warrant.rules.limit.TableColumn;
import dev.warrant.rules.text.Fields;
import dev.warrant.rules.text.Place;
import dev.warrant.rules.text.RuleError;
import dev.warrant.rules.text.RuleException;
import dev.warrant.rules.text.Yaml;
import dev.warrant.rules.text.YamlReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reads one file of limits, such as `limits/3-account.yaml`; the layer stands in its name.
final class LimitsFile {
  private static final List<String> KEYS =
      List.of(
          "id",
          "says",
          "binds",
          "when",
          "require",
          "parameters",
          "warn",
          "onPassiveBreach",
          "owner",
          "rulebook");
  private static final List<String> PARAMETER_KEYS =
      List.of("value", "unit", "range", "from", "scales");
  private static final List<String> TABLE_KEYS =
      List.of("table", "output", "unit", "range", "from");

  private LimitsFile() {}

  /// The layer of a file, or null if its name is none of the seven.
  static @Nullable Layer layer(String path) {
    for (Layer layer : Layer.values()) {
      if (path.equals(path(layer))) {
        return layer;
      }
    }
    return null;
  }

  /// The file of a layer.
  static String path(Layer layer) {
    return "limits/"
        + (layer.ordinal() + 1)
        + "-"
        + layer.name().toLowerCase(Locale.ROOT)
        + ".yaml";
  }

  /// Reads what can be read; what cannot is added to `errors`.
  ///
  /// @param tables the pack's tables
  static List<LimitDraft> read(
      Layer layer, String file, String text, Tables tables, List<RuleError> errors) {
    Yaml root = YamlReader.read(file, text);
    if (!(root instanceof Yaml.Items items)) {
      throw RuleError.of("yaml-kind", root.place(), root.kind(), "a list of limits").thrown();
    }
    List<LimitDraft> out = new ArrayList<>();
    for (Yaml item : items.items()) {
      try {
        out.add(limit(layer, Fields.of(item, "a limit", KEYS), tables));
      } catch (RuleException e) {
        errors.add(e.error());
      }
    }
    return out;
  }

  /// What limits of a file that [#read] took in ask for besides refusing orders, by id; those that
  /// ask for nothing are left out.
  static SortedMap<String, Asks> asks(String file, String text) {
    SortedMap<String, Asks> out = new TreeMap<>();
    if (YamlReader.read(file, text) instanceof Yaml.Items items) {
      for (Yaml item : items.items()) {
        Fields limit = Fields.of(item, "a limit", KEYS);
        Asks asks = asks(limit);
        if (!asks.equals(Asks.NOTHING)) {
          out.put(limit.text("id"), asks);
        }
      }
    }
    return out;
  }

  /// Where limits of a file that [#read] took in stand, by id.
  static SortedMap<String, Place> places(String file, String text) {
    SortedMap<String, Place> out = new TreeMap<>();
    if (YamlReader.read(file, text) instanceof Yaml.Items items) {
      for (Yaml item : items.items()) {
        out.put(Fields.of(item, "a limit").text("id"), item.place());
      }
    }
    return out;
  }

  private static Asks asks(Fields limit) {
    List<Integer> warn = new ArrayList<>();
    for (Yaml.Scalar share : limit.texts("warn")) {
      warn.add(Integer.parseInt(share.text().substring(0, 2)));
    }
    if (limit.find("onPassiveBreach") == null) {
      return new Asks(warn, Mode.NORMAL, 0);
    }
    Fields asked = Fields.of(limit.need("onPassiveBreach"), "onPassiveBreach");
    int people = asked.text("release").equals("two people") ? 2 : 1;
    return new Asks(warn, Mode.valueOf(asked.text("mode")), people);
  }

  /// Where parameters of a file that [#read] took in stand.
  static List<ParameterEdits.Spot> spots(String file, String text) {
    List<ParameterEdits.Spot> out = new ArrayList<>();
    if (YamlReader.read(file, text) instanceof Yaml.Items items) {
      for (Yaml item : items.items()) {
        Fields limit = Fields.of(item, "a limit");
        if (limit.find("parameters") == null) {
          continue;
        }
        Fields all = Fields.of(limit.need("parameters"), "parameters");
        for (String name : all.keys()) {
          Fields f = Fields.of(all.need(name), "the parameter " + name);
          if (f.find("value") != null && f.find("unit") != null) {
            out.add(
                new ParameterEdits.Spot(
                    limit.text("id"),
                    name,
                    f.text("value"),
                    f.text("unit"),
                    f.text("scales", ""),
                    f.scalar("value").place()));
          }
        }
      }
    }
    return out;
  }

  private static LimitDraft limit(Layer layer, Fields fields, Tables tables) {
    Yaml.Scalar id = fields.scalar("id");
    if (!id.text().matches("[a-z][a-z0-9]*(-[a-z0-9]+)*")) {
      throw RuleError.of(
              "limit-id", id.place(), "\"" + id.text() + "\"", "lower-case words joined by -")
          .thrown();
    }
    for (Yaml.Scalar warn : fields.texts("warn")) {
      matching(warn, "[1-9][0-9] %", "a share such as 80 %");
    }
    for (Yaml.Scalar rule : fields.texts("rulebook")) {
      matching(rule, "[A-Z0-9][A-Za-z0-9.-]*", "a reference such as RTS6-15.4");
    }
    if (fields.find("onPassiveBreach") != null) {
      breach(
          Fields.of(fields.need("onPassiveBreach"), "onPassiveBreach", List.of("mode", "release")));
    }
    SortedMap<String, TableColumn> columns = new TreeMap<>();
    SortedMap<String, Parameter> parameters = parameters(fields, tables, columns);
    return new LimitDraft(
        id.text(),
        layer,
        binds(fields),
        fields.scalar("says"),
        fields.scalar("require"),
        fields.find("when") == null
            ? new Yaml.Scalar(fields.place(), "", true)
            : fields.scalar("when"),
        parameters,
        columns,
        fields.text("owner"),
        fields.place().cite());
  }

  private static void breach(Fields fields) {
    matching(fields.scalar("mode"), "REDUCE|PAUSE|EMERGENCY", "REDUCE, PAUSE or EMERGENCY");
    matching(fields.scalar("release"), "one person|two people", "one person or two people");
  }

  private static void matching(Yaml.Scalar value, String pattern, String expected) {
    if (!value.text().matches(pattern)) {
      throw RuleError.of("value-form", value.place(), "\"" + value.text() + "\"", expected)
          .thrown();
    }
  }

  private static Binds binds(Fields fields) {
    String text = fields.text("binds", "increasing");
    return switch (text) {
      case "increasing" -> Binds.INCREASING;
      case "all" -> Binds.ALL;
      default ->
          throw RuleError.of(
                  "limit-binds",
                  fields.scalar("binds").place(),
                  "\"" + text + "\"",
                  "increasing or all")
              .thrown();
    };
  }

  private static SortedMap<String, Parameter> parameters(
      Fields limit, Tables tables, SortedMap<String, TableColumn> columns) {
    SortedMap<String, Parameter> out = new TreeMap<>();
    if (limit.find("parameters") == null) {
      return out;
    }
    Fields all = Fields.of(limit.need("parameters"), "parameters");
    for (String name : all.keys()) {
      Place place = all.placeOf(name);
      if (!name.matches("[a-z][A-Za-z0-9]*")
          || name.equals("lhs")
          || name.equals("rhs")
          || name.equals("distance")
          || name.equals("mode")) {
        throw RuleError.of(
                "parameter-name", place, "\"" + name + "\"", "letters and digits; not lhs or rhs")
            .thrown();
      }
      if (Fields.of(all.need(name), "the parameter " + name).find("table") != null) {
        Fields f = Fields.of(all.need(name), "the parameter " + name, TABLE_KEYS);
        TableColumn column = tables.column(f, name);
        columns.put(name, column);
        out.put(name, fromTable(name, column, f));
        continue;
      }
      Fields f = Fields.of(all.need(name), "the parameter " + name, PARAMETER_KEYS);
      if (f.find("scales") != null) {
        matching(f.scalar("scales"), "[1-9][0-9]{0,2} %", "a share such as 25 %");
      }
      out.put(
          name,
          Parameter.read(
              name,
              f.text("value"),
              f.text("unit"),
              f.text("range"),
              f.text("from"),
              f.scalar("value").place()));
    }
    return out;
  }

  /// A parameter of a table: every row's value must lie in the range.
  private static Parameter fromTable(String name, TableColumn column, Fields f) {
    DecisionTable table = column.table();
    String unit = table.outputs().get(column.output()).unit();
    if (!f.text("unit", unit).equals(unit)) {
      throw RuleError.of(
              "table-unit",
              f.scalar("unit").place(),
              "the unit \"" + f.text("unit") + "\" of " + name,
              unit + ", as the header of " + table.file() + " has it")
          .thrown();
    }
    Parameter first = null;
    for (DecisionTable.Row row : table.rows()) {
      String value = Parameter.decimal(row.values().get(column.output()));
      Place place = row.places().get(1 + table.inputs().size() + column.output());
      Parameter one = Parameter.read(name, value, unit, f.text("range"), f.text("from"), place);
      first = first == null ? one : first;
    }
    if (first == null) {
      throw new IllegalStateException(table.file() + " has no rows");
    }
    return first;
  }
}
