package dev.warrant.reasoning.deduce;

import dev.warrant.reasoning.deduce.lang.Builtins;
import dev.warrant.reasoning.deduce.lang.Comparison;
import dev.warrant.reasoning.deduce.lang.Condition;
import dev.warrant.reasoning.deduce.lang.Rule;
import dev.warrant.reasoning.deduce.lang.Value;
import dev.warrant.reasoning.deduce.lang.ValueException;
import java.util.ArrayList;
import java.util.List;

/// Steps that look at registers only.
final class TestOps {
  private TestOps() {}

  /// Compares two terms.
  static final class Compare extends Op {
    private final Condition.Test test;
    private final Expr left;
    private final Expr right;
    private final Op next;

    Compare(Rule rule, Condition.Test test, Expr left, Expr right, Op next) {
      super(rule);
      this.test = test;
      this.left = left;
      this.right = right;
      this.next = next;
    }

    @Override
    void run(Frame f) {
      if (holds(f, left.code(f), right.code(f))) {
        next.run(f);
      }
    }

    private boolean holds(Frame f, long a, long b) {
      Comparison op = test.op();
      if (op == Comparison.EQ) {
        return a == b;
      }
      if (op == Comparison.NE) {
        return a != b;
      }
      if (Interner.inline(a) && Interner.inline(b)) {
        return op.ofSign(Long.compare(a, b));
      }
      try {
        return op.holds(f.interner.value(a), f.interner.value(b));
      } catch (ValueException e) {
        throw e.at(test.at());
      }
    }
  }

  /// Gives a register the value of a term.
  static final class Assign extends Op {
    private final int register;
    private final Expr term;
    private final Op next;

    Assign(Rule rule, int register, Expr term, Op next) {
      super(rule);
      this.register = register;
      this.term = term;
      this.next = next;
    }

    @Override
    void run(Frame f) {
      f.registers[register] = term.code(f);
      next.run(f);
    }
  }

  /// A built-in predicate.
  static final class Built extends Op {
    private final Condition.Built condition;
    private final List<Expr> inputs;
    private final List<Expr> known;
    private final int[] registers;
    private final Op next;

    /// @param known per output, the term it must equal, or null where it sets its register
    /// @param registers per output, the register it sets, or -1
    Built(
        Rule rule,
        Condition.Built condition,
        List<Expr> inputs,
        List<Expr> known,
        int[] registers,
        Op next) {
      super(rule);
      this.condition = condition;
      this.inputs = inputs;
      this.known = known;
      this.registers = registers;
      this.next = next;
    }

    @Override
    void run(Frame f) {
      List<Value> in = new ArrayList<>(inputs.size());
      for (Expr input : inputs) {
        in.add(f.interner.value(input.code(f)));
      }
      List<List<Value>> all;
      try {
        all = Builtins.outputs(condition.name(), in);
      } catch (ValueException e) {
        throw e.at(condition.at());
      }
      boolean any = false;
      for (List<Value> out : all) {
        f.spend(rule, 1 + out.size());
        if (fits(f, out)) {
          any = true;
          if (!condition.negated()) {
            next.run(f);
          }
        }
      }
      if (condition.negated() && !any) {
        next.run(f);
      }
    }

    private boolean fits(Frame f, List<Value> out) {
      int test = 0;
      for (int i = 0; i < registers.length; i++) {
        long code = f.interner.code(out.get(i));
        if (registers[i] >= 0) {
          f.registers[registers[i]] = code;
        } else if (registers[i] == KNOWN && known.get(test++).code(f) != code) {
          return false;
        }
      }
      return true;
    }

    /// In place of a register: the output must equal a known term.
    static final int KNOWN = -1;

    /// In place of a register: the output does not matter.
    static final int IGNORED = -2;
  }

  /// No row may pass the inner steps.
  static final class Not extends Op {
    private final Op inner;
    private final Op next;

    Not(Rule rule, Op inner, Op next) {
      super(rule);
      this.inner = inner;
      this.next = next;
    }

    @Override
    void run(Frame f) {
      inner.run(f);
      boolean hit = f.found;
      f.found = false;
      if (!hit) {
        next.run(f);
      }
    }
  }

  /// The end of the inner steps of {@link Not}.
  static final class Found extends Op {
    Found(Rule rule) {
      super(rule);
    }

    @Override
    void run(Frame f) {
      f.found = true;
    }
  }
}
