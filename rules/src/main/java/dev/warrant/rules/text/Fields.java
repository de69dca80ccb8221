package dev.warrant.rules.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The keys of one YAML mapping, asked for by name; a key nobody knows is an error.
public final class Fields {
  private final Yaml.Table table;
  private final String what;

  private Fields(Yaml.Table table, String what) {
    this.table = table;
    this.what = what;
  }

  /// The fields of `node`, all of which must be in `known`.
  ///
  /// @param what what the mapping describes, for messages
  /// @throws RuleException if it is no mapping, or has a key that is not known
  public static Fields of(Yaml node, String what, List<String> known) {
    Fields fields = of(node, what);
    for (String key : fields.table.entries().keySet()) {
      if (!known.contains(key)) {
        throw new RuleError(
                "key-unknown",
                fields.table.placeOf(key),
                "the key \"" + key + "\" in " + what,
                "one of " + String.join(", ", known),
                Nearest.advice(key, known))
            .thrown();
      }
    }
    return fields;
  }

  /// The fields of `node`, whatever their names.
  ///
  /// @throws RuleException if it is no mapping
  public static Fields of(Yaml node, String what) {
    if (!(node instanceof Yaml.Table table)) {
      throw RuleError.of("yaml-kind", node.place(), node.kind() + " as " + what, "a mapping")
          .thrown();
    }
    return new Fields(table, what);
  }

  /// Where the mapping starts.
  public Place place() {
    return table.place();
  }

  /// Place of a key.
  public Place placeOf(String key) {
    return table.placeOf(key);
  }

  /// All keys in the order written.
  public List<String> keys() {
    return List.copyOf(table.entries().keySet());
  }

  /// The node of a key, or null.
  public @Nullable Yaml find(String key) {
    return table.find(key);
  }

  /// The node of a key that must be there.
  public Yaml need(String key) {
    Yaml node = table.find(key);
    if (node == null) {
      throw RuleError.of(
              "key-missing", table.place(), what + " without the key \"" + key + "\"", "this key")
          .thrown();
    }
    return node;
  }

  /// A scalar that must be there and not empty.
  public Yaml.Scalar scalar(String key) {
    return scalarOf(need(key), key);
  }

  /// The text of a scalar that must be there and not empty.
  public String text(String key) {
    return scalar(key).text();
  }

  /// The text of a scalar, or `otherwise`.
  public String text(String key, String otherwise) {
    Yaml node = table.find(key);
    return node == null ? otherwise : scalarOf(node, key).text();
  }

  /// A list of texts; empty if the key is not there.
  public List<Yaml.Scalar> texts(String key) {
    Yaml node = table.find(key);
    if (node == null) {
      return List.of();
    }
    if (!(node instanceof Yaml.Items items)) {
      throw RuleError.of("yaml-kind", node.place(), node.kind() + " as \"" + key + "\"", "a list")
          .thrown();
    }
    List<Yaml.Scalar> out = new ArrayList<>();
    for (Yaml item : items.items()) {
      out.add(scalarOf(item, key));
    }
    return out;
  }

  /// Every key with its node, in the order written.
  public Map<String, Yaml> entries() {
    return table.entries();
  }

  private static Yaml.Scalar scalarOf(Yaml node, String key) {
    if (node instanceof Yaml.Scalar scalar && !scalar.text().isBlank()) {
      return scalar;
    }
    throw RuleError.of("yaml-kind", node.place(), node.kind() + " as \"" + key + "\"", "a text")
        .thrown();
  }
}
