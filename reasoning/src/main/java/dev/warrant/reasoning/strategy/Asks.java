package dev.warrant.reasoning.strategy;

import alice.tuprolog.Number;
import alice.tuprolog.Struct;
import alice.tuprolog.Term;
import alice.tuprolog.Var;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What the clauses of a theory ask of facts: of each goal about one, which of its arguments must
/// be a certain constant, and which it looks at in some other way.
final class Asks {
  /// In place of an argument nobody looks at: equal to no name or number.
  private enum Unseen {
    UNSEEN
  }

  private final TreeMap<String, List<Struct>> goals = new TreeMap<>();

  /// A clause has this goal.
  void add(Struct goal) {
    goals.computeIfAbsent(indicator(goal), _ -> new ArrayList<>()).add(goal);
  }

  /// Whether some goal could match this fact.
  boolean any(Struct fact) {
    return goals.getOrDefault(indicator(fact), List.of()).stream().anyMatch(g -> could(g, fact));
  }

  /// What all goals together see of a fact: its name and the arguments that one of those looks at
  /// which it could match; null if it could match none.
  ///
  /// @return name, then numbers and names by place, [Unseen] where nobody looks
  @Nullable List<Object> seen(Struct fact) {
    int arity = fact.getArity();
    boolean[] looked = new boolean[arity];
    boolean any = false;
    for (Struct goal : goals.getOrDefault(indicator(fact), List.of())) {
      if (could(goal, fact)) {
        any = true;
        for (int i = 0; i < arity; i++) {
          looked[i] |= !(goal.getArg(i).getTerm() instanceof Var v && v.isAnonymous());
        }
      }
    }
    if (!any) {
      return null;
    }
    List<Object> out = new ArrayList<>(List.of(fact.getName()));
    for (int i = 0; i < arity; i++) {
      Object value = constant(fact.getArg(i).getTerm());
      out.add(!looked[i] ? Unseen.UNSEEN : value == null ? fact.getArg(i) : value);
    }
    return out;
  }

  /// False only if it does not.
  private static boolean could(Struct goal, Struct fact) {
    for (int i = 0; i < goal.getArity(); i++) {
      Object asked = constant(goal.getArg(i).getTerm());
      Object found = constant(fact.getArg(i).getTerm());
      if (asked != null && found != null && !asked.equals(found)) {
        return false;
      }
    }
    return true;
  }

  private static @Nullable Object constant(Term term) {
    return switch (term) {
      case Number n when n.isInteger() -> n.longValue();
      case Struct s when s.getArity() == 0 -> s.getName();
      default -> null;
    };
  }

  private static String indicator(Struct s) {
    return s.getName() + "/" + s.getArity();
  }
}
