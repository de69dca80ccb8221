package dev.warrant.rules.pack;

import dev.warrant.rules.text.Fields;
import dev.warrant.rules.text.Place;
import dev.warrant.rules.text.RuleError;
import dev.warrant.rules.text.Yaml;
import dev.warrant.rules.text.YamlReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The streaming features a strategy uses, from `features.yaml`: what it takes each to be, and
/// which strategies may not act before it is warm. Features that are not named there are no facts
/// under this strategy. A pack without the file is given all of them, and nothing waits.
///
/// ```yaml
/// momentum5: {unit: bps, decimals: 4, window: 5 s, neededBy: [momentum]}
/// ```
///
/// @param declared whether the pack has the file
public record FeatureUses(boolean declared, SortedMap<String, Use> uses) {
  /// Where they stand.
  public static final String FILE = "features.yaml";

  /// One feature.
  ///
  /// @param unit in the words of `docs/features.md`; likewise `window`
  /// @param decimals how many its facts have
  /// @param neededBy strategies whose intents are refused until it is warm
  /// @param place of its name
  public record Use(
      String name, String unit, int decimals, String window, List<String> neededBy, Place place) {
    public Use {
      neededBy = List.copyOf(neededBy);
    }
  }

  public FeatureUses {
    uses = Collections.unmodifiableSortedMap(new TreeMap<>(uses));
  }

  /// Reads the file of `pack`. Whether there are such features is for perception to say.
  ///
  /// @throws dev.warrant.rules.text.RuleException naming file, line and column of what is wrong
  public static FeatureUses read(StrategyPack pack) {
    String text = pack.files().get(FILE);
    if (text == null) {
      return new FeatureUses(false, new TreeMap<>());
    }
    Fields all = Fields.of(YamlReader.read(FILE, text), FILE);
    SortedMap<String, Use> out = new TreeMap<>();
    for (Map.Entry<String, Yaml> entry : all.entries().entrySet()) {
      out.put(entry.getKey(), use(entry.getKey(), entry.getValue(), all.placeOf(entry.getKey())));
    }
    return new FeatureUses(true, out);
  }

  private static Use use(String name, Yaml node, Place place) {
    Fields f =
        Fields.of(node, "the feature " + name, List.of("unit", "decimals", "window", "neededBy"));
    Yaml.Scalar decimals = f.scalar("decimals");
    if (!decimals.text().matches("[0-9]")) {
      throw RuleError.of(
              "feature-decimals", decimals.place(), "\"" + decimals.text() + "\"", "a digit")
          .thrown();
    }
    List<String> neededBy = new ArrayList<>();
    for (Yaml.Scalar strategy : f.texts("neededBy")) {
      if (!strategy.text().matches("[a-z][a-z0-9_]*")) {
        throw RuleError.of(
                "feature-strategy",
                strategy.place(),
                "\"" + strategy.text() + "\"",
                "a strategy as intents name it, such as market_making")
            .thrown();
      }
      neededBy.add(strategy.text());
    }
    return new Use(
        name, f.text("unit"), Integer.parseInt(decimals.text()), f.text("window"), neededBy, place);
  }

  /// Whether rules and clauses of the strategy are given the feature.
  public boolean given(String name) {
    return !declared || uses.containsKey(name);
  }

  /// Features that intents of `strategy` wait for, by name.
  public List<String> awaitedBy(String strategy) {
    return uses.values().stream()
        .filter(use -> use.neededBy().contains(strategy))
        .map(Use::name)
        .toList();
  }
}
