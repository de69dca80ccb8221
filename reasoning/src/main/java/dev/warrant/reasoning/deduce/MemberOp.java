package dev.warrant.reasoning.deduce;

import dev.warrant.reasoning.deduce.lang.Rule;

/// Asks whether a row, all of whose values are known, is there.
final class MemberOp extends Op {
  private final PredicateUse use;
  private final int[] from;
  private final Op next;

  MemberOp(Rule rule, PredicateUse use, int[] from, Op next) {
    super(rule);
    this.use = use;
    this.from = from;
    this.next = next;
  }

  @Override
  void run(Frame f) {
    if (f.asking != null && from.length > 0) {
      f.asking.first(f, use.predicate(), f.registers[from[0]]);
    }
    f.spend(rule, 1);
    long[] row = new long[from.length];
    for (int i = 0; i < from.length; i++) {
      row[i] = f.registers[from[i]];
    }
    int at = f.relations[use.predicate()].find(row);
    if (at >= use.which().from(f, use.predicate()) && at < use.which().to(f, use.predicate())) {
      f.premises[use.premise()] = at;
      next.run(f);
    }
  }
}
