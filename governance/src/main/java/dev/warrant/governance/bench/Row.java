package dev.warrant.governance.bench;

import java.util.List;

/// One thing that is measured.
interface Row {
  /// How it is asked for on the command line.
  String name();

  /// Measures.
  List<Figure> run(Scope scope);
}
