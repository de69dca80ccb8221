package dev.warrant.sim.trial;

import dev.warrant.rules.limit.DecisionTable;
import dev.warrant.rules.table.TableFile;
import dev.warrant.rules.text.Fields;
import dev.warrant.rules.text.PackFolder;
import dev.warrant.rules.text.Place;
import dev.warrant.rules.text.Yaml;
import dev.warrant.rules.text.YamlReader;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Makes every mutant of a policy: each limit and each row of a table deleted, each parameter and
/// each number in a cell of a table moved up and down by one of its last written digit, each word
/// of several in a cell left out. Only the text is changed, at the very place of the value.
final class Mutants {
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");
  private static final Pattern CELL_END = Pattern.compile("[,\"]");

  private final List<Mutant> out = new ArrayList<>();

  private Mutants() {}

  static List<Mutant> of(PackFolder pack) {
    Mutants all = new Mutants();
    for (String path : pack.paths()) {
      if (path.startsWith("limits/")
          && YamlReader.read(path, pack.text(path)) instanceof Yaml.Items items) {
        all.file(path, pack.text(path), items);
      }
      if (TableFile.is(path)) {
        all.table(path, pack.text(path));
      }
    }
    return List.copyOf(all.out);
  }

  private void file(String path, String text, Yaml.Items items) {
    List<String> lines = List.of(text.split("\n", -1));
    for (int i = 0; i < items.items().size(); i++) {
      Fields limit = Fields.of(items.items().get(i), "a limit");
      int from = limit.place().line() - 1;
      int to =
          i + 1 < items.items().size() ? items.items().get(i + 1).place().line() - 1 : lines.size();
      List<String> left = new ArrayList<>(lines.subList(0, from));
      left.addAll(lines.subList(to, lines.size()));
      add(limit.text("id"), true, "deleted", path, String.join("\n", left));
      if (limit.find("parameters") != null) {
        parameters(limit, path, lines);
      }
    }
  }

  private void parameters(Fields limit, String path, List<String> lines) {
    Fields all = Fields.of(limit.need("parameters"), "parameters");
    for (String name : all.keys()) {
      Fields parameter = Fields.of(all.need(name), name);
      if (parameter.find("table") != null) {
        continue;
      }
      Yaml.Scalar value = parameter.scalar("value");
      for (BigDecimal moved : moved(value.text())) {
        List<String> changed = new ArrayList<>(lines);
        int at = value.place().line() - 1;
        int column = value.place().column() - 1;
        String line = lines.get(at);
        changed.set(
            at,
            line.substring(0, column)
                + moved.toPlainString()
                + line.substring(column + value.text().length()));
        String what =
            name
                + " "
                + value.text()
                + " to "
                + moved.toPlainString()
                + " "
                + parameter.text("unit");
        add(limit.text("id"), false, what, path, String.join("\n", changed));
      }
    }
  }

  private static List<BigDecimal> moved(String text) {
    BigDecimal written = new BigDecimal(text);
    BigDecimal step = BigDecimal.ONE.movePointLeft(Math.max(0, written.scale()));
    return List.of(written.subtract(step), written.add(step));
  }

  private void table(String path, String text) {
    DecisionTable table = TableFile.read(path, text);
    List<String> lines = List.of(text.split("\n", -1));
    for (DecisionTable.Row row : table.rows()) {
      int at = row.places().getFirst().line() - 1;
      List<String> left = new ArrayList<>(lines);
      left.remove(at);
      add(table.name(), false, "row " + row.id() + " deleted", path, String.join("\n", left));
      for (Place cell : row.places().subList(1, row.places().size())) {
        cell(table, row, cell, path, lines);
      }
    }
  }

  private void cell(
      DecisionTable table, DecisionTable.Row row, Place cell, String path, List<String> lines) {
    String line = lines.get(cell.line() - 1);
    int from = cell.column() - 1;
    Matcher end = CELL_END.matcher(line).region(from, line.length());
    int to = end.find() ? end.start() : line.length();
    Matcher number = NUMBER.matcher(line).region(from, to);
    while (number.find()) {
      for (BigDecimal moved : moved(number.group())) {
        String what = number.group() + " to " + moved.toPlainString();
        String changed =
            line.substring(0, number.start())
                + moved.toPlainString()
                + line.substring(number.end());
        cell(table, row, what, path, lines, changed);
      }
    }
    String[] words = line.substring(from, to).split("\\|", -1);
    for (int i = 0; i < words.length && words.length > 1; i++) {
      List<String> fewer = new ArrayList<>(Arrays.asList(words));
      fewer.remove(i);
      String changed = line.substring(0, from) + String.join("|", fewer) + line.substring(to);
      cell(table, row, "without " + words[i].strip(), path, lines, changed);
    }
  }

  private void cell(
      DecisionTable table,
      DecisionTable.Row row,
      String what,
      String path,
      List<String> lines,
      String changed) {
    List<String> all = new ArrayList<>(lines);
    all.set(row.places().getFirst().line() - 1, changed);
    add(table.name(), false, "row " + row.id() + ", " + what, path, String.join("\n", all));
  }

  private void add(String limit, boolean deleted, String what, String path, String text) {
    TreeMap<String, String> files = new TreeMap<>();
    files.put(path, text);
    out.add(new Mutant(limit, deleted, what, files));
  }
}
