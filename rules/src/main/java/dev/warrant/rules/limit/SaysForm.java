package dev.warrant.rules.limit;

import dev.warrant.rules.text.Nearest;
import dev.warrant.rules.text.RuleError;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Prepares the sentence of a limit when its pack is loaded: parameters become the text their
/// author wrote, unless a table decides, and the holes `{lhs}`, `{rhs}`, `{distance}` learn how to
/// be written (`{lhs:money:-4}`: money, counted in 1e-4).
final class SaysForm {
  static final Pattern HOLE =
      Pattern.compile("\\{([A-Za-z][A-Za-z0-9.]*)(?::([a-z]+):(-?[0-9]+))?}");

  private final LimitDraft draft;
  private final Expr right;
  private final Unit unit;

  private SaysForm(LimitDraft draft, Expr right, Unit unit) {
    this.draft = draft;
    this.right = right;
    this.unit = unit;
  }

  /// The sentence of `draft`, whose sides both count `unit`.
  static String of(LimitDraft draft, Expr right, Unit unit) {
    SaysForm form = new SaysForm(draft, right, unit);
    return HOLE.matcher(draft.says().text())
        .replaceAll(m -> Matcher.quoteReplacement(form.hole(m)));
  }

  /// How a value of the sides of `draft` is written, and what is counted if the author said so.
  static String shown(LimitDraft draft, Unit unit) {
    String show = new SaysForm(draft, new Expr.Num(0, 1), unit).shown();
    for (Parameter parameter : draft.parameters().values()) {
      if (unit.counting() && parameter.units().unit().equals(unit.at(0))) {
        return show + ":" + parameter.units().text();
      }
    }
    return show;
  }

  private String shown() {
    return Show.of(unit, plain()).name().toLowerCase(Locale.ROOT) + ":" + unit.scale();
  }

  private String hole(MatchResult match) {
    String name = match.group(1);
    if (draft.tables().containsKey(name)) {
      return "{" + name + "}";
    }
    Parameter parameter = draft.parameters().get(name);
    if (parameter != null) {
      return parameter.written();
    }
    if (name.equals("lhs") || name.equals("distance")) {
      return side(name);
    }
    if (name.equals("rhs")) {
      Parameter lone = right instanceof Expr.Param(String p) ? draft.parameters().get(p) : null;
      return lone == null || draft.tables().containsKey(lone.name()) ? side(name) : lone.written();
    }
    if (MeasureNames.find(name) != null) {
      return "{" + name + "}";
    }
    TreeSet<String> known = new TreeSet<>(draft.parameters().keySet());
    known.addAll(MeasureNames.all());
    throw new RuleError(
            "says-hole",
            draft.says().place(),
            "{" + name + "} in the sentence of " + draft.id(),
            "{lhs}, {rhs}, {distance}, a parameter or a measure",
            Nearest.advice(name, known))
        .thrown();
  }

  private String side(String name) {
    return "{" + name + ":" + shown() + "}";
  }

  /// How plain numbers of this limit are written: as its parameters are.
  private Show plain() {
    for (Parameter parameter : draft.parameters().values()) {
      switch (parameter.units()) {
        case PERCENT, BASIS_POINTS, PARTS_PER_MILLION -> {
          return Show.PERCENT;
        }
        case TIMES -> {
          return Show.TIMES;
        }
        case NUMBER,
            USDT,
            LOTS,
            TICKS,
            MICROSECONDS,
            MILLISECONDS,
            SECONDS,
            MINUTES,
            ORDERS,
            MESSAGES -> {}
      }
    }
    return Show.NUMBER;
  }
}
