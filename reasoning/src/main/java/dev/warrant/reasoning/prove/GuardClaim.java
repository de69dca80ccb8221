package dev.warrant.reasoning.prove;

import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.rules.limit.Binds;
import dev.warrant.rules.limit.Cond;
import dev.warrant.rules.limit.Expr;
import dev.warrant.rules.limit.Layer;
import dev.warrant.rules.limit.Limit;
import dev.warrant.rules.limit.MeasureRange;
import dev.warrant.rules.pack.PolicyPack;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// What a guard is claimed to do: ask these limits in this order, with these ranges. The rows that
/// no policy has to write, the warrant's and the exit's, are stated here a second time, so that
/// nothing is believed because the compiler of guards says so.
///
/// @param guard which guard: `entry` or `exit`
/// @param pack digest of the policy
/// @param ranges declared ranges; `order.increasing` is a flag whether declared or not
/// @param limits limit number `n` is `limits.get(n - 1)`
/// @param stated what the journal says the guard asks; claimed to be the same, if it is known
public record GuardClaim(
    String guard,
    Digest pack,
    List<MeasureRange> ranges,
    List<Limit> limits,
    Optional<Derived.LimitsInForce> stated) {
  public GuardClaim {
    ranges = List.copyOf(ranges);
    limits = List.copyOf(limits);
    for (int i = 0; i < limits.size(); i++) {
      if (limits.get(i).number() != i + 1) {
        throw new IllegalArgumentException(
            "limit "
                + limits.get(i).id()
                + " has number "
                + limits.get(i).number()
                + " at place "
                + (i + 1));
      }
    }
  }

  /// The same claim, and that what the journal states is just these limits.
  public GuardClaim stating(Derived.LimitsInForce limitsInForce) {
    return new GuardClaim(guard, pack, ranges, limits, Optional.of(limitsInForce));
  }

  /// The guard of orders under warrants: the policy's limits, then what the warrant allows.
  public static GuardClaim entry(PolicyPack pack) {
    List<Limit> limits = new ArrayList<>(pack.limits());
    Expr cap = read(MeasureId.WARRANT_CAP);
    add(limits, "warrant.cap", Binds.INCREASING, MeasureId.ORDER_WORST_AFTER, Cond.Op.LE, cap);
    Expr low = read(MeasureId.WARRANT_MIN_PRICE);
    add(limits, "warrant.minPrice", Binds.ALL, MeasureId.ORDER_PRICE, Cond.Op.GE, low);
    Expr high = read(MeasureId.WARRANT_MAX_PRICE);
    add(limits, "warrant.maxPrice", Binds.ALL, MeasureId.ORDER_PRICE, Cond.Op.LE, high);
    Expr one = new Expr.Num(1, 1);
    add(limits, "warrant.ordersLeft", Binds.ALL, MeasureId.WARRANT_ORDERS_LEFT, Cond.Op.GE, one);
    add(limits, "warrant.rateLeft", Binds.ALL, MeasureId.WARRANT_RATE_LEFT, Cond.Op.GE, one);
    Expr none = new Expr.Num(0, 1);
    add(limits, "warrant.expiresIn", Binds.ALL, MeasureId.WARRANT_EXPIRES_IN, Cond.Op.GT, none);
    return new GuardClaim("entry", pack.digest(), ranges(pack), limits, Optional.empty());
  }

  /// The guard of exits: the limits that bind all orders, and the order must be reduce-only.
  public static GuardClaim exit(PolicyPack pack) {
    List<Limit> limits = new ArrayList<>();
    for (Limit limit : pack.limits()) {
      if (limit.binds() == Binds.ALL) {
        limits.add(limit.at(limits.size() + 1));
      }
    }
    Expr one = new Expr.Num(1, 1);
    add(limits, "exit.reduceOnly", Binds.ALL, MeasureId.ORDER_REDUCE_ONLY, Cond.Op.EQ, one);
    return new GuardClaim("exit", pack.digest(), ranges(pack), limits, Optional.empty());
  }

  private static Expr read(MeasureId id) {
    return new Expr.Measured(id);
  }

  private static List<MeasureRange> ranges(PolicyPack pack) {
    List<MeasureRange> out = new ArrayList<>(pack.measures());
    out.removeIf(range -> range.measure() == MeasureId.ORDER_INCREASING);
    out.add(new MeasureRange(MeasureId.ORDER_INCREASING, 0, 1));
    return out;
  }

  private static void add(
      List<Limit> to, String id, Binds binds, MeasureId left, Cond.Op op, Expr right) {
    Cond.Compare require = new Cond.Compare(op, read(left), right);
    String other = right instanceof Expr.Measured(MeasureId m) ? m.text() : Words.shown(right);
    String text = left.text() + " " + Words.sign(op) + " " + other;
    to.add(
        new Limit(
            to.size() + 1,
            id,
            Layer.COMPLIANCE,
            binds,
            "",
            text,
            new Cond.Always(),
            require,
            new TreeMap<>(),
            "warrant",
            "built in"));
  }
}
