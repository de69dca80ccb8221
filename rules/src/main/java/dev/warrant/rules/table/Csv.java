package dev.warrant.rules.table;

import dev.warrant.rules.text.Place;
import dev.warrant.rules.text.RuleError;
import dev.warrant.rules.text.RuleException;
import java.util.ArrayList;
import java.util.List;

/// Comma-separated values after RFC 4180, with places. Cells are trimmed; a cell with a comma or a
/// quote in it stands in double quotes, inside which a quote is doubled. No cell spans lines.
final class Csv {
  /// One cell.
  ///
  /// @param place of its first character
  record Text(Place place, String text) {}

  private final String file;

  private Csv(String file) {
    this.file = file;
  }

  /// The lines of `text`; the last may end in a line feed.
  ///
  /// @throws RuleException if a line is empty or a quote is not closed
  static List<List<Text>> read(String file, String text) {
    Csv csv = new Csv(file);
    List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
    if (lines.getLast().isEmpty()) {
      lines.removeLast();
    }
    List<List<Text>> out = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).isBlank()) {
        throw RuleError.of("csv-empty", new Place(file, i + 1, 1), "an empty line", "a row")
            .thrown();
      }
      out.add(csv.line(i + 1, lines.get(i)));
    }
    return out;
  }

  private List<Text> line(int number, String line) {
    List<Text> out = new ArrayList<>();
    int at = 0;
    while (true) {
      int start = at;
      while (start < line.length() && line.charAt(start) == ' ') {
        start++;
      }
      boolean quoted = start < line.length() && line.charAt(start) == '"';
      at = quoted ? quoted(number, line, start, out) : plain(number, line, start, out);
      if (at >= line.length()) {
        return out;
      }
      at++;
    }
  }

  private int plain(int number, String line, int start, List<Text> out) {
    int comma = line.indexOf(',', start);
    int end = comma < 0 ? line.length() : comma;
    out.add(new Text(new Place(file, number, start + 1), line.substring(start, end).strip()));
    return end;
  }

  private int quoted(int number, String line, int start, List<Text> out) {
    StringBuilder text = new StringBuilder();
    int at = start + 1;
    while (true) {
      int quote = line.indexOf('"', at);
      if (quote < 0) {
        throw new RuleError(
                "csv-quote",
                new Place(file, number, start + 1),
                "a quote that is not closed on its line",
                "a closing quote",
                "a quote inside a quoted cell is written twice.")
            .thrown();
      }
      text.append(line, at, quote);
      at = quote + 1;
      if (at >= line.length() || line.charAt(at) != '"') {
        break;
      }
      text.append('"');
      at++;
    }
    while (at < line.length() && line.charAt(at) == ' ') {
      at++;
    }
    if (at < line.length() && line.charAt(at) != ',') {
      throw RuleError.of(
              "csv-quote",
              new Place(file, number, at + 1),
              "\"" + line.substring(at) + "\" after a quoted cell",
              "a comma or the end of the line")
          .thrown();
    }
    out.add(new Text(new Place(file, number, start + 2), text.toString().strip()));
    return at;
  }

  /// `cell` as it is written.
  static String written(String cell) {
    return cell.contains(",") || cell.contains("\"")
        ? "\"" + cell.replace("\"", "\"\"") + "\""
        : cell;
  }
}
