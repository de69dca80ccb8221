package dev.warrant.rules.limit;

import dev.warrant.rules.text.Yaml;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A limit as read from its file, before it is checked.
///
/// @param when the condition's text, or null
/// @param file `file:line` of the entry
public record LimitDraft(
    String id,
    Layer layer,
    Binds binds,
    Yaml.Scalar says,
    Yaml.Scalar require,
    Yaml.@Nullable Scalar when,
    SortedMap<String, Parameter> parameters,
    String owner,
    String file) {
  public LimitDraft {
    parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
  }
}
