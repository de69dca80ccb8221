package dev.warrant.reasoning.intent;

import dev.warrant.knowledge.unit.Side;
import dev.warrant.rules.intent.Formula;
import dev.warrant.rules.intent.IntentRule;
import dev.warrant.rules.intent.Premise;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What rules conclude, as far as it is written outright.
final class Conclusions {
  private static final int SIDE = 1;
  private static final int STRATEGY = 2;
  private static final int INTENT_RULE = 3;
  private static final int INTENT_PARTS = 8;
  private static final int DERIVED_RULE = 4;
  private static final Pattern VARIABLE = Pattern.compile("\\$[A-Za-z0-9_$]+");

  /// An intent a rule concludes.
  record Wish(IntentRule rule, String strategy, Side side) {
    /// Such as `momentum buy`.
    String text() {
      return strategy + (side == Side.BUY ? " buy" : " sell");
    }
  }

  private Conclusions() {}

  /// The intents `rule` concludes.
  ///
  /// @throws NotAnalysed if a side or strategy is computed
  static List<Wish> wishes(IntentRule rule) {
    List<Wish> out = new ArrayList<>();
    for (IntentRule.Conclusion one : rule.conclusions()) {
      if (one.type().equals("Intent")) {
        @Nullable Wish wish = wish(rule, one);
        if (wish == null) {
          throw new NotAnalysed("a side or strategy that is computed", one.place());
        }
        out.add(wish);
      }
    }
    return out;
  }

  private static @Nullable Wish wish(IntentRule rule, IntentRule.Conclusion one) {
    if (one.args().size() == INTENT_PARTS
        && one.args().get(SIDE) instanceof Formula.Constant(String type, String side)
        && type.equals("Side")
        && (side.equals("BUY") || side.equals("SELL"))
        && one.args().get(STRATEGY) instanceof Formula.Text(String strategy)) {
      return new Wish(rule, strategy, Side.valueOf(side));
    }
    return null;
  }

  /// One text for all that `rule` concludes, whatever its variables are called; the name of the
  /// rule, which conclusions cite, is left out.
  static String canonical(IntentRule rule) {
    Map<String, String> names = names(rule);
    List<String> out = new ArrayList<>();
    for (IntentRule.Conclusion one : rule.conclusions()) {
      List<String> parts = new ArrayList<>(List.of(one.type()));
      int cites = one.type().equals("Intent") ? INTENT_RULE : DERIVED_RULE;
      for (int i = 0; i < one.args().size(); i++) {
        parts.add(i == cites ? "" : renamed(one.args().get(i).text(), names));
      }
      out.add(String.join("|", parts));
    }
    out.sort(null);
    return String.join("\n", out);
  }

  private static Map<String, String> names(IntentRule rule) {
    Map<String, String> out = new TreeMap<>();
    for (Premise premise : rule.premises()) {
      String said = RuleTerms.said(premise);
      out.putIfAbsent(premise.fact(), said);
      for (Premise.Test test : premise.tests()) {
        String name = test.field().equals("instrument") ? "instrument" : said + "." + test.field();
        out.putIfAbsent(test.bound(), name);
      }
    }
    return out;
  }

  private static String renamed(String text, Map<String, String> names) {
    Matcher variables = VARIABLE.matcher(text);
    StringBuilder out = new StringBuilder();
    while (variables.find()) {
      String name = names.getOrDefault(variables.group(), variables.group());
      variables.appendReplacement(out, Matcher.quoteReplacement("<" + name + ">"));
    }
    return variables.appendTail(out).toString();
  }
}
