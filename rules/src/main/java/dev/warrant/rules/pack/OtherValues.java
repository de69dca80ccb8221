package dev.warrant.rules.pack;

import dev.warrant.rules.limit.Parameter;
import dev.warrant.rules.text.Fields;
import dev.warrant.rules.text.Nearest;
import dev.warrant.rules.text.Place;
import dev.warrant.rules.text.RuleError;
import dev.warrant.rules.text.Yaml;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Other values of a policy's parameters, for reading the policy as it would be with them. Each
/// must lie inside the range its limit declares, so that it is one risk may approve without
/// changing the limit; a parameter that a decision table gives its value has that one value in
/// every row.
///
/// ```yaml
/// under: {gross-exposure.share: 300 %, worst-position.share: 200 %}
/// ```
///
/// @param values by limit and parameter, such as `gross-exposure.share`
public record OtherValues(SortedMap<String, Value> values) {
  /// The policy as it is written.
  public static final OtherValues NONE = new OtherValues(new TreeMap<>());

  public OtherValues {
    values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
  }

  /// One of them.
  ///
  /// @param named where the parameter's name stands
  /// @param place where the value stands
  public record Value(
      String limit, String parameter, String value, String unit, Place named, Place place) {
    /// The parameter with this value instead of the one written in its limit.
    ///
    /// @throws dev.warrant.rules.text.RuleException if it is no such amount, or outside the range
    Parameter instead(Parameter written, String range) {
      if (!unit.equals(written.unit())) {
        throw RuleError.of(
                "under-unit",
                place,
                value + " " + unit + " for " + limit + "." + parameter,
                "a value in " + written.unit())
            .thrown();
      }
      return Parameter.read(parameter, value, unit, range, written.from(), place);
    }
  }

  /// Reads a mapping of `limit.parameter` to an amount with its unit.
  ///
  /// @throws dev.warrant.rules.text.RuleException if it is none
  public static OtherValues read(Yaml node) {
    Fields f = Fields.of(node, "under");
    SortedMap<String, Value> out = new TreeMap<>();
    for (String name : f.keys()) {
      int dot = name.indexOf('.');
      if (dot < 1 || dot == name.length() - 1) {
        throw RuleError.of(
                "under-form",
                f.placeOf(name),
                "\"" + name + "\"",
                "a limit and its parameter, such as gross-exposure.share")
            .thrown();
      }
      Yaml.Scalar amount = f.scalar(name);
      String[] parts = amount.text().split(" ", 2);
      out.put(
          name,
          new Value(
              name.substring(0, dot),
              name.substring(dot + 1),
              parts[0],
              parts.length == 1 ? "number" : parts[1],
              f.placeOf(name),
              amount.place()));
    }
    return new OtherValues(out);
  }

  /// Whether nothing is other than written.
  public boolean none() {
    return values.isEmpty();
  }

  /// These but for the parameters of a limit.
  public OtherValues without(String limit) {
    SortedMap<String, Value> left = new TreeMap<>(values);
    left.values().removeIf(v -> v.limit().equals(limit));
    return new OtherValues(left);
  }

  /// In words, wherever they stand: `gross-exposure.share: 300 %, worst-position.share: 200 %`.
  public String text() {
    return values.entrySet().stream()
        .map(e -> e.getKey() + ": " + e.getValue().value() + " " + e.getValue().unit())
        .collect(Collectors.joining(", "));
  }

  /// The value of a parameter; null if it is the one written.
  @Nullable Value of(String limit, String parameter) {
    return values.get(limit + "." + parameter);
  }

  /// What is wrong with names that are none of `known`.
  List<RuleError> unknown(SortedSet<String> known) {
    List<RuleError> out = new ArrayList<>();
    values.forEach((name, v) -> {
      if (!known.contains(name)) {
        List<String> own = known.stream().filter(k -> k.startsWith(v.limit() + ".")).toList();
        out.add(
            new RuleError(
                "parameter-unknown",
                v.named(),
                "the parameter " + name,
                own.isEmpty()
                    ? "a limit of the policy and its parameter"
                    : "one of " + String.join(", ", own),
                Nearest.advice(name, known)));
      }
    });
    return out;
  }
}
