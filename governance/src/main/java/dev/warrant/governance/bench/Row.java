package dev.warrant.governance.bench;

import java.util.List;

/// One thing that is measured.
interface Row {
  /// How it is asked for on the command line.
  String name();

  /// Whether it runs only when it is named, because it takes minutes.
  default boolean onlyNamed() {
    return false;
  }

  /// Measures.
  List<Figure> run(Scope scope);
}
