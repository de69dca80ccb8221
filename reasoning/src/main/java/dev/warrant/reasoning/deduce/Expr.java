package dev.warrant.reasoning.deduce;

import dev.warrant.reasoning.deduce.lang.Functions;
import dev.warrant.reasoning.deduce.lang.Rule;
import dev.warrant.reasoning.deduce.lang.Value;
import dev.warrant.reasoning.deduce.lang.ValueException;
import dev.warrant.rules.text.Place;
import java.util.ArrayList;
import java.util.List;

/// A term of which all variables are known.
sealed interface Expr {
  /// Its code.
  long code(Frame f);

  /// What a register holds.
  record Register(int number) implements Expr {
    @Override
    public long code(Frame f) {
      return f.registers[number];
    }
  }

  /// A function. Sums, differences and products of two small integers need no objects.
  record Call(Rule rule, String function, char quick, List<Expr> args, Place at) implements Expr {
    /// Keeps a copy.
    public Call {
      args = List.copyOf(args);
    }

    /// The call of `function`.
    static Call of(Rule rule, String function, List<Expr> args, Place at) {
      char quick =
          args.size() != 2
              ? ' '
              : switch (function) {
                case "fn:plus" -> '+';
                case "fn:minus" -> '-';
                case "fn:mult" -> '*';
                default -> ' ';
              };
      return new Call(rule, function, quick, args, at);
    }

    @Override
    public long code(Frame f) {
      return quick == ' ' ? slow(f) : quick(f, args.get(0).code(f), args.get(1).code(f));
    }

    private long quick(Frame f, long a, long b) {
      if (Interner.inline(a) && Interner.inline(b)) {
        long x = Interner.number(a);
        long y = Interner.number(b);
        if (quick == '+') {
          return f.interner.code(x + y); // 63 bits and 63 bits give no more than 64
        }
        if (quick == '-') {
          return f.interner.code(x - y);
        }
        long high = Math.multiplyHigh(x, y);
        long low = x * y;
        if (high == low >> 63) {
          return f.interner.code(low);
        }
      }
      return value(f, List.of(f.interner.value(a), f.interner.value(b)));
    }

    private long slow(Frame f) {
      List<Value> values = new ArrayList<>(args.size());
      for (Expr arg : args) {
        values.add(f.interner.value(arg.code(f)));
      }
      return value(f, values);
    }

    private long value(Frame f, List<Value> values) {
      try {
        Value out = Functions.apply(function, values);
        f.spend(rule, out.size());
        return f.interner.code(out);
      } catch (ValueException e) {
        throw e.at(at);
      }
    }
  }
}
