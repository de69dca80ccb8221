package dev.warrant.reasoning.deduce.lang;

import dev.warrant.rules.text.Nearest;
import dev.warrant.rules.text.RuleError;
import dev.warrant.rules.text.RuleException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.TreeSet;

/// What may stand behind `|> do fn:group_by(…)`, and what the reducers mean.
public final class Groups {
  private Groups() {}

  /// Refuses a key that the body does not bind.
  static void checkKey(Term.Var key, List<String> columns) {
    if (!columns.contains(key.name())) {
      throw unbound(key, "the grouping", columns);
    }
  }

  /// Refuses variables that are neither keys nor results, and reducers inside of other terms.
  static void check(Clause clause, List<String> columns) {
    LinkedHashSet<String> known = new LinkedHashSet<>();
    if (clause.groupBy() != null) {
      clause.groupBy().forEach(v -> known.add(v.name()));
    }
    for (Clause.Let let : clause.lets()) {
      if (columns.contains(let.variable().name()) || known.contains(let.variable().name())) {
        throw new RuleError(
                "deduce-unsafe",
                let.variable().at(),
                "let " + let.variable().name() + ", a variable that has a value already",
                "a new variable",
                "")
            .thrown();
      }
      checkLet(let, columns, known);
      known.add(let.variable().name());
    }
    Variables.of(
        clause.head(),
        v -> {
          if (!known.contains(v.name())) {
            throw unbound(v, "the head of a grouping", known);
          }
        });
  }

  private static void checkLet(Clause.Let let, List<String> columns, SequencedSet<String> known) {
    if (let.term() instanceof Term.Call call && Functions.reducer(call.function())) {
      for (Term arg : call.args()) {
        noReducer(arg);
        arg.variables(v -> {
          if (!columns.contains(v.name())) {
            throw unbound(v, call.function(), columns);
          }
        });
      }
      return;
    }
    noReducer(let.term());
    let.term()
        .variables(v -> {
          if (!known.contains(v.name())) {
            throw unbound(v, "let " + let.variable().name(), known);
          }
        });
  }

  private static RuleException unbound(
      Term.Var v, String where, java.util.Collection<String> known) {
    List<String> visible = new ArrayList<>(known);
    visible.removeIf(k -> k.charAt(0) == Condition.HIDDEN);
    return new RuleError(
            "deduce-unsafe",
            v.at(),
            "the variable " + v.name() + " in " + where,
            "one of " + visible,
            Nearest.advice(v.name(), new TreeSet<>(visible)))
        .thrown();
  }

  /// Refuses a reducer anywhere in `term`.
  static void noReducer(Term term) {
    if (term instanceof Term.Call call) {
      if (Functions.reducer(call.function())) {
        throw new RuleError(
                "deduce-unknown-function",
                call.at(),
                "the reducer " + call.function() + " here",
                "a function",
                "use it in a let of its own behind |> do fn:group_by(…).")
            .thrown();
      }
      call.args().forEach(Groups::noReducer);
    }
  }

  /// Reduces the values of one group, which are in canonical order, duplicates kept.
  ///
  /// @throws ValueException if something that is no number is to be summed
  public static Value reduce(String reducer, int rows, List<Value> sorted) {
    return switch (reducer) {
      case "fn:count" -> Value.number(rows);
      case "fn:count_distinct" -> Value.number(sorted.stream().distinct().count());
      case "fn:sum" -> sum(sorted);
      case "fn:min", "fn:pick_any" -> sorted.getFirst();
      case "fn:max" -> sorted.getLast();
      case "fn:collect" -> Value.list(sorted);
      case "fn:collect_distinct" -> Value.list(sorted.stream().distinct().toList());
      default -> throw new IllegalArgumentException("no reducer " + reducer);
    };
  }

  private static Value sum(List<Value> values) {
    BigDecimal total = Functions.sum(values);
    return Value.number(total);
  }
}
