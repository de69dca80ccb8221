package dev.warrant.rules.table;

/// Names of DMN 1.3 (OMG formal/2021-01-01) that tables are exchanged in.
final class Dmn {
  /// The model's namespace.
  static final String MODEL = "https://www.omg.org/spec/DMN/20191111/MODEL/";

  /// Namespaces of later versions, whose decision tables look the same: 1.4 and 1.5.
  static final String MODEL_1_4 = "https://www.omg.org/spec/DMN/20211108/MODEL/";

  static final String MODEL_1_5 = "https://www.omg.org/spec/DMN/20230324/MODEL/";

  /// The namespace of what is exported; it needs not lead anywhere.
  static final String TARGET = "urn:warrant:tables";

  /// The name of the annotation that holds a row's name.
  static final String ROW = "row";

  /// The name of the annotation that holds a row's note.
  static final String NOTE = "note";

  private Dmn() {}
}
