package dev.warrant.execution.guard;

import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.knowledge.order.Objection;
import dev.warrant.knowledge.order.Stage;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.knowledge.unit.Side;
import dev.warrant.rules.limit.Limit;
import java.security.DigestException;
import java.security.MessageDigest;
import java.util.List;

/// A guard with what is needed to speak about its answers. [#guard] may be used by any thread; the
/// rest belongs to one thread, the sequencer.
public final class CompiledGuard {
  private final Guard guard;
  private final Margins margins;
  private final byte[] bytes;
  private final Digest digest;
  private final List<Limit> limits;
  private final Plan plan;
  private final MeasureId[] reads;
  private final MessageDigest sha = Digest.newSha256();
  private final byte[] image;

  CompiledGuard(Plan plan, List<Limit> limits) {
    this.bytes = GuardCode.write(plan);
    this.guard = Emit.instance(bytes, Guard.class);
    this.margins = Emit.instance(MarginCode.write(plan), Margins.class);
    this.digest = Digest.sha256(bytes);
    this.limits = List.copyOf(limits);
    this.plan = plan;
    this.reads = plan.reads().toArray(MeasureId[]::new);
    this.image = new byte[Math.max(Digest.BYTES, 9 * reads.length)];
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

  /// How far the order is inside limit `index`, in the scale of the limit's sides and rounded down;
  /// negative outside, 0 for an index of `-1`. Allocates nothing.
  public long margin(int index, long[] slots) {
    if (index < 0) {
      return 0;
    }
    int key = (index + 1) * Margins.VALUES;
    long left = margins.value(key + Margins.LEFT, slots);
    long right = margins.value(key + Margins.RIGHT, slots);
    long under = margins.value(key + Margins.DENOMINATOR, slots);
    return switch (limits.get(index).require().op()) {
      case LE, LT -> Math.floorDiv(right - left, under);
      case GE, GT -> Math.floorDiv(left - right, under);
      case EQ, NE -> 0;
    };
  }

  /// Digest of the measures the guard reads: for each, in order of ordinals, whether it is present
  /// and its value (8 bytes, big-endian; zero if absent).
  public Digest measuresDigest(long[] slots) {
    int n = 0;
    for (MeasureId id : reads) {
      boolean present = MeasureBoard.present(slots, id);
      image[n++] = (byte) (present ? 1 : 0);
      long value = present ? slots[MeasureBoard.slot(id)] : 0;
      for (int shift = 56; shift >= 0; shift -= 8) {
        image[n++] = (byte) (value >>> shift);
      }
    }
    sha.update(image, 0, n);
    try {
      sha.digest(image, 0, Digest.BYTES);
    } catch (DigestException e) {
      throw new IllegalStateException("SHA-256 does not fit " + image.length + " bytes", e);
    }
    return Digest.read(image, 0);
  }

  /// The guard's answer `code` in words.
  ///
  /// @param code what [Guard#check] returned for `slots`, not 0
  /// @param subject the order's client id
  public Objection objection(int code, long[] slots, int instrument, Side side, String subject) {
    if (code == 0) {
      throw new IllegalArgumentException("code 0 admits; there is nothing to object");
    }
    return code < 0
        ? unreadable(MeasureId.values()[-code - 1], slots, instrument, side, subject)
        : violated(limits.get(code - 1), slots, instrument, side, subject);
  }

  private Objection unreadable(
      MeasureId id, long[] slots, int instrument, Side side, String subject) {
    Span range = plan.ranges().get(id);
    String where = range == null ? "" : " in " + range;
    String condition = id.text() + " present" + where;
    long value = slots[MeasureBoard.slot(id)];
    if (range == null || !MeasureBoard.present(slots, id)) {
      String says = "The measure " + id.text() + " is absent, and absence refuses.";
      return objection(id.text(), instrument, side, subject, condition, 0, 0, 0, says);
    }
    long low = range.lo().longValueExact();
    long bound = value < low ? low : range.hi().longValueExact();
    long distance = saturatedDistance(value, bound);
    String says =
        "The measure " + id.text() + " is " + value + ", outside its declared range " + range + ".";
    return objection(id.text(), instrument, side, subject, condition, value, bound, distance, says);
  }

  private Objection violated(Limit limit, long[] slots, int instrument, Side side, String subject) {
    int key = limit.number() * Margins.VALUES;
    long left = margins.value(key + Margins.LEFT, slots);
    long right = margins.value(key + Margins.RIGHT, slots);
    long under = margins.value(key + Margins.DENOMINATOR, slots);
    boolean fromAbove =
        switch (limit.require().op()) {
          case LE, LT, EQ, NE -> true;
          case GE, GT -> false;
        };
    // Rounded apart, so that what was refused never looks admissible.
    long value = fromAbove ? Math.ceilDiv(left, under) : Math.floorDiv(left, under);
    long bound = fromAbove ? Math.floorDiv(right, under) : Math.ceilDiv(right, under);
    String says = Says.fill(limit, slots, value, bound);
    return objection(
        limit.id(),
        instrument,
        side,
        subject,
        limit.text(),
        value,
        bound,
        saturatedDistance(value, bound),
        says);
  }

  private static Objection objection(
      String rule,
      int instrument,
      Side side,
      String subject,
      String condition,
      long value,
      long bound,
      long distance,
      String says) {
    return new Objection(
        Stage.GUARD, rule, instrument, side, subject, condition, value, bound, distance, says);
  }

  private static long saturatedDistance(long a, long b) {
    long high = Math.max(a, b);
    long low = Math.min(a, b);
    return low < 0 && high > Long.MAX_VALUE + low ? Long.MAX_VALUE : high - low;
  }
}
