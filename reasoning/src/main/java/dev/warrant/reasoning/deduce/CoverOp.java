package dev.warrant.reasoning.deduce;

import dev.warrant.reasoning.deduce.lang.Condition;
import dev.warrant.reasoning.deduce.lang.Rule;
import dev.warrant.reasoning.deduce.lang.Value;
import dev.warrant.reasoning.deduce.lang.ValueException;
import java.math.BigDecimal;
import java.util.Arrays;

/// Asks whether the intervals of the rows that match cover a window without a hole.
final class CoverOp extends Op {
  private static final BigDecimal LEAST = BigDecimal.valueOf(Long.MIN_VALUE);
  private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);

  private final Condition.Cover condition;
  private final PredicateUse use;
  private final int slot;
  private final int[] keyColumns;
  private final int[] keyRegisters;
  private final int arity;
  private final Expr[] window;
  private final Op next;

  /// @param window low, high, known by
  CoverOp(
      Rule rule,
      Condition.Cover condition,
      PredicateUse use,
      int slot,
      int[] keyColumns,
      int[] keyRegisters,
      Expr[] window,
      Op next) {
    super(rule);
    this.condition = condition;
    this.use = use;
    this.slot = slot;
    this.keyColumns = keyColumns;
    this.keyRegisters = keyRegisters;
    this.arity = condition.args().size();
    this.window = window;
    this.next = next;
  }

  @Override
  void run(Frame f) {
    if (covered(f) != condition.negated()) {
      next.run(f);
    }
  }

  private boolean covered(Frame f) {
    long low = instant(f, window[0].code(f));
    long high = instant(f, window[1].code(f));
    long known = instant(f, window[2].code(f));
    f.look(use.predicate(), keyColumns, keyRegisters);
    Relation relation = f.relations[use.predicate()];
    Index index = f.index(use.predicate(), slot, keyColumns);
    int[] chain = index.next();
    long[][] spans = new long[8][];
    int count = 0;
    for (int row = index.head(f.registers, keyRegisters); row >= 0; row = chain[row]) {
      f.spend(rule, 1);
      int offset = row * relation.width() + arity;
      boolean seen = relation.width() == arity + 2 || time(f, relation.data()[offset + 2]) <= known;
      if (seen) {
        if (count == spans.length) {
          spans = Arrays.copyOf(spans, 2 * count);
        }
        spans[count++] =
            new long[] {time(f, relation.data()[offset]), time(f, relation.data()[offset + 1])};
      }
    }
    Arrays.sort(spans, 0, count, (a, b) -> Long.compare(a[0], b[0]));
    return covers(spans, count, low, high);
  }

  /// Intervals are closed and instants whole, so one may begin right after another ends.
  private static boolean covers(long[][] spans, int count, long low, long high) {
    long need = low;
    for (int i = 0; i < count && spans[i][0] <= need; i++) {
      if (spans[i][1] >= high) {
        return true;
      }
      need = Math.max(need, spans[i][1] + 1);
    }
    return false;
  }

  private static long time(Frame f, long code) {
    return Interner.inline(code)
        ? Interner.number(code)
        : f.interner.value(code) instanceof Value.Num n ? n.value() : 0;
  }

  private long instant(Frame f, long code) {
    try {
      BigDecimal exact = Value.decimal(f.interner.value(code));
      return exact.max(LEAST).min(MOST).longValue();
    } catch (ValueException e) {
      throw e.at(condition.at());
    }
  }
}
