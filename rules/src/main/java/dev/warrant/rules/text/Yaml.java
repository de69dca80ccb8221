package dev.warrant.rules.text;

import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// A node of a YAML file, with its place. Every scalar is text; nothing is guessed to be a number.
public sealed interface Yaml {
  /// Where it starts.
  Place place();

  /// A scalar.
  ///
  /// @param place of its first character, past an opening quote
  /// @param plain whether the characters in the file are those of `text`, on one line, so that a
  ///   column within the text is a column of the file
  record Scalar(Place place, String text, boolean plain) implements Yaml {}

  /// A sequence.
  record Items(Place place, List<Yaml> items) implements Yaml {
    public Items {
      items = List.copyOf(items);
    }
  }

  /// A mapping in the order written.
  record Table(Place place, SequencedMap<String, Yaml> entries, Map<String, Place> keys)
      implements Yaml {
    /// Place of a key, or of the mapping if it has no such key.
    public Place placeOf(String key) {
      return keys.getOrDefault(key, place);
    }

    /// The value of `key`, or null.
    public @Nullable Yaml find(String key) {
      return entries.get(key);
    }
  }

  /// What kind of node it is, in words.
  default String kind() {
    return switch (this) {
      case Scalar s -> "\"" + s.text() + "\"";
      case Items i -> "a list of " + i.items().size();
      case Table t -> "a mapping of " + t.entries().size() + " keys";
    };
  }
}
