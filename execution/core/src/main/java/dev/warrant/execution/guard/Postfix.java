package dev.warrant.execution.guard;

import dev.warrant.rules.limit.Cond;
import java.util.Arrays;

/// Rows as flat postfix code, walked by one loop with a small stack: how a guard is commonly
/// interpreted. Only [TableLoop] uses it. Not safe for use by two threads.
final class Postfix {
  private static final int CONST = 0;
  private static final int SLOT = 1;
  private static final int ADD = 2;
  private static final int SUB = 3;
  private static final int MUL = 4;
  private static final int NEG = 5;
  private static final int ABS = 6;
  private static final int MIN = 7;
  private static final int MAX = 8;
  private static final int NOT = 9;
  private static final int AND = 10;
  private static final int OR = 11;
  private static final int PICK = 12;
  private static final int COMPARE = 13;

  private long[] code = new long[64];
  private int size;
  private final long[] stack = new long[512];

  /// Adds the code of a test.
  ///
  /// @return where it starts; it ends where the next starts
  int add(Test test) {
    int start = size;
    write(test);
    return start;
  }

  /// Where the next code will start.
  int end() {
    return size;
  }

  private void write(Test test) {
    switch (test) {
      case Test.Always _ -> put(CONST, 1);
      case Test.Not(Test of) -> {
        write(of);
        put(NOT, 0);
      }
      case Test.And(Test l, Test r) -> {
        write(l);
        write(r);
        put(AND, 0);
      }
      case Test.Or(Test l, Test r) -> {
        write(l);
        write(r);
        put(OR, 0);
      }
      case Test.Compare(Cond.Op op, Term l, Term r) -> {
        write(l);
        write(r);
        put(COMPARE + op.ordinal(), 0);
      }
    }
  }

  private void write(Term term) {
    switch (term) {
      case Term.Const(long value) -> put(CONST, value);
      case Term.Slot s -> put(SLOT, MeasureBoard.slot(s.measure()));
      case Term.Add(Term l, Term r, Span _) -> write(l, r, ADD);
      case Term.Sub(Term l, Term r, Span _) -> write(l, r, SUB);
      case Term.Mul(Term l, Term r, Span _) -> write(l, r, MUL);
      case Term.Min(Term l, Term r, Span _) -> write(l, r, MIN);
      case Term.Max(Term l, Term r, Span _) -> write(l, r, MAX);
      case Term.Neg(Term of, Span _) -> {
        write(of);
        put(NEG, 0);
      }
      case Term.Abs(Term of, Span _) -> {
        write(of);
        put(ABS, 0);
      }
      case Term.Pick(Test test, Term then, Term otherwise, Span _) -> {
        write(test);
        write(then, otherwise, PICK);
      }
    }
  }

  private void write(Term l, Term r, int op) {
    write(l);
    write(r);
    put(op, 0);
  }

  private void put(int op, long operand) {
    if (size + 2 > code.length) {
      code = Arrays.copyOf(code, 2 * code.length);
    }
    code[size] = op;
    code[size + 1] = operand;
    size += 2;
  }

  /// Whether the code from `start` to `end` is true of `slots`.
  boolean holds(int start, int end, long[] slots) {
    long[] s = stack;
    int top = -1;
    for (int at = start; at < end; at += 2) {
      int op = (int) code[at];
      switch (op) {
        case CONST -> s[++top] = code[at + 1];
        case SLOT -> s[++top] = slots[(int) code[at + 1]];
        case NEG -> s[top] = -s[top];
        case ABS -> s[top] = Math.abs(s[top]);
        case NOT -> s[top] = 1 - s[top];
        case PICK -> {
          top -= 2;
          s[top] = s[top] != 0 ? s[top + 1] : s[top + 2];
        }
        default -> {
          top--;
          s[top] = binary(op, s[top], s[top + 1]);
        }
      }
    }
    return s[0] != 0;
  }

  private static long binary(int op, long l, long r) {
    return switch (op) {
      case ADD -> l + r;
      case SUB -> l - r;
      case MUL -> l * r;
      case MIN -> Math.min(l, r);
      case MAX -> Math.max(l, r);
      case AND -> l & r;
      case OR -> l | r;
      case COMPARE -> l <= r ? 1 : 0;
      case COMPARE + 1 -> l < r ? 1 : 0;
      case COMPARE + 2 -> l >= r ? 1 : 0;
      case COMPARE + 3 -> l > r ? 1 : 0;
      case COMPARE + 4 -> l == r ? 1 : 0;
      default -> l != r ? 1 : 0;
    };
  }
}
