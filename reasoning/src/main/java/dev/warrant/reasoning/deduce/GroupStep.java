package dev.warrant.reasoning.deduce;

import dev.warrant.reasoning.deduce.lang.Clause;
import dev.warrant.reasoning.deduce.lang.Functions;
import dev.warrant.reasoning.deduce.lang.Groups;
import dev.warrant.reasoning.deduce.lang.Rule;
import dev.warrant.reasoning.deduce.lang.Term;
import dev.warrant.reasoning.deduce.lang.Value;
import dev.warrant.reasoning.deduce.lang.ValueException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Groups the rows of a body and reduces each group to one conclusion. Its one premise is the
/// newest row of the group; the chain of the index leads to all others.
final class GroupStep implements Step {
  /// A `let`: `reducer` is empty for a plain term; `argument` is null for a count.
  private record Let(String reducer, @Nullable Expr argument, int register, Clause.Let source) {}

  private final Rule rule;
  private final int rows;
  private final int head;
  private final int slot;
  private final int[] keys;
  private final int[] columnRegisters;
  private final int[] keyRegisters;
  private final List<Let> lets = new ArrayList<>();
  private final List<Expr> results = new ArrayList<>();
  private final long[] initial;

  GroupStep(Rule rule, PlanNames names) {
    this.rule = rule;
    Rule.Grouping g = Objects.requireNonNull(rule.grouping());
    rows = names.number(g.rows());
    head = names.number(rule.head());
    keys = g.keys().stream().mapToInt(Integer::intValue).toArray();
    slot = names.slot(rows, keys);
    Registers registers = new Registers(rule, names.constants());
    columnRegisters = g.columns().stream().mapToInt(registers::bind).toArray();
    keyRegisters = g.keys().stream().mapToInt(k -> columnRegisters[k]).toArray();
    for (Clause.Let let : g.lets()) {
      boolean reduces = let.term() instanceof Term.Call c && Functions.reducer(c.function());
      Term of =
          reduces ? ((Term.Call) let.term()).args().stream().findFirst().orElse(null) : let.term();
      Expr argument = of == null ? null : registers.expr(of);
      String reducer = reduces ? ((Term.Call) let.term()).function() : "";
      lets.add(new Let(reducer, argument, registers.bind(let.variable().name()), let));
    }
    rule.args().forEach(t -> results.add(registers.expr(t)));
    if (registers.usesNow()) {
      names.needNow(rule);
    }
    initial = registers.initial();
  }

  @Override
  public void run(Frame f, long now) {
    f.registers = initial.clone();
    f.registers[Plan.NOW] = now;
    Relation relation = f.relations[rows];
    Index index = f.index(rows, slot, keys);
    for (int row = 0; row < relation.size(); row++) {
      load(f, relation, row);
      if (index.head(f.registers, keyRegisters) == row) {
        group(f, relation, index.next(), row);
      }
    }
  }

  private void load(Frame f, Relation relation, int row) {
    f.spend(rule, 1);
    System.arraycopy(
        relation.data(), row * relation.width(), f.registers, 1, columnRegisters.length);
  }

  private void group(Frame f, Relation relation, int[] chain, int newest) {
    int count = 0;
    for (int row = newest; row >= 0; row = chain[row]) {
      count++;
    }
    for (Let let : lets) {
      f.registers[let.register] = result(f, let, relation, chain, newest, count);
    }
    load(f, relation, newest);
    long[] out = new long[results.size()];
    for (int i = 0; i < out.length; i++) {
      out[i] = results.get(i).code(f);
    }
    f.premises[0] = newest;
    EmitOp.conclude(f, rule, head, out, 1);
  }

  private long result(Frame f, Let let, Relation relation, int[] chain, int newest, int count) {
    if (let.argument == null) {
      return f.interner.code(count);
    }
    if (let.reducer.isEmpty()) {
      load(f, relation, newest);
      return let.argument.code(f);
    }
    List<Value> values = new ArrayList<>(count);
    for (int row = newest; row >= 0; row = chain[row]) {
      load(f, relation, row);
      values.add(f.interner.value(let.argument.code(f)));
    }
    values.sort(null);
    try {
      Value out = Groups.reduce(let.reducer, count, values);
      f.spend(rule, out.size());
      return f.interner.code(out);
    } catch (ValueException e) {
      throw e.at(let.source.variable().at());
    }
  }
}
