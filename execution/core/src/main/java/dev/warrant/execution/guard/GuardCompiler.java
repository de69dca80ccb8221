package dev.warrant.execution.guard;

import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.rules.limit.Binds;
import dev.warrant.rules.limit.Limit;
import dev.warrant.rules.limit.MeasureRange;
import dev.warrant.rules.pack.PolicyPack;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Compiles a policy into a guard: a hidden class of plain branches over `long`s with every
/// constant inlined, written with `java.lang.classfile` (JEP 484).
///
/// Each limit is first checked for the order it binds; then the measures it reads, presence and
/// range; then its condition; then its comparison. The first failure decides.
public final class GuardCompiler {
  private static final int LIMITS_MAX = 10_000;

  private GuardCompiler() {}

  /// The guard of orders under warrants: the policy's limits, then the warrant's rows.
  ///
  /// @throws UncompilableLimitException if a limit cannot be made exact in 64-bit arithmetic
  /// @throws IllegalArgumentException if the pack's limits are not numbered in the guard's order
  public static CompiledGuard compile(PolicyPack pack) {
    ordered(pack.limits());
    List<Limit> limits = new ArrayList<>(pack.limits());
    limits.addAll(BuiltIn.warrant(limits.size() + 1));
    return compile(pack, limits);
  }

  /// The guard of exits: only limits that bind all orders, and the order must be reduce-only.
  ///
  /// @throws UncompilableLimitException if a limit cannot be made exact in 64-bit arithmetic
  /// @throws IllegalArgumentException if the pack's limits are not numbered in the guard's order
  public static CompiledGuard compileExit(PolicyPack pack) {
    ordered(pack.limits());
    List<Limit> limits = new ArrayList<>();
    for (Limit limit : pack.limits()) {
      if (limit.binds() == Binds.ALL) {
        limits.add(limit.at(limits.size() + 1));
      }
    }
    limits.addAll(BuiltIn.exit(limits.size() + 1));
    return compile(pack, limits);
  }

  static Plan plan(PolicyPack pack, List<Limit> limits) {
    Map<MeasureId, Span> declared = declared(pack);
    Map<MeasureId, Span> open = new EnumMap<>(declared);
    for (MeasureId id : MeasureId.values()) {
      open.putIfAbsent(id, Span.of(Long.MIN_VALUE, Long.MAX_VALUE));
    }
    List<Row> rows = new ArrayList<>();
    for (Limit limit : limits) {
      // A warrant's rows only compare, so they need no declared range to be exact.
      rows.add(Normaliser.row(limit, BuiltIn.is(limit) ? open : declared));
    }
    return Plan.of(rows, declared);
  }

  private static CompiledGuard compile(PolicyPack pack, List<Limit> limits) {
    return new CompiledGuard(pack, plan(pack, limits), limits);
  }

  static Map<MeasureId, Span> declared(PolicyPack pack) {
    Map<MeasureId, Span> ranges = new EnumMap<>(MeasureId.class);
    ranges.put(MeasureId.ORDER_INCREASING, Span.of(0, 1));
    for (MeasureRange range : pack.measures()) {
      if (range.min() > range.max()) {
        throw new IllegalArgumentException(
            pack.name() + ": the range of " + range.measure().text() + " is empty: " + range);
      }
      ranges.put(range.measure(), Span.of(range.min(), range.max()));
    }
    Span increasing = ranges.get(MeasureId.ORDER_INCREASING);
    if (!Span.of(0, 1).equals(increasing)) {
      throw new IllegalArgumentException(
          pack.name() + ": order.increasing is a flag, its range must be 0..1, not " + increasing);
    }
    return ranges;
  }

  private static void ordered(List<Limit> limits) {
    if (limits.size() > LIMITS_MAX) {
      throw new IllegalArgumentException(limits.size() + " limits, expected at most " + LIMITS_MAX);
    }
    for (int i = 0; i < limits.size(); i++) {
      Limit limit = limits.get(i);
      if (limit.number() != i + 1
          || i > 0 && limits.get(i - 1).layer().compareTo(limit.layer()) > 0) {
        throw new IllegalArgumentException(
            limit.file()
                + ": limit "
                + limit.id()
                + " has number "
                + limit.number()
                + " at place "
                + (i + 1)
                + "; limits are numbered from 1 by layer, then id");
      }
    }
  }
}
