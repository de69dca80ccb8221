package dev.warrant.rules.table;

import dev.warrant.rules.limit.Cell;
import dev.warrant.rules.limit.CellText;
import dev.warrant.rules.limit.DecisionTable;
import dev.warrant.rules.limit.Parameter;
import dev.warrant.rules.limit.Rational;
import dev.warrant.rules.limit.TableUnits;
import dev.warrant.rules.text.Place;
import dev.warrant.rules.text.RuleError;
import dev.warrant.rules.text.RuleException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// Reads decision tables from `tables/*.csv`. The first line is the header: `first` or `unique`,
/// then a column `in NAME: UNIT` for each input, `out NAME: UNIT` for each parameter, and at last
/// `note` if there is one. Each other line is a row: its id, its cells, its values, its note.
public final class TableFile {
  /// Where tables stand in a pack.
  public static final String FOLDER = "tables/";

  static final int ROWS_MAX = 64;
  static final int COLUMNS_MAX = 8;
  private static final String ENDING = ".csv";
  private static final String ID = "[a-z0-9]+(-[a-z0-9]+)*";

  private final String file;
  private final List<DecisionTable.Input> inputs = new ArrayList<>();
  private final List<DecisionTable.Output> outputs = new ArrayList<>();
  private boolean notes;

  private TableFile(String file) {
    this.file = file;
  }

  /// Whether `path` is that of a table.
  public static boolean is(String path) {
    return path.matches("tables/" + ID + "\\.csv");
  }

  /// Path of the table `name`.
  public static String path(String name) {
    return FOLDER + name + ENDING;
  }

  /// Name of the table at `path`.
  public static String name(String path) {
    return path.substring(FOLDER.length(), path.length() - ENDING.length());
  }

  /// Reads the table at `path`.
  ///
  /// @throws RuleException at the first thing that is wrong, with line and column
  public static DecisionTable read(String path, String text) {
    return new TableFile(path).table(Csv.read(path, text));
  }

  private DecisionTable table(List<List<Csv.Text>> lines) {
    if (lines.size() < 2 || lines.size() > ROWS_MAX + 1) {
      throw RuleError.of(
              "table-size",
              Place.of(file),
              lines.size() + " lines",
              "a header and 1 to " + ROWS_MAX + " rows")
          .thrown();
    }
    DecisionTable.Hit hit = header(lines.getFirst());
    Map<String, Place> ids = new TreeMap<>();
    List<DecisionTable.Row> rows = new ArrayList<>();
    for (List<Csv.Text> line : lines.subList(1, lines.size())) {
      DecisionTable.Row row = row(line);
      Place before = ids.put(row.id(), row.places().getFirst());
      if (before != null) {
        throw RuleError.of(
                "table-row",
                row.places().getFirst(),
                "a second row " + row.id(),
                "each id once; the first is in " + before.cite())
            .thrown();
      }
      rows.add(row);
    }
    return new DecisionTable(name(file), hit, inputs, outputs, rows, file);
  }

  private DecisionTable.Hit header(List<Csv.Text> header) {
    Csv.Text corner = header.getFirst();
    DecisionTable.Hit hit =
        switch (corner.text()) {
          case "first" -> DecisionTable.Hit.FIRST;
          case "unique" -> DecisionTable.Hit.UNIQUE;
          default ->
              throw new RuleError(
                      "table-header",
                      corner.place(),
                      "\"" + corner.text() + "\" in the corner",
                      "first (the first row that matches decides) or unique (only one may match)",
                      corner.text().equalsIgnoreCase("first") || corner.text().contains("nique")
                          ? "it is written in small letters."
                          : "the header line is missing.")
                  .thrown();
        };
    TreeSet<String> names = new TreeSet<>();
    for (int i = 1; i < header.size(); i++) {
      column(header.get(i), i == header.size() - 1, names);
    }
    if (inputs.isEmpty()
        || outputs.isEmpty()
        || inputs.size() > COLUMNS_MAX
        || outputs.size() > COLUMNS_MAX) {
      throw RuleError.of(
              "table-header",
              corner.place(),
              inputs.size() + " inputs and " + outputs.size() + " outputs",
              "1 to " + COLUMNS_MAX + " of each")
          .thrown();
    }
    return hit;
  }

  private void column(Csv.Text cell, boolean last, TreeSet<String> names) {
    if (last && cell.text().equals("note")) {
      notes = true;
      return;
    }
    String[] parts = cell.text().split(" *: *", 2);
    String[] words = parts[0].split(" +", 2);
    boolean form = parts.length == 2 && words.length == 2;
    if (!form || !words[0].equals("in") && !words[0].equals("out")) {
      throw new RuleError(
              "table-header",
              cell.place(),
              "\"" + cell.text() + "\"",
              "in NAME: UNIT, out NAME: UNIT, or note as the last column",
              "in account.equity: USDT, in regime: enum or out max: %.")
          .thrown();
    }
    if (!names.add(words[0] + " " + words[1])) {
      throw RuleError.of("table-header", cell.place(), "a second column " + parts[0], "each once")
          .thrown();
    }
    if (words[0].equals("in")) {
      if (!outputs.isEmpty()) {
        throw RuleError.of(
                "table-header", cell.place(), "an input after an output", "the inputs first")
            .thrown();
      }
      inputs.add(TableUnits.input(words[1], parts[1], cell.place()));
    } else {
      if (!words[1].matches("[a-z][A-Za-z0-9]*")) {
        throw RuleError.of(
                "table-header", cell.place(), "\"" + words[1] + "\"", "letters and digits")
            .thrown();
      }
      outputs.add(TableUnits.output(words[1], parts[1], cell.place()));
    }
  }

  private DecisionTable.Row row(List<Csv.Text> line) {
    Csv.Text id = line.getFirst();
    if (!id.text().matches(ID)) {
      throw RuleError.of(
              "table-row",
              id.place(),
              "\"" + id.text() + "\" as the row's name",
              "lower-case words and numbers joined by -")
          .thrown();
    }
    int columns = 1 + inputs.size() + outputs.size();
    if (line.size() != columns && !(notes && line.size() == columns + 1)) {
      throw new RuleError(
              "table-row",
              id.place(),
              "row " + id.text() + " with " + line.size() + " cells",
              (notes ? columns + 1 : columns) + ", as the header has",
              line.size() > columns ? "a cell with a comma in it wants quotes." : "")
          .thrown();
    }
    List<Cell> cells = new ArrayList<>();
    List<Rational> values = new ArrayList<>();
    for (int i = 1; i < columns; i++) {
      Csv.Text cell = line.get(i);
      if (i <= inputs.size()) {
        cells.add(CellText.read(inputs.get(i - 1), cell.text(), cell.place()));
      } else {
        values.add(Parameter.number(cell.text(), cell.place()));
      }
    }
    List<Place> places = line.subList(0, columns).stream().map(Csv.Text::place).toList();
    String note = line.size() > columns ? line.get(columns).text() : "";
    return new DecisionTable.Row(id.text(), cells, values, note, places);
  }

  /// The table as text that [#read] reads; equal tables give equal text.
  public static String text(DecisionTable table) {
    boolean notes = table.rows().stream().anyMatch(row -> !row.note().isEmpty());
    StringBuilder out = new StringBuilder(table.hit().name().toLowerCase(Locale.ROOT));
    table.inputs().forEach(i -> out.append(",in ").append(i.name()).append(": ").append(i.unit()));
    table
        .outputs()
        .forEach(o -> out.append(",out ").append(o.name()).append(": ").append(o.unit()));
    out.append(notes ? ",note\n" : "\n");
    for (DecisionTable.Row row : table.rows()) {
      out.append(row.id());
      for (int i = 0; i < row.cells().size(); i++) {
        out.append(',');
        out.append(Csv.written(CellText.written(table.inputs().get(i), row.cells().get(i))));
      }
      row.values().forEach(value -> out.append(',').append(Parameter.decimal(value)));
      out.append(notes ? "," + Csv.written(row.note()) : "").append('\n');
    }
    return out.toString();
  }
}
