package dev.warrant.reasoning.intent;

import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.rules.intent.IntentRule;
import dev.warrant.rules.pack.StrategyPack;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Names there can be facts of, under one strategy.
public final class Makers {
  private static final Pattern NAME = Pattern.compile("@name\\('([A-Za-z0-9_]+)'\\)");

  private Makers() {}

  /// Names by type of fact: the strategy's patterns, the features given, the catalogue of measures,
  /// and what `rules` derive, if that is written outright in all of them.
  ///
  /// @param features names of features there are facts of
  public static Map<String, Set<String>> of(
      StrategyPack pack, Set<String> features, List<IntentRule> rules) {
    Map<String, Set<String>> out = new TreeMap<>();
    out.put("Feature", new TreeSet<>(features));
    out.put("Pattern", patterns(pack));
    Set<String> measures = new TreeSet<>();
    for (MeasureId id : MeasureId.values()) {
      measures.add(id.text());
    }
    out.put("Measure", measures);
    try {
      out.put("Derived", derived(rules));
    } catch (NotAnalysed e) {
      out.remove("Derived");
    }
    return out;
  }

  private static Set<String> derived(List<IntentRule> rules) {
    Set<String> out = new TreeSet<>();
    for (IntentRule rule : rules) {
      if (!rule.read() && rule.conclusions().isEmpty()) {
        throw new NotAnalysed(rule.unread(), rule.unreadPlace());
      }
      for (IntentRule.Conclusion one : rule.conclusions()) {
        if (one.type().equals("Derived")) {
          out.add(RuleTerms.named(one));
        }
      }
    }
    return out;
  }

  /// Names of the event patterns the strategy watches for.
  static Set<String> patterns(StrategyPack pack) {
    Set<String> out = new TreeSet<>();
    for (String text : pack.files("patterns", ".epl").values()) {
      Matcher names = NAME.matcher(text);
      while (names.find()) {
        out.add(names.group(1));
      }
    }
    return out;
  }
}
