package dev.warrant.reasoning.smt;

import com.microsoft.z3.BoolExpr;
import com.microsoft.z3.Context;
import com.microsoft.z3.IntExpr;
import com.microsoft.z3.Solver;
import com.microsoft.z3.Status;
import com.microsoft.z3.Z3Exception;
import dev.warrant.rules.limit.Limit;
import java.util.List;

/// Questions about one set of limits over the same measures. Limits are named by their place in the
/// list the questions were prepared with, from 0.
public final class Questions {
  private final Smt smt;
  private final Solver solver;
  private final IntExpr[] unknowns;
  private final BoolExpr[] admits;

  Questions(Smt smt, Encoding encoding, List<Limit> limits) {
    this.smt = smt;
    this.solver = smt.solver();
    this.unknowns = encoding.unknowns();
    this.admits = limits.stream().map(encoding::admits).toArray(BoolExpr[]::new);
  }

  /// Are there unknowns with `from[i] <= q[i] <= to[i]` at which all of `limits` admit the order?
  public Verdict admissible(long[] from, long[] to, List<Integer> limits) {
    Context z3 = smt.context();
    return ask(from, to, z3.mkAnd(pick(limits)));
  }

  /// Are there such unknowns at which some of `limits` refuses it?
  public Verdict refusable(long[] from, long[] to, List<Integer> limits) {
    Context z3 = smt.context();
    return ask(from, to, z3.mkNot(z3.mkAnd(pick(limits))));
  }

  private BoolExpr[] pick(List<Integer> limits) {
    return limits.stream().map(i -> admits[i]).toArray(BoolExpr[]::new);
  }

  private Verdict ask(long[] from, long[] to, BoolExpr what) {
    Context z3 = smt.context();
    try {
      solver.push();
      for (int i = 0; i < unknowns.length; i++) {
        add(z3.mkLe(z3.mkInt(from[i]), unknowns[i]));
        add(z3.mkLe(unknowns[i], z3.mkInt(to[i])));
      }
      add(what);
      Status status = solver.check();
      solver.pop();
      return switch (status) {
        case SATISFIABLE -> Verdict.SAT;
        case UNSATISFIABLE -> Verdict.UNSAT;
        case UNKNOWN -> Verdict.UNKNOWN;
      };
    } catch (Z3Exception e) {
      return Verdict.UNKNOWN;
    }
  }

  // Z3's method takes generic varargs; one argument is safe.
  @SuppressWarnings("unchecked")
  private void add(BoolExpr what) {
    solver.add(what);
  }
}
