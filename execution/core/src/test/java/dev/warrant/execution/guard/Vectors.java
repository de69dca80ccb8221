package dev.warrant.execution.guard;

import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.knowledge.seam.SeededRandom;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/// Slot vectors that sit on the edges of limits: one measure of one limit is moved by bisection to
/// where the oracle's answer flips, and taken one below, at, and above; also with a measure absent,
/// out of range, and with the order not increasing.
final class Vectors {
  private final Oracle oracle;
  private final SlotVectors search;
  private final SeededRandom random;
  private final int limits;
  private final Map<MeasureId, Span> ranges = new EnumMap<>(MeasureId.class);
  private final List<long[]> bases = new ArrayList<>();

  Vectors(CompiledGuard guard, Oracle oracle, long seed) {
    this.oracle = oracle;
    this.random = new SeededRandom(seed);
    this.search = new SlotVectors(guard, random);
    this.limits = guard.limits().size();
    for (MeasureId id : MeasureId.values()) {
      ranges.put(id, guard.plan().ranges().getOrDefault(id, Span.of(-(1L << 61), 1L << 61)));
    }
    for (int i = 0; i < 64; i++) {
      bases.add(search.admitted());
    }
  }

  /// Gives about `count` vectors to `use`.
  void each(int count, Consumer<long[]> use) {
    int[] made = {0};
    while (made[0] < count) {
      boundary(slots -> {
        made[0]++;
        use.accept(slots);
      });
    }
  }

  private void boundary(Consumer<long[]> use) {
    long[] slots = search.near(bases.get(random.nextInt(bases.size())));
    int number = 1 + random.nextInt(limits);
    List<MeasureId> reads = List.copyOf(oracle.reads(number));
    MeasureId id = reads.get(random.nextInt(reads.size()));
    int at = MeasureBoard.slot(id);
    long edge = edge(number, slots, id);
    for (long off = -1; off <= 2; off++) {
      slots[at] = edge + off;
      use.accept(slots);
      spoiled(slots, use);
    }
  }

  /// The last value of `id`, from where the base stands toward one end of its range, at which the
  /// limit still says what it says of the base.
  private long edge(int number, long[] slots, MeasureId id) {
    int at = MeasureBoard.slot(id);
    Span span = Objects.requireNonNull(ranges.get(id));
    long near = slots[at];
    boolean down = random.nextInt(2) == 0;
    long far = down ? span.lo().longValueExact() : span.hi().longValueExact();
    boolean first = oracle.holds(number, slots);
    slots[at] = far;
    if (oracle.holds(number, slots) == first) {
      return span.lo().longValueExact() + 1 + random.nextInt(4);
    }
    while (Math.abs(far - near) > 1) {
      long mid = near + (far - near) / 2;
      slots[at] = mid;
      if (oracle.holds(number, slots) == first) {
        near = mid;
      } else {
        far = mid;
      }
    }
    return Math.min(near, far);
  }

  private void spoiled(long[] slots, Consumer<long[]> use) {
    long[] copy = slots.clone();
    int increasing = MeasureBoard.slot(MeasureId.ORDER_INCREASING);
    copy[increasing] = 0;
    use.accept(copy);
    MeasureId id = MeasureId.values()[random.nextInt(MeasureId.values().length)];
    copy[increasing] = random.nextInt(2);
    copy[id.ordinal() >> 6] &= ~(1L << (id.ordinal() & 63));
    use.accept(copy);
    long[] wild = slots.clone();
    Span span = Objects.requireNonNull(ranges.get(id));
    boolean below = random.nextInt(2) == 0;
    wild[MeasureBoard.slot(id)] =
        below ? span.lo().longValueExact() - 1 : span.hi().longValueExact() + 1;
    use.accept(wild);
  }
}
