package dev.warrant.reasoning.deduce;

import dev.warrant.reasoning.deduce.lang.Checked;
import dev.warrant.reasoning.deduce.lang.Fact;
import dev.warrant.reasoning.deduce.lang.Rule;
import dev.warrant.reasoning.deduce.lang.Signature;
import dev.warrant.reasoning.deduce.lang.Value;
import java.util.ArrayList;
import java.util.List;

/// The last step: a row is concluded.
final class EmitOp extends Op {
  private final int predicate;
  private final int[] from;
  private final int premises;

  EmitOp(Rule rule, int predicate, int[] from, int premises) {
    super(rule);
    this.predicate = predicate;
    this.from = from;
    this.premises = premises;
  }

  @Override
  void run(Frame f) {
    long[] row = new long[from.length];
    for (int i = 0; i < from.length; i++) {
      row[i] = f.registers[from[i]];
    }
    conclude(f, rule, predicate, row, premises);
  }

  /// Adds a row with the first `premises` of the frame as its proof.
  static void conclude(Frame f, Rule rule, int predicate, long[] row, int premises) {
    Signature guarded = f.guarded[predicate];
    if (guarded != null) {
      admit(f, rule, guarded, row);
    }
    if (f.relations[predicate].add(row, rule.index(), f.premises, premises)) {
      f.tuple(rule);
    }
  }

  private static void admit(Frame f, Rule rule, Signature signature, long[] row) {
    List<Value> values = new ArrayList<>(row.length);
    for (long code : row) {
      values.add(f.interner.value(code));
    }
    if (!signature.admits(values)) {
      Fact fact = new Fact(signature.predicate(), values, signature.times());
      throw Checked.refused(signature, fact, rule.source().at());
    }
  }
}
