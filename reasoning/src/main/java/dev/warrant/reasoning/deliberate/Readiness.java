package dev.warrant.reasoning.deliberate;

import dev.warrant.knowledge.fact.Fact;
import dev.warrant.knowledge.order.Intent;
import dev.warrant.knowledge.order.Objection;
import dev.warrant.knowledge.order.Stage;
import dev.warrant.rules.pack.FeatureUses;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Which features must be warm before a strategy may act, and whether they are. An intent of a
/// strategy that waits for one is refused; others, such as those that only get out, are not.
final class Readiness {
  static final String RULE = "feature_ready";
  private static final int WARM = 100;

  private final FeatureUses uses;
  private final Map<String, Integer> percent = new TreeMap<>();

  Readiness(FeatureUses uses) {
    this.uses = uses;
  }

  /// Takes the facts that the following questions are about.
  void facts(List<? extends Fact> now) {
    percent.clear();
    for (Fact fact : now) {
      if (fact instanceof Fact.Feature f) {
        percent.put(f.instrument() + " " + f.name(), f.readyPercent());
      }
    }
  }

  /// The first feature `intent` has to wait for, as an objection; null if there is none.
  @Nullable Objection objection(Intent intent) {
    for (String name : uses.awaitedBy(intent.strategy())) {
      int ready = percent.getOrDefault(intent.instrument() + " " + name, 0);
      if (ready < WARM) {
        return new Objection(
            Stage.STRATEGY,
            RULE,
            intent.instrument(),
            intent.side(),
            intent.strategy(),
            "feature " + name + " is warm",
            ready,
            WARM,
            WARM - (long) ready,
            "%s waits until the feature %s is warm: %d of 100 percent (%s)"
                .formatted(intent.strategy(), name, ready, FeatureUses.FILE));
      }
    }
    return null;
  }
}
