package dev.warrant.governance.audit;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warrant.execution.guard.SlotMeasures;
import dev.warrant.knowledge.event.Derived;
import dev.warrant.rules.limit.Cond;
import dev.warrant.rules.limit.Expr;
import dev.warrant.rules.limit.Limit;
import dev.warrant.rules.limit.LimitSays;
import dev.warrant.rules.limit.Rational;
import dev.warrant.rules.limit.Reading;
import dev.warrant.rules.pack.PolicyReading;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Orders that were admitted close to a limit, the closest first. How close is the margin as a part
/// of the larger side of the limit, as the guard measures it.
///
/// From the record alone it is told of the limit that was closest to each order, where that limit's
/// bound is a number or nothing was left. Where the bound moves with the market or the equity, and
/// of every other limit, the run has to be played again: then the guard's own measures are there.
public final class NearLimit {
  /// One order near one limit.
  ///
  /// @param at both sides; null if only the margin is known
  /// @param partPpm margin as a part of the larger side
  /// @param closest whether it is the limit the record calls the closest
  private record Near(
      RunRecord.Sent order,
      Limit limit,
      Reading.@Nullable Judged at,
      long partPpm,
      boolean closest) {
    private static final Comparator<Near> ORDER =
        Comparator.comparingLong(Near::partPpm)
            .thenComparingLong(n -> n.order().at().seq())
            .thenComparingInt(n -> n.order().at().ordinal())
            .thenComparingInt(n -> n.limit().number());

    long slack() {
      return at == null ? 0 : at.slack();
    }

    String toSpare() {
      return LimitSays.margin(limit, slack());
    }

    String stood() {
      return at == null ? "its bound" : LimitSays.near(at);
    }
  }

  private final RunRecord record;
  private final RunPolicies policies;
  private final long withinPpm;
  private final List<Near> near = new ArrayList<>();
  private final SortedMap<String, Integer> moving = new TreeMap<>();
  private final List<String> alarms = new ArrayList<>();
  private long @Nullable [] asked;

  private NearLimit(RunRecord record, long withinPpm) {
    this.record = record;
    this.withinPpm = withinPpm;
    policies = new RunPolicies(record.run());
  }

  /// From the record alone.
  public static Told recorded(RunRecord record, long withinPpm) {
    NearLimit out = new NearLimit(record, withinPpm);
    record.orders().forEach(out::recorded);
    return out.told(false);
  }

  /// Played again: every limit, and the record held against it.
  public static Told rebuilt(RunRecord record, long withinPpm, Rebuilding rebuilding) {
    NearLimit out = new NearLimit(record, withinPpm);
    rebuilding
        .heardBy((_, code, slots) -> out.asked = code == 0 ? slots : out.asked)
        .conclusions(record.run(), Long.MAX_VALUE, (_, derived) -> out.heard(derived));
    return out.told(true);
  }

  private void recorded(RunRecord.Sent order) {
    Derived.Admitted a = order.admitted();
    if (a == null || a.bindingLimit() < 0) {
      return;
    }
    Limit limit = policies.limits(order).get(a.bindingLimit());
    Rational bound = number(limit);
    if (bound == null && a.margin() == 0) {
      near.add(new Near(order, limit, null, 0, true));
      return;
    }
    if (bound == null) {
      moving.merge(limit.id(), 1, Integer::sum);
      return;
    }
    Rational margin =
        limit.ratio()
            ? Rational.of(a.margin()).over(Rational.of(1_000_000))
            : Rational.of(a.margin());
    boolean most = limit.require().op() == Cond.Op.LE || limit.require().op() == Cond.Op.LT;
    Rational left = most ? bound.minus(margin) : bound.plus(margin);
    add(order, new Reading.Judged(limit, left, bound, margin, true));
  }

  /// The right side of a limit, if it is always the same.
  private static @Nullable Rational number(Limit limit) {
    Expr right = limit.require().right();
    if (right instanceof Expr.Num n) {
      return Rational.of(n);
    }
    Expr.Num value = right instanceof Expr.Param p ? limit.parameters().get(p.name()) : null;
    return value == null ? null : Rational.of(value);
  }

  private void heard(Derived derived) {
    long[] slots = asked;
    if (derived instanceof Derived.Ordered o && slots != null) {
      RunRecord.Sent order = record.order(o.order().clientId());
      if (order == null || !order.order().equals(o.order())) {
        alarms.add("order " + o.order().clientId() + " is not recorded as it is rebuilt");
        return;
      }
      SlotMeasures measures = new SlotMeasures(slots);
      PolicyReading reading = new PolicyReading(policies.pack(order.packs().policy()));
      for (Limit limit : policies.limits(order)) {
        if (reading.read(limit, measures) instanceof Reading.Judged j) {
          add(order, j);
        }
      }
    } else if (derived instanceof Derived.Admitted a) {
      RunRecord.Sent order = record.order(a.clientId());
      if (order != null && !a.equals(order.admitted())) {
        alarms.add(a.clientId() + ": recorded is " + order.admitted() + ", rebuilt is " + a);
      }
    }
  }

  private void add(RunRecord.Sent order, Reading.Judged judged) {
    Limit limit = judged.limit();
    boolean flag = limit.require().op() == Cond.Op.EQ || limit.require().op() == Cond.Op.NE;
    boolean own = limit.owner().equals("warrant");
    Rational larger = max(judged.lhs().abs(), judged.rhs().abs());
    if (flag || own || larger.signum() == 0) {
      return;
    }
    long part =
        judged.margin().times(Rational.of(1_000_000)).over(larger).saturated(RoundingMode.FLOOR);
    Derived.Admitted a = order.admitted();
    boolean closest =
        a != null
            && a.bindingLimit() >= 0
            && policies.limits(order).get(a.bindingLimit()).id().equals(limit.id());
    if (part <= withinPpm) {
      near.add(new Near(order, limit, judged, part, closest));
    }
  }

  private static Rational max(Rational a, Rational b) {
    return a.compareTo(b) < 0 ? b : a;
  }

  private Told told(boolean rebuilt) {
    near.sort(Near.ORDER);
    int orders = record.orders().size();
    long found = near.stream().map(n -> n.order().id()).distinct().count();
    ObjectNode o = new ObjectMapper().createObjectNode();
    o.put("run", record.run().id()).put("withinPpm", withinPpm).put("orders", orders);
    o.put("rebuilt", rebuilt).put("near", found);
    ArrayNode all = o.putArray("orderLimits");
    Columns table = new Columns("order", "margin", "to spare", "limit", "stood at", "sent");
    for (Near n : near) {
      json(all.addObject(), n);
      table.row(
          n.order().id(),
          Share.says(n.partPpm()),
          n.toSpare(),
          n.limit().id() + (n.closest() || !rebuilt ? "" : " (not the closest)"),
          n.stood(),
          record.words(n.order().order()) + ", " + Clocks.instant(n.order().at().nanos()));
    }
    moving.forEach(o.putObject("boundMoves")::put);
    alarms.forEach(o.putArray("alarms")::add);
    StringBuilder out = new StringBuilder();
    alarms.forEach(a -> out.append("ALARM: ").append(a).append('\n'));
    out.append(
        "%s: %d of %d orders were admitted within %s of a limit; times by %s"
            .formatted(
                record.run().id(), found, orders, Share.says(withinPpm), record.clocks().says()));
    out.append(near.isEmpty() ? "" : table);
    if (!moving.isEmpty()) {
      out.append("\nnot told: orders whose closest limit has a bound that moves: ");
      out.append(moving).append("\nMaybe --rebuild, which plays the run again.");
    }
    return new Told(o, out.toString(), alarms.isEmpty() ? 0 : 1);
  }

  private void json(ObjectNode o, Near n) {
    Limit limit = n.limit();
    o.put("order", n.order().id()).put("limit", limit.id()).put("marginPpm", n.partPpm());
    o.put("margin", n.slack()).put("toSpare", n.toSpare()).put("closest", n.closest());
    o.put("unit", limit.shown()).put("stoodAt", n.stood()).put("limitAt", limit.file());
    Reading.Judged at = n.at();
    if (at != null) {
      o.put("value", at.value()).put("bound", at.bound());
    }
    o.put("says", record.words(n.order().order()));
    o.set("sent", n.order().clocks().json(n.order().at().nanos()));
  }
}
