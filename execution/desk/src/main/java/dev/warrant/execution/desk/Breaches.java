package dev.warrant.execution.desk;

import dev.warrant.execution.executor.Executor;
import dev.warrant.execution.guard.SlotMeasures;
import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.knowledge.unit.Side;
import dev.warrant.rules.limit.Binds;
import dev.warrant.rules.limit.Limit;
import dev.warrant.rules.limit.LimitReader;
import dev.warrant.rules.limit.LimitSays;
import dev.warrant.rules.limit.Measures;
import dev.warrant.rules.limit.Reading;
import dev.warrant.rules.pack.PolicyPack;
import dev.warrant.rules.pack.PolicyReading;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;

/// Which limits of a policy the desk stands outside of without any order: those on worst cases,
/// positions, account and portfolio, read as the limits mean it, for an order of no lots. A limit
/// that reads anything about the order itself says nothing of how the desk stands.
final class Breaches {
  private static final Set<MeasureId> ONE =
      EnumSet.of(
          MeasureId.ORDER_WORST_AFTER,
          MeasureId.ORDER_WORST_NOTIONAL_AFTER,
          MeasureId.POSITION_NET,
          MeasureId.POSITION_WORST_LONG,
          MeasureId.POSITION_WORST_SHORT,
          MeasureId.MARKET_LIQUIDATION_DISTANCE);
  private static final Set<MeasureId> ALL =
      EnumSet.of(
          MeasureId.ORDER_GROSS_AFTER,
          MeasureId.ORDER_NET_AFTER,
          MeasureId.ACCOUNT_EQUITY,
          MeasureId.ACCOUNT_PEAK,
          MeasureId.ACCOUNT_DAILY_LOSS,
          MeasureId.ACCOUNT_MARGIN_USED,
          MeasureId.ACCOUNT_FREE,
          MeasureId.PORTFOLIO_HEAT,
          MeasureId.PORTFOLIO_GROSS);

  private Breaches() {}

  /// The breaches, by limit in the guard's order, then by instrument. Each is told once; where both
  /// sides of an instrument are outside, the buying one.
  static List<Derived.Breached> of(
      PolicyPack policy, Executor executor, int instruments, long nanos) {
    PolicyReading reader = new PolicyReading(policy);
    LinkedHashMap<String, Derived.Breached> found = new LinkedHashMap<>();
    for (Limit limit : policy.limits()) {
      if (!aboutStanding(limit)) {
        continue;
      }
      for (int i = 0; i < instruments; i++) {
        int where = meets(limit, ONE) ? i : -1;
        for (Side side : Side.values()) {
          Measures measures = new SlotMeasures(executor.standing(i, side, nanos));
          if (reader.read(limit, measures) instanceof Reading.Judged j && !j.admits()) {
            String says = LimitSays.text(j, measures);
            found.putIfAbsent(
                limit.id() + " " + where,
                new Derived.Breached(where, limit.id(), j.value(), j.bound(), says));
          }
        }
      }
    }
    return new ArrayList<>(found.values());
  }

  private static boolean aboutStanding(Limit limit) {
    if (limit.binds() != Binds.INCREASING || !(meets(limit, ONE) || meets(limit, ALL))) {
      return false;
    }
    for (MeasureId id : LimitReader.reads(limit)) {
      boolean ofOrder =
          id.kind() == MeasureId.Kind.WARRANT
              || id.kind() == MeasureId.Kind.ORDER && !ONE.contains(id) && !ALL.contains(id);
      if (ofOrder) {
        return false;
      }
    }
    return true;
  }

  private static boolean meets(Limit limit, Set<MeasureId> some) {
    return LimitReader.reads(limit).stream().anyMatch(some::contains);
  }
}
