package dev.warrant.knowledge.verify.orders;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.execution.guard.CompiledGuard;
import dev.warrant.execution.guard.GuardCompiler;
import dev.warrant.execution.guard.MeasureBoard;
import dev.warrant.knowledge.codec.ByteSink;
import dev.warrant.knowledge.codec.Codec;
import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.knowledge.seam.SeededRandom;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.rules.limit.Limit;
import dev.warrant.rules.limit.MeasureRange;
import dev.warrant.rules.limit.Measures;
import dev.warrant.rules.limit.Reading;
import dev.warrant.rules.pack.PolicyPack;
import dev.warrant.rules.pack.PolicyPacks;
import dev.warrant.rules.pack.PolicyReading;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What the verifier reads in a journal's polynomials against the first reading of the same limits,
/// at their edges: verdict and margin, a hundred thousand times and more.
class PolynomialsTest {
  private static final Path PACKS =
      Path.of(System.getProperty("warrant.root", "..")).resolve("rules/packs");
  private static final int ROUNDS = 60;

  private final SeededRandom random = new SeededRandom(29);
  private long asked;
  private long edges;

  /// One limit in both readings.
  private record Both(PolicyPack pack, Limit limit, StatedGuard guard, StatedLimit stated) {
    Reading read(long[] slots) {
      return new PolicyReading(pack).read(limit, measures(slots));
    }
  }

  @Test
  void atTheEdgesOfEveryLimitVerdictAndMarginAreThoseOfTheFirstReading() {
    for (String name : List.of("house-policy", "firm-policy")) {
      PolicyPack pack = PolicyPacks.load(PACKS.resolve(name));
      every(pack, GuardCompiler.compile(pack), "entry");
      every(pack, GuardCompiler.compileExit(pack), "exit");
    }
    assertThat(asked).isGreaterThan(100_000);
    assertThat(edges).isGreaterThan(1_000);
  }

  @Test
  void aBoundThatIsOneMoreIsSeenAtTheEdge() {
    PolicyPack pack = PolicyPacks.load(PACKS.resolve("house-policy"));
    CompiledGuard compiled = GuardCompiler.compile(pack);
    List<String> seen = new ArrayList<>();
    Derived.LimitsInForce stated = compiled.stated("entry");
    for (int i = 0; i < stated.limits().size(); i++) {
      Derived.Polynomial p = stated.limits().get(i);
      if (p.right().matches("[0-9]+") && !p.id().equals("warrant.expiresIn")) {
        try {
          limit(both(pack, compiled, loosened(stated, i), i));
        } catch (AssertionError e) {
          seen.add(p.id());
        }
      }
    }
    assertThat(seen)
        .contains("order-size", "message-rate", "max-volume", "volatility", "belief-age");
  }

  @Test
  void theClosestLimitIsTheGuards() {
    PolicyPack pack = PolicyPacks.load(PACKS.resolve("house-policy"));
    CompiledGuard compiled = GuardCompiler.compile(pack);
    StatedGuard guard = read(compiled.stated("entry"));
    int told = 0;
    for (int round = 0; round < 2_000; round++) {
      long[] slots = vector(pack, false);
      Derived.Seen seen = compiled.seen("W", slots);
      Seen here = Seen.of(guard, seen.present(), seen.values());
      assertThat(here.digest()).isEqualTo(compiled.measuresDigest(slots).hex());
      Closest closest = Closest.of(guard, here);
      int binding = compiled.bindingLimit(slots);
      assertThat(closest.index()).isEqualTo(binding);
      assertThat(closest.margin()).isEqualTo(BigInteger.valueOf(compiled.margin(binding, slots)));
      told += binding >= 0 ? 1 : 0;
    }
    assertThat(told).isGreaterThan(1_000);
  }

  private static Derived.LimitsInForce loosened(Derived.LimitsInForce stated, int at) {
    List<Derived.Polynomial> limits = new ArrayList<>(stated.limits());
    Derived.Polynomial p = limits.get(at);
    limits.set(
        at,
        new Derived.Polynomial(
            p.number(),
            p.id(),
            p.layer(),
            p.increasing(),
            p.text(),
            p.reads(),
            p.decided(),
            p.when(),
            p.op(),
            p.left(),
            Long.toString(Long.parseLong(p.right()) + 1),
            p.under(),
            p.tight(),
            p.ratio()));
    return new Derived.LimitsInForce(stated.guard(), stated.policy(), stated.reads(), limits);
  }

  private static StatedGuard read(Derived.LimitsInForce stated) {
    ByteSink bytes = new ByteSink(1 << 13);
    Codec.encode(stated, bytes);
    StatedGuard guard = StatedGuard.read(new Payload(bytes.toBytes(), 0, bytes.size()));
    assertThat(guard.digest()).isEqualTo(Digest.sha256(bytes.toBytes()).hex());
    return guard;
  }

  private static Both both(
      PolicyPack pack, CompiledGuard compiled, Derived.LimitsInForce stated, int i) {
    StatedGuard guard = read(stated);
    return new Both(pack, compiled.limits().get(i), guard, guard.limits().get(i));
  }

  private void every(PolicyPack pack, CompiledGuard compiled, String name) {
    Derived.LimitsInForce stated = compiled.stated(name);
    for (int i = 0; i < stated.limits().size(); i++) {
      limit(both(pack, compiled, stated, i));
    }
  }

  /// Looks for edges of one limit along each measure it reads, and asks on both sides of them.
  private void limit(Both both) {
    for (int round = 0; round < ROUNDS; round++) {
      long[] slots = vector(both.pack());
      agree(both, slots);
      for (int at : both.stated().reads()) {
        StatedGuard.Scale scale = both.guard().reads().get(at);
        int slot = MeasureBoard.slot(id(scale.measure()));
        long before = slots[slot];
        edge(both, slots, slot, Math.max(scale.min(), -1L << 60), Math.min(scale.max(), 1L << 60));
        slots[slot] = before;
      }
    }
  }

  private void edge(Both both, long[] slots, int slot, long from, long to) {
    long low = from;
    long high = to;
    slots[slot] = low;
    boolean first = agree(both, slots);
    slots[slot] = high;
    boolean last = agree(both, slots);
    while (first != last && high - low > 1) {
      long mid = low + (high - low) / 2;
      slots[slot] = mid;
      if (agree(both, slots) == first) {
        low = mid;
      } else {
        high = mid;
      }
    }
    edges += first != last ? 1 : 0;
  }

  /// Whether both admit.
  private boolean agree(Both both, long[] slots) {
    asked++;
    Reading reading = both.read(slots);
    Seen seen = seen(both.guard(), slots);
    boolean admits = both.stated().refuses(seen).isEmpty();
    assertThat(admits).as("%s of %s", both.limit().id(), slots).isEqualTo(reading.admits());
    if (reading instanceof Reading.Judged j && !both.stated().op().equals("=")) {
      assertThat(both.stated().margin(seen.values()))
          .as(both.limit().id())
          .isEqualTo(BigInteger.valueOf(j.slack()));
    }
    return admits;
  }

  private static Seen seen(StatedGuard guard, long[] slots) {
    List<Long> present =
        new ArrayList<>(List.of(0L, 0L).subList(0, (guard.reads().size() + 63) / 64));
    List<Long> values = new ArrayList<>();
    for (int i = 0; i < guard.reads().size(); i++) {
      MeasureId id = id(guard.reads().get(i).measure());
      boolean is = MeasureBoard.present(slots, id);
      present.set(i / 64, present.get(i / 64) | (is ? 1L : 0L) << i);
      values.add(is ? slots[MeasureBoard.slot(id)] : 0L);
    }
    return Seen.of(guard, present, values);
  }

  private static MeasureId id(String text) {
    for (MeasureId id : MeasureId.values()) {
      if (id.text().equals(text)) {
        return id;
      }
    }
    throw new AssertionError(text);
  }

  private static Measures measures(long[] slots) {
    return new Measures() {
      @Override
      public boolean present(MeasureId id) {
        return MeasureBoard.present(slots, id);
      }

      @Override
      public long value(MeasureId id) {
        return slots[MeasureBoard.slot(id)];
      }
    };
  }

  /// Values in their ranges, small ones as often as large ones; now and then one is absent.
  private long[] vector(PolicyPack pack) {
    return vector(pack, true);
  }

  private long[] vector(PolicyPack pack, boolean gaps) {
    MeasureBoard board = new MeasureBoard(1);
    for (MeasureId id : MeasureId.values()) {
      board.set(0, id, random.nextInt(1 + random.nextInt(1_000_000)));
    }
    for (MeasureRange range : pack.measures()) {
      long size = random.nextLong() >>> 1 + random.nextInt(62);
      long value = random.nextInt(8) == 0 ? range.max() : Math.max(range.min(), size);
      board.set(0, range.measure(), Math.min(range.max(), value));
    }
    board.set(0, MeasureId.ORDER_INCREASING, random.nextInt(8) == 0 ? 0 : 1);
    if (gaps && random.nextInt(16) == 0) {
      board.absent(0, MeasureId.values()[random.nextInt(MeasureId.values().length)]);
    }
    return board.slots(0);
  }
}
