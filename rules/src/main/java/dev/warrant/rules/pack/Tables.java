package dev.warrant.rules.pack;

import dev.warrant.rules.limit.DecisionTable;
import dev.warrant.rules.limit.TableColumn;
import dev.warrant.rules.table.TableFile;
import dev.warrant.rules.text.Fields;
import dev.warrant.rules.text.Nearest;
import dev.warrant.rules.text.PackFolder;
import dev.warrant.rules.text.RuleError;
import dev.warrant.rules.text.RuleException;
import dev.warrant.rules.text.Yaml;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// The decision tables of a pack.
final class Tables {
  private final SortedMap<String, DecisionTable> tables = new TreeMap<>();
  private final SortedSet<String> broken = new TreeSet<>();

  private Tables() {}

  /// Reads what can be read; what cannot is added to `errors`.
  static Tables read(PackFolder files, List<RuleError> errors) {
    Tables out = new Tables();
    for (String path : files.paths()) {
      if (TableFile.is(path)) {
        try {
          out.tables.put(TableFile.name(path), TableFile.read(path, files.text(path)));
        } catch (RuleException e) {
          out.broken.add(TableFile.name(path));
          errors.add(e.error());
        }
      }
    }
    return out;
  }

  /// What `{table: …, output: …}` means; the output has the parameter's name if it is not given.
  ///
  /// @throws RuleException if there is no such table or output
  TableColumn column(Fields f, String parameter) {
    Yaml.Scalar name = f.scalar("table");
    DecisionTable table = tables.get(name.text());
    if (table == null) {
      throw new RuleError(
              "table-unknown",
              name.place(),
              "the table \"" + name.text() + "\"",
              broken.contains(name.text())
                  ? TableFile.path(name.text()) + " without errors of its own"
                  : "a file " + TableFile.path(name.text()),
              Nearest.advice(name.text(), tables.keySet()))
          .thrown();
    }
    String output = f.text("output", parameter);
    int at = table.output(output);
    if (at < 0) {
      List<String> known = table.outputs().stream().map(DecisionTable.Output::name).toList();
      throw new RuleError(
              "table-output",
              f.find("output") == null ? name.place() : f.scalar("output").place(),
              "the output \"" + output + "\" of " + table.file(),
              "one of " + String.join(", ", known),
              Nearest.advice(output, known))
          .thrown();
    }
    return new TableColumn(table, at);
  }
}
