package dev.warrant.governance.audit.day;

import java.util.ArrayList;
import java.util.List;

/// A table of the day: what the CSV file holds, and what the page shows of it. Both are made of the
/// same rows.
///
/// @param id names the file, without `.csv`, and the section of the page
/// @param says one sentence about what is in it and what is not
public record Sheet(
    String id, String title, String says, List<Column> columns, List<List<String>> rows) {
  /// How a column is shown on the page; in the file every cell is whole.
  public enum Show {
    TEXT,
    /// To the right, in figures of one width.
    NUMBER,
    /// An instant; the page leaves the date out.
    TIME,
    /// A digest; the page shows its beginning.
    DIGEST,
    /// A sentence, which needs room.
    SENTENCE
  }

  /// A column.
  public record Column(String name, Show show) {}

  public Sheet {
    columns = List.copyOf(columns);
    List<List<String>> copy = new ArrayList<>();
    for (List<String> row : rows) {
      if (row.size() != columns.size()) {
        throw new IllegalArgumentException(
            id + " has " + columns.size() + " columns and a row of " + row.size());
      }
      copy.add(List.copyOf(row));
    }
    rows = List.copyOf(copy);
  }

  /// Columns written as `name`, `name:number`, `name:time`, `name:digest`, `name:sentence`.
  static List<Column> columns(String... specs) {
    List<Column> out = new ArrayList<>();
    for (String spec : specs) {
      int colon = spec.indexOf(':');
      out.add(
          colon < 0
              ? new Column(spec, Show.TEXT)
              : new Column(
                  spec.substring(0, colon),
                  Show.valueOf(spec.substring(colon + 1).toUpperCase(java.util.Locale.ROOT))));
    }
    return out;
  }

  /// RFC 4180, lines ended by CR LF. A cell that a spreadsheet would take for a formula gets an
  /// apostrophe in front.
  public String csv() {
    StringBuilder out = new StringBuilder();
    line(out, columns.stream().map(Column::name).toList());
    rows.forEach(row -> line(out, row));
    return out.toString();
  }

  private static void line(StringBuilder out, List<String> cells) {
    for (int i = 0; i < cells.size(); i++) {
      out.append(i == 0 ? "" : ",").append(cell(cells.get(i)));
    }
    out.append("\r\n");
  }

  private static String cell(String text) {
    boolean number = text.matches("-?[0-9]+(\\.[0-9]+)?");
    boolean formula = !number && !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0;
    String safe = formula ? "'" + text : text;
    return safe.matches("[^\",\r\n]*") ? safe : '"' + safe.replace("\"", "\"\"") + '"';
  }
}
