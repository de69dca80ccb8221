package dev.warrant.execution.guard;

import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.rules.limit.Cond;
import java.util.ArrayList;
import java.util.List;

/// The guard one would write without generating code: the same checks and rows in flat tables,
/// walked by one loop. It exists to be measured against; rows of the form `a·x + c OP b·y + d` take
/// a short path, all others run postfix code.
final class TableLoop implements Guard {
  private static final int LINEAR = 6;

  private final boolean[] guarded;
  private final long[] masks;
  private final int[] rangeStarts;
  private final int[] rangeSlots;
  private final long[] rangeLow;
  private final long[] rangeHigh;
  private final MeasureId[][] checks;
  private final long[] linear;
  private final Cond.Op[] ops;
  private final Postfix postfix = new Postfix();

  /// Start of the condition, of the comparison, and end of a row's postfix code; all equal if the
  /// row takes the short path.
  private final int[] programs;

  TableLoop(Plan plan) {
    int n = plan.steps().size();
    guarded = new boolean[n];
    masks = new long[2 * n];
    rangeStarts = new int[n + 1];
    checks = new MeasureId[n][];
    linear = new long[LINEAR * n];
    ops = new Cond.Op[n];
    programs = new int[3 * n];
    int total = 0;
    for (int i = 0; i < n; i++) {
      Plan.Step step = plan.steps().get(i);
      List<MeasureId> ids = new ArrayList<>(step.checks());
      if (step.checksIncreasing()) {
        ids.add(0, MeasureId.ORDER_INCREASING);
      }
      checks[i] = ids.toArray(MeasureId[]::new);
      total += ids.size();
    }
    rangeSlots = new int[total];
    rangeLow = new long[total];
    rangeHigh = new long[total];
    for (int i = 0; i < n; i++) {
      fill(plan, i);
    }
  }

  private void fill(Plan plan, int i) {
    Plan.Step step = plan.steps().get(i);
    guarded[i] = step.guarded();
    masks[2 * i] = Plan.mask(List.of(checks[i]), 0);
    masks[2 * i + 1] = Plan.mask(List.of(checks[i]), 1);
    int at = rangeStarts[i];
    for (MeasureId id : checks[i]) {
      Span span = plan.ranges().get(id);
      rangeSlots[at] = MeasureBoard.slot(id);
      rangeLow[at] = span == null ? Long.MIN_VALUE : span.lo().longValueExact();
      rangeHigh[at] = span == null ? Long.MAX_VALUE : span.hi().longValueExact();
      at++;
    }
    rangeStarts[i + 1] = at;
    Row row = step.row();
    ops[i] = row.require().op();
    boolean plain =
        row.rows() instanceof Test.Always
            && row.when() instanceof Test.Always
            && linear(row.require().left(), LINEAR * i)
            && linear(row.require().right(), LINEAR * i + 3);
    programs[3 * i] = plain ? 0 : postfix.add(new Test.Always());
    programs[3 * i + 1] = plain ? 0 : postfix.add(row.admits());
    programs[3 * i + 2] = plain ? 0 : postfix.end();
  }

  /// Writes slot, factor and summand of `term`, if it has that form.
  private boolean linear(Term term, int at) {
    switch (term) {
      case Term.Const(long c) -> {
        linear[at + 1] = 0;
        linear[at + 2] += c;
        return true;
      }
      case Term.Slot(MeasureId id, Span _) -> {
        linear[at] = MeasureBoard.slot(id);
        linear[at + 1] = 1;
        return true;
      }
      case Term.Mul(Term.Slot(MeasureId id, Span _), Term.Const(long c), Span _) -> {
        linear[at] = MeasureBoard.slot(id);
        linear[at + 1] = c;
        return true;
      }
      case Term.Mul(Term.Const(long c), Term.Slot(MeasureId id, Span _), Span _) -> {
        linear[at] = MeasureBoard.slot(id);
        linear[at + 1] = c;
        return true;
      }
      case Term.Add(Term l, Term.Const(long c), Span _) -> {
        linear[at + 2] += c;
        return linear(l, at);
      }
      case Term.Add _,
          Term.Sub _,
          Term.Mul _,
          Term.Neg _,
          Term.Abs _,
          Term.Min _,
          Term.Max _,
          Term.Pick _ -> {
        return false;
      }
    }
  }

  @Override
  public int check(long[] slots) {
    int increasing = MeasureBoard.slot(MeasureId.ORDER_INCREASING);
    for (int i = 0; i < guarded.length; i++) {
      boolean skip = guarded[i] && slots[increasing] == 0;
      if (skip && masks[2 * i] == 0) {
        continue;
      }
      if (!readable(slots, i)) {
        int bad = failing(slots, i, skip);
        if (bad != 0) {
          return bad;
        }
      }
      if (!skip && !holds(slots, i)) {
        return i + 1;
      }
    }
    return 0;
  }

  private boolean readable(long[] slots, int i) {
    long first = masks[2 * i];
    long second = masks[2 * i + 1];
    if ((slots[0] & first) != first || (slots[1] & second) != second) {
      return false;
    }
    for (int r = rangeStarts[i]; r < rangeStarts[i + 1]; r++) {
      long value = slots[rangeSlots[r]];
      if (value < rangeLow[r] || value > rangeHigh[r]) {
        return false;
      }
    }
    return true;
  }

  private int failing(long[] slots, int i, boolean skip) {
    for (int k = 0; k < checks[i].length; k++) {
      MeasureId id = checks[i][k];
      long value = slots[MeasureBoard.slot(id)];
      int r = rangeStarts[i] + k;
      boolean asked = !skip || id == MeasureId.ORDER_INCREASING;
      if (asked
          && (!MeasureBoard.present(slots, id) || value < rangeLow[r] || value > rangeHigh[r])) {
        return -(1 + id.ordinal());
      }
    }
    return 0;
  }

  private boolean holds(long[] slots, int i) {
    int end = programs[3 * i + 2];
    if (end != 0) {
      int require = programs[3 * i + 1];
      return !postfix.holds(programs[3 * i], require, slots) || postfix.holds(require, end, slots);
    }
    int at = LINEAR * i;
    long left = slots[(int) linear[at]] * linear[at + 1] + linear[at + 2];
    long right = slots[(int) linear[at + 3]] * linear[at + 4] + linear[at + 5];
    return compare(ops[i], left, right);
  }

  private static boolean compare(Cond.Op op, long left, long right) {
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
