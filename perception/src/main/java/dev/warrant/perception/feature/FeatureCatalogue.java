package dev.warrant.perception.feature;

import dev.warrant.perception.feed.Book;
import dev.warrant.rules.pack.FeatureUses;
import dev.warrant.rules.text.Nearest;
import dev.warrant.rules.text.RuleError;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a strategy takes features to be, held against what they are. Their windows are fixed: a
/// strategy says which it counts on, and is refused where it counts on another.
public final class FeatureCatalogue {
  private FeatureCatalogue() {}

  /// Holds `uses` against the features there are.
  ///
  /// @throws dev.warrant.rules.text.RuleException naming the first that does not exist or is not
  ///   what the strategy takes it to be
  public static void check(FeatureUses uses) {
    SortedMap<String, Feature> known = new TreeMap<>();
    new FeatureSet(new Book(), new Correlation(true))
        .features()
        .forEach(f -> known.put(f.name(), f));
    for (FeatureUses.Use use : uses.uses().values()) {
      Feature feature = known.get(use.name());
      if (feature == null) {
        List<String> names = new ArrayList<>(known.keySet());
        throw new RuleError(
                "feature-unknown",
                use.place(),
                "the feature \"" + use.name() + "\"",
                "one of " + String.join(", ", names),
                Nearest.advice(use.name(), names))
            .thrown();
      }
      same(use, "unit", use.unit(), feature.unit());
      same(use, "decimals", String.valueOf(use.decimals()), String.valueOf(feature.decimals()));
      same(use, "window", use.window(), feature.window());
    }
  }

  private static void same(FeatureUses.Use use, String what, String found, String expected) {
    if (!found.equals(expected)) {
      throw RuleError.of(
              "feature-" + what,
              use.place(),
              what + " \"" + found + "\" of " + use.name(),
              "\"" + expected + "\", which is what it is computed with")
          .thrown();
    }
  }
}
