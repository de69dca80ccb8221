package dev.warrant.execution.guard;

import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.knowledge.seam.SeededRandom;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/// Makes slot vectors that a guard admits, for benches and checks, by search: from a random vector,
/// one measure of the first violated limit at a time is moved to where the guard gets furthest.
final class SlotVectors {
  private static final int RESTARTS_MAX = 400;
  private static final int MOVES_MAX = 300;
  private static final Span ANY = Span.of(Long.MIN_VALUE, Long.MAX_VALUE);

  private final CompiledGuard guard;
  private final SeededRandom random;
  private final List<MeasureId> reads;

  SlotVectors(CompiledGuard guard, SeededRandom random) {
    this.guard = guard;
    this.random = random;
    this.reads = guard.plan().reads();
  }

  /// A vector of an increasing order that the guard admits.
  ///
  /// @throws IllegalStateException if the search finds none
  long[] admitted() {
    int furthest = 0;
    for (int restart = 0; restart < RESTARTS_MAX; restart++) {
      long[] slots = start();
      int score = score(slots);
      for (int move = 0; score < Integer.MAX_VALUE && move < MOVES_MAX; move++) {
        score = improve(slots, score);
      }
      if (score == Integer.MAX_VALUE) {
        return slots;
      }
      furthest = Math.max(furthest, score);
    }
    throw new IllegalStateException(
        "found no admissible vector; the search got no further than limit "
            + guard.id(furthest)
            + "\nMaybe the limits exclude one another.");
  }

  /// An admitted vector not far from `base`.
  long[] near(long[] base) {
    long[] slots = base.clone();
    for (MeasureId id : reads) {
      int at = MeasureBoard.slot(id);
      long before = slots[at];
      if (id == MeasureId.ORDER_INCREASING || random.nextInt(2) == 0) {
        continue;
      }
      long wanted = before + before / 100 * (random.nextInt(21) - 10) + random.nextInt(3) - 1;
      slots[at] = clamp(wanted, span(id));
      if (guard.guard().check(slots) != 0) {
        slots[at] = before;
      }
    }
    return slots;
  }

  /// A refused vector not far from `base`; which limit refuses varies.
  long[] refused(long[] base) {
    while (true) {
      long[] slots = base.clone();
      Row row = guard.plan().steps().get(random.nextInt(guard.plan().steps().size())).row();
      MeasureId id = row.reads().get(random.nextInt(row.reads().size()));
      slots[MeasureBoard.slot(id)] = value(span(id));
      if (guard.guard().check(slots) > 0) {
        return slots;
      }
    }
  }

  private long[] start() {
    long[] slots = new long[MeasureBoard.HEADER + MeasureId.values().length];
    for (MeasureId id : reads) {
      slots[id.ordinal() >> 6] |= 1L << (id.ordinal() & 63);
      slots[MeasureBoard.slot(id)] = value(span(id));
    }
    slots[MeasureBoard.slot(MeasureId.ORDER_INCREASING)] = 1;
    return slots;
  }

  /// Moves one measure of the first violated row to the best of some candidates.
  private int improve(long[] slots, int score) {
    Row row = guard.plan().steps().get(score - 1).row();
    MeasureId bestId = row.reads().get(random.nextInt(row.reads().size()));
    long bestValue = slots[MeasureBoard.slot(bestId)];
    int best = score;
    for (MeasureId id : row.reads()) {
      int at = MeasureBoard.slot(id);
      long before = slots[at];
      for (long candidate : candidates(span(id))) {
        slots[at] = candidate;
        int now = score(slots);
        if (now > best) {
          best = now;
          bestId = id;
          bestValue = candidate;
        }
      }
      slots[at] = before;
    }
    slots[MeasureBoard.slot(bestId)] = bestValue;
    return best;
  }

  private int score(long[] slots) {
    int code = guard.guard().check(slots);
    return code == 0 ? Integer.MAX_VALUE : Math.max(code, 1);
  }

  private Span span(MeasureId id) {
    return guard.plan().ranges().getOrDefault(id, ANY);
  }

  private long value(Span span) {
    List<Long> candidates = candidates(span);
    return candidates.get(random.nextInt(candidates.size()));
  }

  private List<Long> candidates(Span span) {
    List<Long> out = new ArrayList<>();
    out.add(span.lo().longValueExact());
    out.add(span.hi().longValueExact());
    out.add(clamp(0, span));
    for (int bits = 0; bits < 62; bits++) {
      long size = (1L << bits) + (random.nextLong() & (1L << bits) - 1);
      add(out, size, span);
      add(out, -size, span);
    }
    return out;
  }

  private static void add(List<Long> out, long value, Span span) {
    if (clamp(value, span) == value) {
      out.add(value);
    }
  }

  private static long clamp(long value, Span span) {
    return BigInteger.valueOf(value).max(span.lo()).min(span.hi()).longValueExact();
  }
}
