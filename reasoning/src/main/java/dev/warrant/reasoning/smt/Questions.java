package dev.warrant.reasoning.smt;

import com.microsoft.z3.BoolExpr;
import com.microsoft.z3.Context;
import com.microsoft.z3.IntExpr;
import com.microsoft.z3.Solver;
import com.microsoft.z3.Status;
import com.microsoft.z3.Z3Exception;
import dev.warrant.rules.limit.Limit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Questions about one set of limits over the same measures. Limits are named by their place in the
/// list the questions were prepared with, from 0.
public final class Questions {
  private final Smt smt;
  private final Solver solver;
  private final IntExpr[] unknowns;
  private final List<Encoding.Formula> admits;
  private final List<BoolExpr> facts;

  Questions(Smt smt, Encoding encoding, List<Limit> limits, Map<String, Encoding.Formula> ground) {
    this.smt = smt;
    this.solver = smt.solver();
    this.unknowns = encoding.unknowns();
    this.admits = limits.stream().map(l -> encoding.admits(l, ground)).toList();
    this.facts = List.copyOf(encoding.facts());
  }

  /// Are there unknowns inside one of `boxes` at which all of `limits` admit the order?
  public Verdict admissible(List<Box> boxes, List<Integer> limits) {
    BoolExpr[] open = pick(limits);
    // Nothing is left to ask if the rewriter found every limit true.
    return open.length == 0 ? Verdict.SAT : ask(within(boxes), smt.context().mkAnd(open));
  }

  /// Are there unknowns inside `admitted` at which some of `limits` refuses the order, or inside
  /// one of `refused` at which all admit it?
  public Verdict exception(Box admitted, List<Box> refused, List<Integer> limits) {
    Context z3 = smt.context();
    BoolExpr admits = z3.mkAnd(pick(limits));
    BoolExpr missing = z3.mkAnd(inside(admitted), z3.mkNot(admits));
    return ask(z3.mkTrue(), z3.mkOr(missing, z3.mkAnd(within(refused), admits)));
  }

  private BoolExpr[] pick(List<Integer> limits) {
    return limits.stream()
        .map(admits::get)
        .filter(formula -> !formula.isTrue())
        .map(Encoding.Formula::what)
        .toArray(BoolExpr[]::new);
  }

  private Verdict ask(BoolExpr where, BoolExpr what) {
    if (smt.failed()) {
      return Verdict.UNKNOWN;
    }
    try {
      smt.about(this);
      solver.push();
      add(where);
      add(what);
      Status status = solver.check();
      solver.pop();
      return switch (status) {
        case SATISFIABLE -> Verdict.SAT;
        case UNSATISFIABLE -> Verdict.UNSAT;
        case UNKNOWN -> Verdict.UNKNOWN;
      };
    } catch (Z3Exception e) {
      smt.fail();
      return Verdict.UNKNOWN;
    }
  }

  /// Asserts what holds in all of these questions.
  void assertFacts() {
    facts.forEach(this::add);
  }

  private BoolExpr within(List<Box> boxes) {
    return smt.context().mkOr(boxes.stream().map(this::inside).toArray(BoolExpr[]::new));
  }

  private BoolExpr inside(Box box) {
    Context z3 = smt.context();
    List<BoolExpr> parts = new ArrayList<>();
    for (int i = 0; i < unknowns.length; i++) {
      if (box.from(i) == box.to(i)) {
        parts.add(z3.mkEq(unknowns[i], z3.mkInt(box.from(i))));
      } else {
        parts.add(z3.mkLe(z3.mkInt(box.from(i)), unknowns[i]));
        parts.add(z3.mkLe(unknowns[i], z3.mkInt(box.to(i))));
      }
    }
    return z3.mkAnd(parts.toArray(BoolExpr[]::new));
  }

  // Z3's method takes generic varargs; one argument is safe.
  @SuppressWarnings("unchecked")
  private void add(BoolExpr what) {
    solver.add(what);
  }
}
