package dev.warrant.reasoning.ask;

import dev.warrant.knowledge.deliberate.Cut;
import dev.warrant.knowledge.fact.Fact;
import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.knowledge.order.Intent;
import dev.warrant.knowledge.order.Objection;
import dev.warrant.knowledge.order.Urgency;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.knowledge.unit.Side;
import dev.warrant.reasoning.feasible.CutMeasures;
import dev.warrant.reasoning.feasible.Feasible;
import dev.warrant.reasoning.feasible.Proposal;
import dev.warrant.reasoning.feasible.Room;
import dev.warrant.rules.limit.Limit;
import dev.warrant.rules.limit.LimitReader;
import dev.warrant.rules.limit.LimitSays;
import dev.warrant.rules.limit.MeasureRange;
import dev.warrant.rules.limit.Rational;
import dev.warrant.rules.pack.PolicyPack;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Which limits left no size, and the least change of measures under which they would have left
/// one. It reads the limits by exact arithmetic; the engines confirm.
final class LimitGuide {
  private static final int FACTOR = 2;

  private final PolicyPack policy;
  private final List<Instrument> instruments;
  private final Cut cut;
  private final List<Intent> intents;
  private final Levers levers;
  private final String version;
  private final List<One> limits = new ArrayList<>();

  /// @param intents those that limits refused
  LimitGuide(
      PolicyPack policy,
      List<Instrument> instruments,
      Cut cut,
      List<Intent> intents,
      String version) {
    this.policy = policy;
    this.instruments = instruments;
    this.cut = cut;
    this.intents = List.copyOf(intents);
    this.version = version;
    levers = new Levers(instruments.get(intents.getFirst().instrument()), policy);
    policy.limits().forEach(l -> limits.add(new One(l)));
  }

  /// What `pack` leaves `intent` in `moment`.
  private Room room(PolicyPack pack, Intent intent, Cut moment) {
    Feasible feasible =
        new Feasible(pack, instruments, 1, CutMeasures.of(moment.facts()), new Unasked());
    for (Fact fact : moment.facts()) {
      if (fact instanceof Fact.Quote q && q.instrument() == intent.instrument()) {
        boolean atBid = (intent.side() == Side.BUY) != (intent.urgency() == Urgency.URGENT);
        return feasible.claim(new Proposal(intent, atBid ? q.bid() : q.ask())).room();
      }
    }
    throw new IllegalArgumentException("no quote of instrument " + intent.instrument());
  }

  private boolean leaves(PolicyPack pack, Move move) {
    Cut moment = move.settings().isEmpty() ? cut : move.in(cut, instruments);
    return intents.stream().anyMatch(i -> room(pack, i, moment) instanceof Room.Interval);
  }

  /// Every limit that by itself leaves no size, nearest first; if none does, those that do so
  /// together.
  List<Obstacle> obstacles(List<Objection> raised) {
    List<Obstacle> out = new ArrayList<>();
    for (One one : limits) {
      for (Intent intent : intents) {
        if (room(one.alone, intent, cut) instanceof Room.Nothing n) {
          n.objections().forEach(o -> out.add(obstacle(one.limit, o)));
        }
      }
    }
    if (out.isEmpty()) {
      for (Objection o : raised) {
        Limit limit = find(o.rule());
        out.add(limit == null ? Told.of(o, version, String::valueOf) : obstacle(limit, o));
      }
    }
    return out.stream().distinct().sorted(Comparator.comparing(Obstacle::relative)).toList();
  }

  private @Nullable Limit find(String id) {
    return policy.limits().stream().filter(l -> l.id().equals(id)).findFirst().orElse(null);
  }

  private Obstacle obstacle(Limit limit, Objection o) {
    boolean number =
        o.distance() > 0
            && LimitReader.reads(limit).stream().anyMatch(m -> m.unit() != MeasureId.Unit.NUMBER);
    long of = Math.max(1, Math.max(Math.abs(o.limit()), Math.abs(o.value())));
    return new Obstacle(
        o.stage(),
        o.subject(),
        limit.id(),
        version,
        limit.text(),
        limit.file(),
        LimitSays.beyond(limit, o.value()),
        LimitSays.beyond(limit, o.limit()),
        number ? LimitSays.beyond(limit, o.distance()) : "",
        number ? Rational.of(o.distance()).over(Rational.of(of)) : Obstacle.FAR,
        o.says());
  }

  /// Measures that the refusing limits rest on.
  List<Lever> levers() {
    Set<MeasureId> names = EnumSet.noneOf(MeasureId.class);
    for (One one : limits) {
      if (!one.holds(Move.NONE)) {
        names.addAll(basis(one.limit));
      }
    }
    if (names.isEmpty()) {
      limits.forEach(one -> names.addAll(basis(one.limit)));
    }
    return levers.measures(cut, names);
  }

  /// The least change of one measure, or else of several, each of which mends some limits.
  Optional<Move> move(List<Lever> open) {
    Optional<Setting> single =
        new Closest(s -> leaves(policy, Move.NONE.with(s)), FACTOR, 0).of(open, this::ends);
    return single.isPresent()
        ? single.map(Move.NONE::with)
        : new Cover(limits, m -> leaves(policy, m)).least();
  }

  /// Where a measure enters and leaves its declared range.
  private SortedSet<Long> ends(Lever lever) {
    SortedSet<Long> out = new TreeSet<>();
    for (MeasureRange range : policy.measures()) {
      if (range.measure().text().equals(lever.name())) {
        out.add(range.min());
        out.add(range.max());
      }
    }
    return out;
  }

  /// What a limit's measures are computed from before there is an order: the ledger's and the
  /// market's, in place of the order's own.
  static Set<MeasureId> basis(Limit limit) {
    Set<MeasureId> out = EnumSet.noneOf(MeasureId.class);
    for (MeasureId id : LimitReader.reads(limit)) {
      switch (id) {
        case ORDER_PRICE, ORDER_NOTIONAL -> out.add(MeasureId.MARKET_SPREAD);
        case ORDER_WORST_AFTER -> position(out);
        case ORDER_WORST_NOTIONAL_AFTER, ORDER_NET_AFTER -> {
          position(out);
          out.add(MeasureId.MARKET_MARK);
        }
        case ORDER_GROSS_AFTER -> {
          position(out);
          out.add(MeasureId.MARKET_MARK);
          out.add(MeasureId.PORTFOLIO_GROSS);
        }
        default -> out.add(id);
      }
    }
    return out;
  }

  private static void position(Set<MeasureId> out) {
    out.add(MeasureId.POSITION_NET);
    out.add(MeasureId.POSITION_WORST_LONG);
    out.add(MeasureId.POSITION_WORST_SHORT);
  }

  /// A limit as if it were the only one.
  private final class One implements Cover.Condition {
    private final Limit limit;
    private final PolicyPack alone;

    One(Limit limit) {
      this.limit = limit;
      alone =
          new PolicyPack(
              policy.name(), policy.version(), policy.digest(), policy.measures(), List.of(limit));
    }

    @Override
    public List<Lever> levers() {
      return levers.measures(cut, basis(limit));
    }

    @Override
    public SortedSet<Long> hints(Lever lever) {
      return ends(lever);
    }

    @Override
    public boolean holds(Move move) {
      return leaves(alone, move);
    }
  }
}
