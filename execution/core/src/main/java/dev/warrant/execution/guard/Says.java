package dev.warrant.execution.guard;

import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.rules.limit.Expr;
import dev.warrant.rules.limit.Limit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Fills the holes of a limit's sentence.
final class Says {
  private static final Pattern HOLE = Pattern.compile("\\{([A-Za-z0-9_.]+)}");

  private Says() {}

  /// The sentence of `limit` with both sides, measures and parameters filled in; a hole that names
  /// none of these stays as written.
  static String fill(Limit limit, long[] slots, long left, long right) {
    Matcher hole = HOLE.matcher(limit.says());
    StringBuilder out = new StringBuilder();
    while (hole.find()) {
      String name = hole.group(1);
      String value =
          switch (name) {
            case "lhs" -> Long.toString(left);
            case "rhs" -> Long.toString(right);
            default -> named(limit, slots, name, hole.group());
          };
      hole.appendReplacement(out, Matcher.quoteReplacement(value));
    }
    return hole.appendTail(out).toString();
  }

  private static String named(Limit limit, long[] slots, String name, String otherwise) {
    Expr.Num parameter = limit.parameters().get(name);
    if (parameter != null) {
      return parameter.denominator() == 1
          ? Long.toString(parameter.numerator())
          : parameter.numerator() + "/" + parameter.denominator();
    }
    for (MeasureId id : MeasureId.values()) {
      if (id.text().equals(name)) {
        return MeasureBoard.present(slots, id)
            ? Long.toString(slots[MeasureBoard.slot(id)])
            : "absent";
      }
    }
    return otherwise;
  }
}
