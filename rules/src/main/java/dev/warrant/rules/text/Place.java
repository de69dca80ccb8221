package dev.warrant.rules.text;

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
