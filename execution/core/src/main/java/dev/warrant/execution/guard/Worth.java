package dev.warrant.execution.guard;

import dev.warrant.rules.limit.Cond;

/// Computes terms over slots, one case per node, allocating nothing. Exact while every measure is
/// inside its range.
final class Worth {
  private Worth() {}

  static long of(Term term, long[] slots) {
    return switch (term) {
      case Term.Const c -> c.value();
      case Term.Slot s -> slots[MeasureBoard.slot(s.measure())];
      case Term.Add a -> of(a.left(), slots) + of(a.right(), slots);
      case Term.Sub s -> of(s.left(), slots) - of(s.right(), slots);
      case Term.Mul m -> of(m.left(), slots) * of(m.right(), slots);
      case Term.Neg n -> -of(n.of(), slots);
      case Term.Abs a -> Math.abs(of(a.of(), slots));
      case Term.Min m -> Math.min(of(m.left(), slots), of(m.right(), slots));
      case Term.Max m -> Math.max(of(m.left(), slots), of(m.right(), slots));
      case Term.Pick p -> of(holds(p.test(), slots) ? p.then() : p.otherwise(), slots);
    };
  }

  static boolean holds(Test test, long[] slots) {
    return switch (test) {
      case Test.Always _ -> true;
      case Test.Not n -> !holds(n.of(), slots);
      case Test.And a -> holds(a.left(), slots) && holds(a.right(), slots);
      case Test.Or o -> holds(o.left(), slots) || holds(o.right(), slots);
      case Test.Compare c -> compare(c.op(), of(c.left(), slots), of(c.right(), slots));
    };
  }

  static boolean compare(Cond.Op op, long left, long right) {
    return switch (op) {
      case LE -> left <= right;
      case LT -> left < right;
      case GE -> left >= right;
      case GT -> left > right;
      case EQ -> left == right;
      case NE -> left != right;
    };
  }
}
