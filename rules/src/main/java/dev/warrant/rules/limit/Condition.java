package dev.warrant.rules.limit;

import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.rules.text.Place;
import dev.warrant.rules.text.RuleException;
import dev.warrant.rules.text.Yaml;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A condition outside a limit, in the limit language: what a theorem assumes or claims.
///
/// @param text as written
/// @param cond names that are no measures are [Expr.Param]s and count base units (USDT, lots,
///   ticks, microseconds, pieces)
public record Condition(String text, Cond cond, Place place) {
  /// Reads a condition.
  ///
  /// @param names what names other than measures count
  /// @throws RuleException if it is outside the language, a name is unknown or units do not fit
  public static Condition read(Yaml.Scalar text, Map<String, Parameter> names) {
    Scaling scaling = new Scaling(text.place());
    Cond cond =
        new LimitTyper(text.place(), names, scaling)
            .cond(FeelParser.parse(text.place(), text.text()));
    return new Condition(text.text(), cond, text.place());
  }

  /// Every name in `text`, functions included.
  ///
  /// @throws RuleException if it is outside the language
  public static List<String> names(Yaml.Scalar text) {
    return FeelScanner.scan(text.place(), text.text()).names().stream()
        .map(name -> name.replace('_', '.'))
        .toList();
  }

  /// The measures it reads.
  public Set<MeasureId> measures() {
    return Walk.measures(cond);
  }
}
