package dev.warrant.reasoning.ask;

import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.knowledge.order.Objection;
import dev.warrant.knowledge.order.Stage;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.rules.limit.Limit;
import dev.warrant.rules.limit.LimitReader;
import dev.warrant.rules.limit.LimitSays;
import dev.warrant.rules.limit.MeasureNames;
import dev.warrant.rules.limit.Rational;
import dev.warrant.rules.pack.PolicyPack;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Why a guard refused an order that the executor wanted to send, and the least change of what it
/// saw under which its limit would not have; then the limit that would have refused next, and so
/// on. A limit is passed if the guard, asked again, admits the order or refuses it by a limit that
/// it asks later.
public final class WhyRefused {
  /// Looks at a limit that cost as much as one deliberation.
  private static final int LOOKS = 50;

  private final PolicyPack policy;
  private final List<Limit> limits;
  private final Levers levers;
  private final Possible possible;
  private final Function<Map<MeasureId, Long>, Optional<Objection>> guard;
  private final int fuel;

  /// @param policy in force
  /// @param limits what the guard asks, in order
  /// @param instrument of the order
  /// @param guard asked again: its objection to an order with these measures, or nothing
  /// @param fuel how much a question may cost, in deliberations
  public WhyRefused(
      PolicyPack policy,
      List<Limit> limits,
      Instrument instrument,
      Function<Map<MeasureId, Long>, Optional<Objection>> guard,
      int fuel) {
    this.policy = policy;
    this.limits = List.copyOf(limits);
    this.guard = guard;
    this.fuel = (int) Math.min(Integer.MAX_VALUE, (long) fuel * LOOKS);
    levers = new Levers(instrument, policy);
    possible = new Possible(policy);
  }

  /// What the question came to.
  ///
  /// @param was what the guard says of what it saw; empty if it admits that
  /// @param steps refusals, each after the changes before it
  /// @param through whether after the last of them it admits the order
  public record Answer(Optional<Objection> was, List<Step> steps, boolean through) {
    public Answer {
      steps = List.copyOf(steps);
    }
  }

  /// Asks about an order.
  ///
  /// @param saw the measures that were there
  public Answer ask(Map<MeasureId, Long> saw) {
    Optional<Objection> was = guard.apply(saw);
    Optional<Objection> next = was;
    Map<MeasureId, Long> now = saw;
    List<Step> steps = new ArrayList<>();
    int left = fuel;
    while (next.isPresent()) {
      Step step = step(now, next.get(), left);
      steps.add(step);
      if (step.move().isEmpty()) {
        return new Answer(was, steps, false);
      }
      left -= step.tried();
      now = after(now, step.move().get());
      next = guard.apply(now);
    }
    return new Answer(was, steps, true);
  }

  /// A refusal of which no change was looked for.
  ///
  /// @param why there was none
  public static Step unsearched(Objection o, String why) {
    Obstacle obstacle =
        new Obstacle(
            o.stage(), "", o.rule(), "", o.condition(), "", "", "", "", Obstacle.FAR, o.says());
    return new Step(o.stage(), List.of(obstacle), List.of(), Optional.empty(), why, 0);
  }

  private Step step(Map<MeasureId, Long> saw, Objection o, int left) {
    int place = place(o);
    Limit limit = limits.get(place);
    Obstacle obstacle = obstacle(limit, o);
    Set<MeasureId> reads = EnumSet.noneOf(MeasureId.class);
    reads.addAll(LimitReader.reads(limit));
    List<Lever> open = levers.seen(saw, reads);
    List<Limit> concerned = concerned(place, open);
    LeastChange search =
        new LeastChange(
            open,
            box -> concerned.stream().allMatch(l -> possible.admits(l, spans(saw, box))),
            move -> guard.apply(after(saw, move)).filter(x -> place(x) <= place).isEmpty(),
            left);
    Optional<Move> move = Optional.empty();
    String without = "";
    try {
      move = search.find();
      if (move.isEmpty()) {
        without =
            obstacle.numeric()
                ? "no change of the inputs that may be supposed others undoes it"
                : "no number decides it: none of the inputs that may be supposed others undoes it";
      }
    } catch (OutOfFuel e) {
      without = "the search ran out of fuel after " + left + " looks at the limit";
    }
    return new Step(
        Stage.GUARD, List.of(obstacle), open, move, without, left - Math.max(0, search.left()));
  }

  /// The limit of an objection, as a place among all.
  private int place(Objection o) {
    for (int i = 0; i < limits.size(); i++) {
      if (limits.get(i).id().equals(o.rule())) {
        return i;
      }
    }
    throw new IllegalStateException("the guard names limit " + o.rule() + ", which it never asks");
  }

  /// The limit that refused, and those asked before it that a change may set against the order.
  private List<Limit> concerned(int place, List<Lever> open) {
    List<Limit> out = new ArrayList<>(List.of(limits.get(place)));
    for (Limit before : limits.subList(0, place)) {
      List<MeasureId> reads = LimitReader.reads(before);
      if (open.stream().anyMatch(lever -> reads.contains(MeasureNames.find(lever.name())))) {
        out.add(before);
      }
    }
    return out;
  }

  private static Map<MeasureId, Possible.Span> spans(
      Map<MeasureId, Long> saw, LeastChange.Box box) {
    Map<MeasureId, Possible.Span> out = new EnumMap<>(MeasureId.class);
    saw.forEach((id, value) -> out.put(id, Possible.Span.of(value, value)));
    for (int i = 0; i < box.inputs(); i++) {
      out.put(measure(box.lever(i)), Possible.Span.of(box.low(i), box.high(i)));
    }
    return out;
  }

  private static Map<MeasureId, Long> after(Map<MeasureId, Long> saw, Move move) {
    Map<MeasureId, Long> out = new EnumMap<>(MeasureId.class);
    out.putAll(saw);
    move.settings().forEach(s -> out.put(measure(s.lever()), s.to()));
    return Collections.unmodifiableMap(out);
  }

  private static MeasureId measure(Lever lever) {
    MeasureId id = MeasureNames.find(lever.name());
    if (id == null) {
      throw new IllegalStateException("no measure " + lever.name());
    }
    return id;
  }

  private Obstacle obstacle(Limit limit, Objection o) {
    boolean number =
        o.distance() > 0
            && LimitReader.reads(limit).stream().anyMatch(m -> m.unit() != MeasureId.Unit.NUMBER);
    long of = Math.max(1, Math.max(Math.abs(o.limit()), Math.abs(o.value())));
    return new Obstacle(
        o.stage(),
        "",
        limit.id(),
        label(),
        limit.text(),
        limit.file(),
        LimitSays.beyond(limit, o.value()),
        LimitSays.beyond(limit, o.limit()),
        number ? LimitSays.beyond(limit, o.distance()) : "",
        number ? Rational.of(o.distance()).over(Rational.of(of)) : Obstacle.FAR,
        o.says());
  }

  private String label() {
    return "policy "
        + policy.name()
        + " "
        + policy.version()
        + " ("
        + policy.digest().brief()
        + ")";
  }
}
