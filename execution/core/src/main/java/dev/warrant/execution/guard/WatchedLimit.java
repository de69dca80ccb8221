package dev.warrant.execution.guard;

import dev.warrant.execution.ledger.Exact;
import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.rules.limit.Cond;
import dev.warrant.rules.limit.Limit;
import dev.warrant.rules.limit.Reading;
import dev.warrant.rules.pack.PolicyPack;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;

/// One limit as it is looked at again and again, without any order: in machine integers that the
/// declared ranges keep exact, and allocating nothing. It says what the limit's exact reading says.
public final class WatchedLimit {
  /// How it stands.
  public enum State {
    /// A measure it reads is absent or outside its range, so nothing can be said.
    UNREAD,
    /// It does not bind now.
    FREE,
    KEPT,
    BROKEN
  }

  private static final long SAFE = Long.MAX_VALUE / 10;

  private final Limit limit;
  private final Row row;
  private final int[] reads;
  private final long[] least;
  private final long[] most;

  private WatchedLimit(Row row, Map<MeasureId, Span> ranges) {
    this.limit = row.limit();
    this.row = row;
    List<MeasureId> ids = row.reads();
    reads = new int[ids.size()];
    least = new long[reads.length];
    most = new long[reads.length];
    for (int i = 0; i < reads.length; i++) {
      Span range = ranges.getOrDefault(ids.get(i), Span.of(Long.MIN_VALUE, Long.MAX_VALUE));
      reads[i] = ids.get(i).ordinal();
      least[i] = range.lo().longValueExact();
      most[i] = range.hi().longValueExact();
    }
  }

  /// A limit of `pack`.
  ///
  /// @throws UncompilableLimitException if it cannot be made exact in 64-bit arithmetic
  public static WatchedLimit of(PolicyPack pack, Limit limit) {
    Map<MeasureId, Span> ranges = GuardCompiler.declared(pack);
    return new WatchedLimit(Normaliser.row(limit, ranges), ranges);
  }

  /// The limit.
  public Limit limit() {
    return limit;
  }

  /// How it stands, whether it binds all orders or increasing ones.
  public State state(long[] slots) {
    for (int i = 0; i < reads.length; i++) {
      if (!MeasureBoard.present(slots, reads[i])) {
        return State.UNREAD;
      }
      long value = slots[MeasureBoard.HEADER + reads[i]];
      if (value < least[i] || value > most[i]) {
        return State.UNREAD;
      }
    }
    if (!Worth.holds(row.when(), slots)) {
      return State.FREE;
    }
    return Worth.holds(row.require(), slots) ? State.KEPT : State.BROKEN;
  }

  /// How much of it is used, as [Reading.Judged#utilisationPpm] says; only while it is kept or
  /// broken.
  public long usedPpm(long[] slots) {
    long left = Worth.of(row.require().left(), slots);
    long right = Worth.of(row.require().right(), slots);
    Cond.Op op = row.require().op();
    long used = op == Cond.Op.GE ? right : left;
    long allowed = op == Cond.Op.GE ? left : right;
    if (op == Cond.Op.EQ || allowed <= 0) {
      return inside(op, left, right) ? 0 : Reading.UTILISATION_PPM_MAX;
    }
    if (used <= 0) {
      return 0;
    }
    if (used / allowed >= 10) {
      return Reading.UTILISATION_PPM_MAX;
    }
    long ppm = allowed > SAFE ? wide(used, allowed) : -Exact.scaled(-used, allowed, 6);
    return Math.min(ppm, Reading.UTILISATION_PPM_MAX);
  }

  /// The same beyond what long division holds; no amount of a desk is so large.
  private static long wide(long used, long allowed) {
    BigInteger by = BigInteger.valueOf(allowed);
    BigInteger parts = BigInteger.valueOf(used).multiply(BigInteger.valueOf(1_000_000));
    return parts.add(by).subtract(BigInteger.ONE).divide(by).longValueExact();
  }

  /// Whether the margin is not negative.
  private static boolean inside(Cond.Op op, long left, long right) {
    return switch (op) {
      case LE, LT -> left <= right;
      case GE, GT -> left >= right;
      case EQ -> left == right;
      case NE -> true;
    };
  }
}
