package dev.warrant.reasoning.deduce;

import dev.warrant.reasoning.deduce.lang.Checked;
import dev.warrant.reasoning.deduce.lang.Decl;
import dev.warrant.reasoning.deduce.lang.Rule;
import dev.warrant.reasoning.deduce.lang.Signature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The numbers that all plans of a program share: of predicates, of indexes, of constants.
final class PlanNames {
  private final TreeMap<String, Integer> numbers = new TreeMap<>();
  private final List<Signature> signatures;
  private final List<List<int[]>> slots = new ArrayList<>();
  private final Interner constants = new Interner(null);
  private final int premisesMost;
  private @Nullable Rule needsNow;

  PlanNames(Checked checked) {
    signatures = checked.signatures();
    for (Signature s : signatures) {
      numbers.put(s.predicate(), numbers.size());
      slots.add(new ArrayList<>());
    }
    int most = 1;
    for (Rule r : checked.rules()) {
      most = Math.max(most, r.matched().size());
    }
    premisesMost = most;
  }

  int number(String predicate) {
    Integer n = numbers.get(predicate);
    if (n == null) {
      throw new IllegalStateException(predicate);
    }
    return n;
  }

  /// The number of a predicate that may be unknown; -1 then.
  int numberOrNone(String predicate) {
    return numbers.getOrDefault(predicate, -1);
  }

  Signature signature(int number) {
    return signatures.get(number);
  }

  int predicates() {
    return signatures.size();
  }

  /// The number of an index among those of its predicate.
  int slot(int predicate, int[] columns) {
    List<int[]> of = slots.get(predicate);
    for (int i = 0; i < of.size(); i++) {
      if (Arrays.equals(of.get(i), columns)) {
        return i;
      }
    }
    of.add(columns);
    return of.size() - 1;
  }

  /// Arguments that must be known before a predicate is looked up.
  List<Integer> inputs(String predicate) {
    Decl decl = signatures.get(number(predicate)).decl();
    return decl == null ? List.of() : decl.inputs();
  }

  Interner constants() {
    return constants;
  }

  /// The most positive atoms of any rule.
  int premisesMost() {
    return premisesMost;
  }

  void needNow(Rule rule) {
    needsNow = needsNow == null ? rule : needsNow;
  }

  /// The first rule that asks for the instant of evaluation; null if none does.
  @Nullable Rule needsNow() {
    return needsNow;
  }
}
