package dev.warrant.knowledge.store;

import java.util.ArrayList;
import java.util.List;

/// Splits the canonical text of a record, such as `Intent(0,BUY,"momentum",…)`, into its name and
/// the texts of its components.
///
/// @param name empty if the text is no record's canonical text
record CanonFields(String name, List<String> values) {
  private static final CanonFields NONE = new CanonFields("", List.of());

  static CanonFields of(String text) {
    int open = text.indexOf('(');
    if (open <= 0 || !text.endsWith(")")) {
      return NONE;
    }
    List<String> values = new ArrayList<>();
    StringBuilder value = new StringBuilder();
    int depth = 0;
    boolean quoted = false;
    for (int i = open + 1; i < text.length() - 1; i++) {
      char c = text.charAt(i);
      if (quoted && c == '\\') {
        value.append(text.charAt(++i));
      } else if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && depth == 0 && c == ',') {
        values.add(value.toString());
        value.setLength(0);
      } else {
        depth += quoted ? 0 : c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0;
        value.append(c);
      }
    }
    values.add(value.toString());
    return quoted || depth != 0 ? NONE : new CanonFields(text.substring(0, open), values);
  }

  /// Whether this is a record of that name with that many components.
  boolean is(String wanted, int components) {
    return name.equals(wanted) && values.size() == components;
  }
}
