package dev.warrant.reasoning.sizing;

import dev.warrant.rules.pack.StrategyPack;
import dev.warrant.rules.text.Fields;
import dev.warrant.rules.text.Place;
import dev.warrant.rules.text.RuleError;
import dev.warrant.rules.text.Yaml;
import dev.warrant.rules.text.YamlReader;
import java.util.List;

/// A flat file of whole numbers in a strategy pack, such as `sizing.yaml`.
public final class PackNumbers {
  private final Fields fields;

  private PackNumbers(Fields fields) {
    this.fields = fields;
  }

  /// Reads `file` of `pack`.
  ///
  /// @param keys all keys the file may have
  /// @throws dev.warrant.rules.text.RuleException if it is missing, no YAML, or has another key
  public static PackNumbers read(StrategyPack pack, String file, List<String> keys) {
    String text = pack.files().get(file);
    if (text == null) {
      throw RuleError.of("file-missing", Place.of(file), "no such file in the pack", "it").thrown();
    }
    return new PackNumbers(Fields.of(YamlReader.read(file, text), file, keys));
  }

  /// The whole number of `key`.
  ///
  /// @throws dev.warrant.rules.text.RuleException if it is missing, no whole number, or out of
  ///   range
  public long number(String key, long min, long max) {
    Yaml.Scalar value = fields.scalar(key);
    String expected = "a whole number from " + min + " to " + max;
    if (!value.text().matches("-?[0-9]{1,18}")) {
      throw RuleError.of("number", value.place(), key + ": " + value.text(), expected).thrown();
    }
    long number = Long.parseLong(value.text());
    if (number < min || number > max) {
      throw RuleError.of("number", value.place(), key + ": " + number, expected).thrown();
    }
    return number;
  }

  /// As [#number], for what must fit an `int`.
  public int small(String key, int min, int max) {
    return (int) number(key, min, max);
  }
}
