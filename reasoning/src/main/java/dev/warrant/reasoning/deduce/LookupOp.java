package dev.warrant.reasoning.deduce;

import dev.warrant.reasoning.deduce.lang.Rule;

/// Goes through the rows of a predicate that have known values in some columns.
final class LookupOp extends Op {
  private final int predicate;
  private final Which which;
  private final int slot;
  private final int[] keyColumns;
  private final int[] keyRegisters;
  private final Columns columns;
  private final int premise;
  private final Op next;

  LookupOp(
      Rule rule,
      PredicateUse use,
      int slot,
      int[] keyColumns,
      int[] keyRegisters,
      Columns columns,
      Op next) {
    super(rule);
    predicate = use.predicate();
    which = use.which();
    premise = use.premise();
    this.keyColumns = keyColumns;
    this.slot = slot;
    this.keyRegisters = keyRegisters;
    this.columns = columns;
    this.next = next;
  }

  @Override
  void run(Frame f) {
    f.look(predicate, keyColumns, keyRegisters);
    Index index = f.index(predicate, slot, keyColumns);
    long[] registers = f.registers;
    int row = index.head(registers, keyRegisters);
    if (row < 0) {
      f.spend(rule, 1);
      return;
    }
    Relation relation = f.relations[predicate];
    long[] data = relation.data();
    int width = relation.width();
    int[] chain = index.next();
    int from = which.from(f, predicate);
    int to = which.to(f, predicate);
    for (; row >= from && !f.found; row = chain[row]) { // newest first, and -1 is below all
      f.spend(rule, 1);
      if (row < to && columns.take(data, row * width, registers)) {
        f.premises[premise] = row;
        next.run(f);
      }
    }
  }
}
