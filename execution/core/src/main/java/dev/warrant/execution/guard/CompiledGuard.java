package dev.warrant.execution.guard;

import dev.warrant.execution.ledger.Exact;
import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.knowledge.order.Objection;
import dev.warrant.knowledge.order.Stage;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.knowledge.unit.Side;
import dev.warrant.rules.limit.Limit;
import dev.warrant.rules.limit.LimitSays;
import dev.warrant.rules.limit.MeasureRange;
import dev.warrant.rules.limit.Measures;
import dev.warrant.rules.limit.Reading;
import dev.warrant.rules.pack.PolicyPack;
import dev.warrant.rules.pack.PolicyReading;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.security.DigestException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;

/// A guard with what is needed to speak about its answers. [#guard] may be used by any thread; the
/// rest belongs to one thread, the sequencer.
public final class CompiledGuard {
  private static final long PPM = 1_000_000;
  private static final VarHandle LONG_LE =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final Guard guard;
  private final Margins margins;
  private final PolicyPack pack;
  private final PolicyReading policy;
  private final byte[] bytes;
  private final Digest digest;
  private final List<Limit> limits;
  private final Plan plan;
  private final int[] reads;
  private final MessageDigest sha = Digest.newSha256();
  private final byte[] image;

  CompiledGuard(PolicyPack pack, Plan plan, List<Limit> limits) {
    this.pack = pack;
    this.policy = new PolicyReading(pack);
    this.bytes = GuardCode.write(plan);
    this.guard = Emit.instance(bytes, Guard.class);
    this.margins = Emit.instance(MarginCode.write(plan), Margins.class);
    this.digest = Digest.sha256(bytes);
    this.limits = List.copyOf(limits);
    this.plan = plan;
    this.reads = plan.reads().stream().mapToInt(MeasureId::ordinal).toArray();
    int words = 2 * (reads.length / Long.SIZE + 1) + reads.length;
    this.image = new byte[Math.max(Digest.BYTES, Long.BYTES * words)];
  }

  private CompiledGuard(CompiledGuard same, Hearing by) {
    Guard asked = same.guard;
    this.guard =
        slots -> {
          int code = asked.check(slots);
          by.asked(same, code, slots.clone());
          return code;
        };
    this.pack = same.pack;
    this.policy = same.policy;
    this.bytes = same.bytes;
    this.margins = same.margins;
    this.digest = same.digest;
    this.limits = same.limits;
    this.plan = same.plan;
    this.reads = same.reads;
    this.image = same.image.clone();
  }

  /// Hears what a guard was asked and what it answered.
  @FunctionalInterface
  public interface Hearing {
    /// One question.
    ///
    /// @param guard which was asked
    /// @param code its answer
    /// @param slots a copy of the measures it saw
    void asked(CompiledGuard guard, int code, long[] slots);
  }

  /// The same guard with somebody who hears its questions, for runs that are played again. Its
  /// answers are the same; it allocates for each.
  public CompiledGuard heardBy(Hearing by) {
    return new CompiledGuard(this, by);
  }

  /// The policy it was compiled from.
  public PolicyPack pack() {
    return pack;
  }

  /// The generated code.
  public Guard guard() {
    return guard;
  }

  /// The very bytes the JVM was given; equal policies give equal bytes.
  public byte[] classBytes() {
    return bytes.clone();
  }

  /// SHA-256 of [#classBytes].
  public Digest digest() {
    return digest;
  }

  /// What is asked, in order: limit number `n` is `limits().get(n - 1)`. The policy's limits come
  /// first, then the built-in rows.
  public List<Limit> limits() {
    return limits;
  }

  Plan plan() {
    return plan;
  }

  /// The id of limit `number`.
  public String id(int number) {
    return limits.get(number - 1).id();
  }

  /// The policy limit with the least relative margin among those that bind the admitted order, as
  /// an index into [#limits]; `-1` if none has a margin (flags and equalities have none). Allocates
  /// nothing.
  public int bindingLimit(long[] slots) {
    long tightest = margins.tightest(slots);
    return tightest == Margins.NONE ? -1 : (int) (tightest & 0xFFFF) - 1;
  }

  /// How far the order is inside limit `index`, in the scale of the limit's sides (in parts per
  /// million of it if it compares ratios) and rounded down; negative outside, 0 for an index of
  /// `-1`. Allocates nothing.
  public long margin(int index, long[] slots) {
    if (index < 0) {
      return 0;
    }
    int key = (index + 1) * Margins.VALUES;
    long left = margins.value(key + Margins.LEFT, slots);
    long right = margins.value(key + Margins.RIGHT, slots);
    long under = margins.value(key + Margins.DENOMINATOR, slots);
    int digits = limits.get(index).ratio() ? 6 : 0;
    return switch (limits.get(index).require().op()) {
      case LE, LT -> Exact.scaled(right - left, under, digits);
      case GE, GT -> Exact.scaled(left - right, under, digits);
      case EQ, NE -> 0;
    };
  }

  /// Whether the margin of limit `index` is `ppm` millionths of its larger side or less, exactly,
  /// for measures the guard admits; a limit of which both sides are 0 is never near. Whether the
  /// limit binds is not asked. Allocates nothing.
  public boolean near(int index, long[] slots, long ppm) {
    int key = (index + 1) * Margins.VALUES;
    long left = margins.value(key + Margins.LEFT, slots);
    long right = margins.value(key + Margins.RIGHT, slots);
    long slack =
        switch (limits.get(index).require().op()) {
          case LE, LT -> right - left;
          case GE, GT -> left - right;
          case EQ, NE -> 0;
        };
    long larger = Math.max(Math.abs(left), Math.abs(right));
    // Rounded down it is `ppm` at most if slack * 1000000 < (ppm + 1) * larger, in 128 bits.
    long high = Math.multiplyHigh(slack, PPM);
    long highest = Math.multiplyHigh(larger, ppm + 1);
    return larger > 0
        && (high < highest
            || high == highest && Long.compareUnsigned(slack * PPM, larger * (ppm + 1)) < 0);
  }

  /// Digest of the measures the guard reads, in order of ordinals and by 64: a word with one bit
  /// for each that is present, a word with one for each that needs 64 bits, then their values in 32
  /// or 64 bits, zero if absent. Little-endian; short, because every order waits for it.
  public Digest measuresDigest(long[] slots) {
    int n = 0;
    for (int from = 0; from < reads.length; from += Long.SIZE) {
      n = image(slots, from, Math.min(reads.length, from + Long.SIZE), n);
    }
    sha.update(image, 0, n);
    try {
      sha.digest(image, 0, Digest.BYTES);
    } catch (DigestException e) {
      throw new IllegalStateException("SHA-256 does not fit " + image.length + " bytes", e);
    }
    return Digest.read(image, 0);
  }

  /// What it asks, as polynomials.
  ///
  /// @param guard what it is for: `entry` or `exit`
  public Derived.LimitsInForce stated(String guard) {
    return StatedLimits.of(guard, pack.digest(), plan);
  }

  /// The measures of [#measuresDigest] themselves.
  public Derived.Seen seen(String clientId, long[] slots) {
    Long[] present = new Long[(reads.length + Long.SIZE - 1) / Long.SIZE];
    Long[] values = new Long[reads.length];
    Arrays.fill(present, 0L);
    for (int i = 0; i < reads.length; i++) {
      boolean is = MeasureBoard.present(slots, reads[i]);
      present[i / Long.SIZE] |= (is ? 1L : 0L) << i;
      values[i] = is ? slots[MeasureBoard.HEADER + reads[i]] : 0L;
    }
    return new Derived.Seen(clientId, List.of(present), List.of(values));
  }

  /// Writes the measures `from` to `to` at `at` and returns where they end; no branch depends on a
  /// value.
  private int image(long[] slots, int from, int to, int at) {
    long present = 0;
    long wide = 0;
    int n = at + 2 * Long.BYTES;
    for (int i = from; i < to; i++) {
      int ordinal = reads[i];
      long is = slots[ordinal >> 6] >>> ordinal & 1;
      long value = slots[MeasureBoard.HEADER + ordinal] & -is;
      long high = value ^ (int) value;
      long broad = (high | -high) >>> 63;
      present |= is << i;
      wide |= broad << i;
      LONG_LE.set(image, n, value);
      n += Integer.BYTES << broad;
    }
    LONG_LE.set(image, at, present);
    LONG_LE.set(image, at + Long.BYTES, wide);
    return n;
  }

  /// The guard's answer `code` in the words of the limit behind it.
  ///
  /// @param code what [Guard#check] returned for `slots`, not 0
  /// @param subject the order's client id
  /// @throws IllegalArgumentException if no limit refuses `slots` with this code
  public Objection objection(int code, long[] slots, int instrument, Side side, String subject) {
    Measures measures = new SlotMeasures(slots);
    Reading reading = reading(code, measures);
    Limit limit = reading.limit();
    String says = LimitSays.text(reading, measures);
    return switch (reading) {
      case Reading.Judged j ->
          new Objection(
              Stage.GUARD,
              limit.id(),
              instrument,
              side,
              subject,
              limit.text(),
              j.value(),
              j.bound(),
              j.beyond(),
              says);
      case Reading.OutOfRange o -> {
        MeasureRange range = o.range();
        long bound = o.value() < range.min() ? range.min() : range.max();
        long beyond =
            BigInteger.valueOf(o.value())
                .subtract(BigInteger.valueOf(bound))
                .abs()
                .min(BigInteger.valueOf(Long.MAX_VALUE))
                .longValueExact();
        yield unread(limit, o.measure(), instrument, side, subject, o.value(), bound, beyond, says);
      }
      case Reading.Absent a -> unread(limit, a.measure(), instrument, side, subject, 0, 0, 0, says);
      case Reading.NoRow n -> {
        String condition = limit.text() + ", with a row for it in the table " + n.table().name();
        yield new Objection(
            Stage.GUARD, limit.id(), instrument, side, subject, condition, 0, 0, 0, says);
      }
      case Reading.NotBinding _ ->
          throw new IllegalArgumentException("limit " + limit.id() + " does not bind");
    };
  }

  private Reading reading(int code, Measures measures) {
    if (code > 0) {
      return policy.read(limits.get(code - 1), measures);
    }
    for (Limit limit : limits) {
      Reading reading = policy.read(limit, measures);
      boolean found =
          switch (reading) {
            case Reading.Absent a -> a.measure().ordinal() == -code - 1;
            case Reading.OutOfRange o -> o.measure().ordinal() == -code - 1;
            case Reading.Judged _, Reading.NoRow _, Reading.NotBinding _ -> false;
          };
      if (found) {
        return reading;
      }
    }
    throw new IllegalArgumentException("no limit refuses these measures with code " + code);
  }

  private static Objection unread(
      Limit limit,
      MeasureId measure,
      int instrument,
      Side side,
      String subject,
      long value,
      long bound,
      long beyond,
      String says) {
    String condition = limit.text() + ", with " + measure.text() + " present and in range";
    return new Objection(
        Stage.GUARD, limit.id(), instrument, side, subject, condition, value, bound, beyond, says);
  }
}
