package dev.warrant.rules.limit;

import dev.warrant.rules.text.Yaml;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// A limit as read from its file, before it is checked.
///
/// @param when the condition's text; empty if the limit always binds
/// @param parameters all of them; of one that a table gives its value, unit and first row's value
/// @param tables those that a table gives their value, by name
/// @param file `file:line` of the entry
public record LimitDraft(
    String id,
    Layer layer,
    Binds binds,
    Yaml.Scalar says,
    Yaml.Scalar require,
    Yaml.Scalar when,
    SortedMap<String, Parameter> parameters,
    SortedMap<String, TableColumn> tables,
    String owner,
    String file) {
  public LimitDraft {
    parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
    tables = Collections.unmodifiableSortedMap(new TreeMap<>(tables));
  }

  /// Whether it binds whatever the state.
  boolean always() {
    return when.text().isEmpty();
  }
}
