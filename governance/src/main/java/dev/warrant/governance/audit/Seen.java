package dev.warrant.governance.audit;

import dev.warrant.governance.ask.Question;
import dev.warrant.knowledge.event.Derived;
import dev.warrant.reasoning.deduce.Fuel;
import dev.warrant.reasoning.deduce.lang.Fact;
import dev.warrant.reasoning.deduce.lang.Value;
import java.util.SortedMap;
import java.util.TreeMap;

/// In which ways rules mattered in a run: one question to the deductive database, over its journal
/// and trace. Steps of the trace that are the same are one, so numbers there count different steps.
final class Seen {
  private static final String QUESTION =
      """
      seen(K, R, N) :- node(P, K), uses_rule(P, R) |> do fn:group_by(K, R), let N = fn:count().
      seen(/bound, B, N) :- node(P, /interval), proves(P, F), B = fn:list:get(F, 3)
        |> do fn:group_by(B), let N = fn:count().
      seen(/refused, R, N) :- refused(O, _, _, _, R, _, _, _)@[T, _]
        |> do fn:group_by(R), let N = fn:count().
      seen(/breached, R, N) :- breached(I, R, _, _, _)@[T, _]
        |> do fn:group_by(R), let N = fn:count().
      seen(/warned, R, N) :- warned(I, R, S)@[T, _], S > 0
        |> do fn:group_by(R), let N = fn:count().
      seen(/pattern, R, N) :- pattern(I, R, _)@[T, _]
        |> do fn:group_by(R), let N = fn:count().
      ? seen(K, R, N).
      """;

  private Seen() {}

  /// How often, by way and rule.
  static SortedMap<String, SortedMap<String, Long>> in(RunRecord record, RunPolicies policies) {
    TreeMap<String, SortedMap<String, Long>> out = new TreeMap<>();
    for (Fact row :
        Question.read("rules-never-fired", QUESTION).ask(record.run(), Fuel.PLENTY, null).rows()) {
      String way = row.values().get(0).toString().substring(1);
      long n = row.values().get(2) instanceof Value.Num num ? num.value() : 0;
      String name = text(row.values().get(1));
      // Only what bounds a size may be several limits; names of rules have commas of their own.
      for (String rule : way.equals("bound") ? name.split(", ", -1) : new String[] {name}) {
        count(out, way, rule, n);
      }
    }
    for (RunRecord.Sent s : record.orders()) {
      Derived.Admitted a = s.admitted();
      if (a != null && a.bindingLimit() >= 0) {
        count(out, "closest", policies.limits(s).get(a.bindingLimit()).id(), 1);
      }
    }
    return out;
  }

  private static void count(
      TreeMap<String, SortedMap<String, Long>> out, String way, String rule, long n) {
    out.computeIfAbsent(way, k -> new TreeMap<>()).merge(rule, n, Long::sum);
  }

  private static String text(Value value) {
    return value instanceof Value.Text t ? t.text() : value.toString();
  }
}
