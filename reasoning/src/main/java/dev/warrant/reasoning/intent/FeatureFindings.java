package dev.warrant.reasoning.intent;

import dev.warrant.reasoning.check.Finding;
import dev.warrant.reasoning.check.FindingCode;
import dev.warrant.rules.intent.IntentRule;
import dev.warrant.rules.pack.FeatureUses;
import dev.warrant.rules.pack.StrategyPack;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Features a strategy declares and does not use.
public final class FeatureFindings {
  private FeatureFindings() {}

  /// Findings in order of name.
  public static List<Finding> of(StrategyPack pack, FeatureUses uses, List<IntentRule> rules) {
    List<Finding> out = new ArrayList<>();
    String intents = String.join("\n", pack.files("intents", ".drl").values());
    String theory = String.join("\n", pack.files("theory", ".pl").values());
    String clauses = theory.replaceAll("(?m)%.*$|'[^'\n]*'", "");
    Set<String> strategies = strategies(rules);
    for (FeatureUses.Use use : uses.uses().values()) {
      Pattern word = Pattern.compile("\\b" + Pattern.quote(use.name()) + "\\b");
      if (!intents.contains('"' + use.name() + '"') && !word.matcher(clauses).find()) {
        out.add(found(use, "no rule or clause of the strategy reads it."));
      }
      for (String strategy : use.neededBy()) {
        if (!strategies.isEmpty() && !strategies.contains(strategy)) {
          out.add(
              found(
                  use,
                  "%s is to wait for it, and no rule deduces an intent of %s."
                      .formatted(strategy, strategy)));
        }
      }
    }
    return out;
  }

  private static Finding found(FeatureUses.Use use, String says) {
    return new Finding(FindingCode.W134, use.name(), use.place().toString(), says);
  }

  /// Strategies that intents are deduced for; none if that is not known of all rules.
  private static Set<String> strategies(List<IntentRule> rules) {
    Set<String> out = new TreeSet<>();
    try {
      for (IntentRule rule : rules) {
        Conclusions.wishes(rule).forEach(wish -> out.add(wish.strategy()));
        if (!rule.read() && rule.conclusions().isEmpty()) {
          return Collections.emptySortedSet();
        }
      }
    } catch (NotAnalysed e) {
      return Collections.emptySortedSet();
    }
    return out;
  }
}
