package dev.warrant.reasoning.deduce;

import dev.warrant.reasoning.deduce.lang.Rule;

/// Goes through all rows of a predicate.
final class ScanOp extends Op {
  private static final int[] NONE = {};

  private final int predicate;
  private final Which which;
  private final Columns columns;
  private final int premise;
  private final Op next;

  ScanOp(Rule rule, int predicate, Which which, Columns columns, int premise, Op next) {
    super(rule);
    this.predicate = predicate;
    this.which = which;
    this.columns = columns;
    this.premise = premise;
    this.next = next;
  }

  @Override
  void run(Frame f) {
    f.look(predicate, NONE, NONE);
    Relation relation = f.relations[predicate];
    int from = which.from(f, predicate);
    int to = which.to(f, predicate);
    long[] data = relation.data();
    long[] registers = f.registers;
    int width = relation.width();
    f.spend(rule, Math.max(0, to - from));
    for (int row = from; row < to && !f.found; row++) {
      if (columns.take(data, row * width, registers)) {
        f.premises[premise] = row;
        next.run(f);
      }
    }
  }
}
