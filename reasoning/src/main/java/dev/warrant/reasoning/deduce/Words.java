package dev.warrant.reasoning.deduce;

import dev.warrant.reasoning.deduce.lang.Condition;
import dev.warrant.reasoning.deduce.lang.Term;
import dev.warrant.reasoning.deduce.lang.Valuation;
import dev.warrant.reasoning.deduce.lang.Value;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Collectors;

/// Atoms and tests with values put in.
final class Words {
  private Words() {}

  static String atom(String predicate, List<Term> args, SortedMap<String, Value> values) {
    return args.stream()
        .map(t -> term(t, values))
        .collect(Collectors.joining(", ", predicate + "(", ")"));
  }

  static String tests(List<Condition.Test> tests, SortedMap<String, Value> values) {
    return tests.stream()
        .map(t -> term(t.left(), values) + " " + t.op().sign() + " " + term(t.right(), values))
        .collect(Collectors.joining(", ", tests.isEmpty() ? "" : " where ", ""));
  }

  private static String term(Term term, SortedMap<String, Value> values) {
    Value v = Valuation.of(term, values);
    return v == null ? term.toString() : v.toString();
  }
}
