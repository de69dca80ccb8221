package dev.warrant.rules.text;

import java.util.List;

/// A place in a file of a pack.
///
/// @param file path relative to the pack, with `/`
/// @param line from 1; 0 means the file as a whole
/// @param column from 1; 0 means the line as a whole
public record Place(String file, int line, int column) {
  /// The file as a whole.
  public static Place of(String file) {
    return new Place(file, 0, 0);
  }

  /// Where `offset` is in `text`, counted in characters from 0.
  public static Place at(String file, String text, int offset) {
    int line = 1 + (int) text.substring(0, offset).chars().filter(c -> c == '\n').count();
    return new Place(file, line, offset - text.lastIndexOf('\n', offset - 1));
  }

  /// The first visible character of a line, where no more than its number is known; the file as a
  /// whole if it has no such line.
  public static Place line(String file, String text, int line) {
    List<String> lines = text.lines().toList();
    if (line < 1 || line > lines.size()) {
      return of(file);
    }
    String words = lines.get(line - 1);
    return new Place(file, line, 1 + words.length() - words.stripLeading().length());
  }

  /// The same line, `columns` further right.
  public Place right(int columns) {
    return new Place(file, line, column + columns);
  }

  /// `file:line`, as limits and rules are cited.
  public String cite() {
    return line == 0 ? file : file + ":" + line;
  }

  /// `file:line:column`.
  @Override
  public String toString() {
    return column == 0 ? cite() : cite() + ":" + column;
  }
}
