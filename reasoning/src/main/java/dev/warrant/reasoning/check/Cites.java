package dev.warrant.reasoning.check;

import dev.warrant.reasoning.prove.Obligation;
import dev.warrant.reasoning.smt.Verdict;
import dev.warrant.rules.limit.Limit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Finds limits that a claim needs: a set from which none can be left out.
final class Cites {
  private Cites() {}

  /// Leaves out one limit after the other wherever the claim still follows (deletion filtering;
  /// Chinneck 1997). What the solver cannot decide stays in.
  ///
  /// @param from limits from which the claim follows
  static List<Limit> of(Asker asker, List<Limit> from, Function<List<Limit>, Obligation> claim) {
    List<Limit> kept = new ArrayList<>(from);
    for (int half = Math.max(1, kept.size() / 2); half >= 1; half /= 2) {
      for (int i = 0; i < kept.size(); ) {
        List<Limit> less = new ArrayList<>(kept);
        less.subList(i, Math.min(kept.size(), i + half)).clear();
        if (asker.verdict(claim.apply(less).text()) == Verdict.UNSAT) {
          kept = less;
        } else {
          i += half;
        }
      }
    }
    return List.copyOf(kept);
  }

  /// Those of `cites` without which the claim is not known to fail; none, if the set is as small as
  /// it should be.
  static List<Limit> idle(Asker asker, List<Limit> cites, Function<List<Limit>, Obligation> claim) {
    List<Limit> out = new ArrayList<>();
    for (Limit one : cites) {
      List<Limit> less = cites.stream().filter(l -> !l.equals(one)).toList();
      if (asker.verdict(claim.apply(less).text()) != Verdict.SAT) {
        out.add(one);
      }
    }
    return out;
  }
}
