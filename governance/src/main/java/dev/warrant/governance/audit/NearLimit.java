package dev.warrant.governance.audit;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warrant.execution.guard.CompiledGuard;
import dev.warrant.execution.guard.SlotMeasures;
import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.rules.limit.Cond;
import dev.warrant.rules.limit.Limit;
import dev.warrant.rules.limit.LimitSays;
import dev.warrant.rules.limit.Rational;
import dev.warrant.rules.limit.Reading;
import dev.warrant.rules.pack.PolicyReading;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Orders that were admitted close to a limit, the closest first. How close is the margin as a part
/// of the larger side of the limit, as the guard measures it, from the measures that it is recorded
/// to have seen and the limits of the policy beside the run; these must be the limits the journal
/// states, and the measures those its admission names. A limit that is a flag or an equality has no
/// margin, and rows of the warrant are none of the policy's.
public final class NearLimit {
  /// One order near one limit.
  ///
  /// @param at both sides
  /// @param partPpm margin as a part of the larger side
  /// @param closest whether it is the limit the record calls the closest
  private record Near(RunRecord.Sent order, Reading.Judged at, long partPpm, boolean closest) {
    private static final Comparator<Near> ORDER =
        Comparator.comparingLong(Near::partPpm)
            .thenComparingLong(n -> n.order().at().seq())
            .thenComparingInt(n -> n.order().at().ordinal())
            .thenComparingInt(n -> n.limit().number());

    Limit limit() {
      return at.limit();
    }

    String toSpare() {
      return LimitSays.margin(limit(), at.slack());
    }
  }

  /// A guard of a policy beside the run.
  private record Asked(CompiledGuard guard, PolicyReading reading, Derived.LimitsInForce stated) {
    static Asked of(CompiledGuard guard, String name) {
      return new Asked(guard, new PolicyReading(guard.pack()), guard.stated(name));
    }
  }

  private static final String DIED = "the desk died before it wrote what its guard saw";
  private static final String OLDER = "the run is from before what a guard saw was written";

  private final RunRecord record;
  private final RunPolicies policies;
  private final long withinPpm;
  private final List<Near> near = new ArrayList<>();
  private final Map<String, List<String>> untold = new LinkedHashMap<>();
  private final List<String> alarms = new ArrayList<>();
  private final Map<String, Asked> asked = new TreeMap<>();
  private final boolean written;

  private NearLimit(RunRecord record, long withinPpm) {
    this.record = record;
    this.withinPpm = withinPpm;
    written = record.orders().stream().anyMatch(o -> o.saw() != null);
    policies = new RunPolicies(record.run());
  }

  /// Orders within `withinPpm` of a limit.
  ///
  /// @throws IllegalStateException if a policy of the run is not there any more
  public static Told of(RunRecord record, long withinPpm) {
    NearLimit out = new NearLimit(record, withinPpm);
    record.orders().forEach(out::order);
    return out.told();
  }

  private void order(RunRecord.Sent order) {
    GuardSaw saw = order.saw();
    Derived.Admitted admitted = order.admitted();
    if (saw == null || admitted == null) {
      untold.computeIfAbsent(written ? DIED : OLDER, _ -> new ArrayList<>()).add(order.id());
      return;
    }
    Digest policy = order.packs().policy();
    Asked by =
        asked.computeIfAbsent(
            saw.asked().guard() + policy.hex(),
            _ -> Asked.of(policies.guard(policy, order.id()), saw.asked().guard()));
    long[] slots = saw.slots();
    String off =
        !saw.asked().equals(by.stated())
            ? "the limits stated are not those of policy " + policy.brief()
            : by.guard().measuresDigest(slots).equals(admitted.measures())
                ? ""
                : "the measures recorded are not those its admission names";
    if (off.isEmpty()) {
      limits(order, by, slots, admitted.bindingLimit());
    } else {
      alarms.add(order.id() + " is not told: " + off);
    }
  }

  private void limits(RunRecord.Sent order, Asked by, long[] slots, int closest) {
    SlotMeasures measures = new SlotMeasures(slots);
    CompiledGuard guard = by.guard();
    for (int i = 0; i < guard.limits().size(); i++) {
      Limit limit = guard.limits().get(i);
      boolean flag = limit.require().op() == Cond.Op.EQ || limit.require().op() == Cond.Op.NE;
      if (!flag
          && !limit.owner().equals("warrant")
          && guard.near(i, slots, withinPpm)
          && by.reading().read(limit, measures) instanceof Reading.Judged judged) {
        near.add(new Near(order, judged, partPpm(judged), i == closest));
      }
    }
  }

  private static long partPpm(Reading.Judged judged) {
    Rational larger = max(judged.lhs().abs(), judged.rhs().abs());
    return judged.margin().times(Rational.of(1_000_000)).over(larger).saturated(RoundingMode.FLOOR);
  }

  private static Rational max(Rational a, Rational b) {
    return a.compareTo(b) < 0 ? b : a;
  }

  private Told told() {
    near.sort(Near.ORDER);
    int orders = record.orders().size();
    long found = near.stream().map(n -> n.order().id()).distinct().count();
    ObjectNode o = new ObjectMapper().createObjectNode();
    o.put("run", record.run().id()).put("withinPpm", withinPpm).put("orders", orders);
    o.put("near", found);
    ArrayNode all = o.putArray("orderLimits");
    Columns table = new Columns("order", "margin", "to spare", "limit", "stood at", "sent");
    for (Near n : near) {
      json(all.addObject(), n);
      table.row(
          n.order().id(),
          Share.says(n.partPpm()),
          n.toSpare(),
          n.limit().id() + (n.closest() ? "" : " (not the closest)"),
          LimitSays.near(n.at()),
          record.words(n.order().order()) + ", " + Clocks.instant(n.order().at().nanos()));
    }
    ObjectNode not = o.putObject("notTold");
    untold.forEach((why, ids) -> ids.forEach(not.putArray(why)::add));
    alarms.forEach(o.putArray("alarms")::add);
    StringBuilder out = new StringBuilder();
    alarms.forEach(a -> out.append("ALARM: ").append(a).append('\n'));
    out.append(
        "%s: %d of %d orders were admitted within %s of a limit; times by %s"
            .formatted(
                record.run().id(), found, orders, Share.says(withinPpm), record.clocks().says()));
    out.append(near.isEmpty() ? "" : table);
    untold.forEach((why, ids) ->
        out.append("\nnot told, since ").append(why).append(": ").append(String.join(", ", ids)));
    return new Told(o, out.toString(), alarms.isEmpty() ? 0 : 1);
  }

  private void json(ObjectNode o, Near n) {
    Limit limit = n.limit();
    o.put("order", n.order().id()).put("limit", limit.id()).put("marginPpm", n.partPpm());
    o.put("margin", n.at().slack()).put("toSpare", n.toSpare()).put("closest", n.closest());
    o.put("unit", limit.shown()).put("stoodAt", LimitSays.near(n.at()));
    o.put("limitAt", limit.file()).put("value", n.at().value()).put("bound", n.at().bound());
    o.put("says", record.words(n.order().order()));
    o.set("sent", n.order().clocks().json(n.order().at().nanos()));
  }
}
