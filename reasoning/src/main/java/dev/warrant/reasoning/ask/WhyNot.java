package dev.warrant.reasoning.ask;

import dev.warrant.knowledge.deliberate.Cut;
import dev.warrant.knowledge.deliberate.Deliberation;
import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.knowledge.order.Intent;
import dev.warrant.knowledge.order.Objection;
import dev.warrant.knowledge.order.Stage;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.reasoning.intent.RuleConditions;
import dev.warrant.reasoning.strategy.Sentences;
import dev.warrant.rules.limit.MeasureNames;
import dev.warrant.rules.pack.PolicyPack;
import dev.warrant.rules.pack.StrategyPack;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;

/// Why a desk did not want to trade at a moment: which condition failed first and how near it was,
/// the least change of inputs under which it would not have failed, what would have refused next,
/// and so on until there would have been a warrant.
///
/// What the rules and limits say is read as data to find a change; whether it is one is asked of
/// the engines, which are also asked about one unit less of each number. A change is the least of
/// those that were looked at: of one input, values around every number a rule states, and others
/// ever further away, halved down to a unit; of several, those where each undoes some of the
/// conditions that failed.
public final class WhyNot {
  /// How many deliberations a question may cost if nothing else is said.
  public static final int FUEL = 2000;

  private static final int STEPS_MAX = 8;
  private static final int CANDIDATES = 12;
  private static final int ENGINE_FACTOR = 4;
  private static final long ENGINE_FINENESS = 1000;

  private final Engines engines;
  private final PolicyPack policy;
  private final StrategyPack strategy;
  private final RuleConditions rules;
  private final List<Instrument> instruments;
  private final int fuel;

  /// @param engines the run's
  /// @param fuel how many deliberations a question may cost
  public WhyNot(
      Engines engines,
      PolicyPack policy,
      StrategyPack strategy,
      List<Instrument> instruments,
      int fuel) {
    this.engines = engines;
    this.policy = policy;
    this.strategy = strategy;
    this.instruments = List.copyOf(instruments);
    this.fuel = fuel;
    rules = RuleConditions.of(strategy);
  }

  /// What the question came to.
  ///
  /// @param was the deliberation as it was
  /// @param steps refusals, each after the changes before it; none if nothing refused
  /// @param through whether after the last step there would have been a warrant
  /// @param last the deliberation with all changes in it
  /// @param after the cut it was about
  /// @param unread rules that could have asked for it and are not analysed, with the reason
  /// @param tried how many deliberations it took
  public record Answer(
      Deliberation was,
      List<Step> steps,
      boolean through,
      Deliberation last,
      Cut after,
      List<String> unread,
      int tried) {
    public Answer {
      steps = List.copyOf(steps);
      unread = List.copyOf(unread);
    }
  }

  /// Asks about the moment of `cut`.
  public Answer ask(Cut cut, Wanted wanted) {
    Engines.Fuel left = new Engines.Fuel(fuel);
    Engines counted = engines.counted(left);
    Deliberation was = engines.sure().apply(cut);
    List<Step> steps = new ArrayList<>();
    List<String> unread = new ArrayList<>();
    Moment now = new Moment(cut, wanted, was, new TreeSet<>());
    while (now.reached().refusedAt().isPresent() && steps.size() < STEPS_MAX) {
      if (now.stage() == Stage.FACTS && !now.reached().broken()) {
        unread.addAll(guide(now).unread());
      }
      Step step = step(counted, left, now);
      steps.add(step);
      if (step.move().isEmpty()) {
        break;
      }
      now = after(now, step.move().get());
    }
    boolean through = now.reached().refusedAt().isEmpty();
    return new Answer(was, steps, through, now.d(), now.cut(), unread, fuel - left.left());
  }

  /// A cut, what was concluded from it, and the switches that were turned on the way.
  private record Moment(Cut cut, Wanted wanted, Deliberation d, Set<String> turned) {
    Reached reached() {
      return Reached.of(d, cut, wanted);
    }

    Stage stage() {
      return reached().refusedAt().orElseThrow();
    }
  }

  private Moment after(Moment now, Move move) {
    Set<String> turned = new TreeSet<>(now.turned());
    for (Setting s : move.settings()) {
      if (s.lever().isSwitch()) {
        turned.add(s.lever().full());
      }
    }
    Cut next = move.in(now.cut(), instruments);
    return new Moment(next, now.wanted(), engines.sure().apply(next), turned);
  }

  private Step step(Engines counted, Engines.Fuel fuel, Moment now) {
    int before = fuel.left();
    List<Obstacle> obstacles = obstacles(now);
    List<Lever> open = now.reached().broken() ? List.of() : open(now);
    Optional<Move> move = Optional.empty();
    String without = "an engine failed, so no number decides it";
    if (!now.reached().broken()) {
      try {
        move = least(counted, now, open);
        without = move.isPresent() ? "" : none(obstacles);
      } catch (OutOfFuel e) {
        without = "the search ran out of fuel after " + (before - fuel.left()) + " deliberations";
      }
    }
    return new Step(now.stage(), obstacles, open, move, without, before - fuel.left());
  }

  /// Searched for by sketches while these say of the moment what the engines do, and what is found
  /// is put to the engines; else by the engines alone.
  private Optional<Move> least(Engines counted, Moment now, List<Lever> open) {
    Trial sure = trial(counted.sure(), now);
    if (engines.sure().equals(engines.sketch()) || !sketched(now)) {
      return move(now, open, sure);
    }
    Optional<Move> found = move(now, open, trial(counted.sketch(), now));
    return found.isEmpty() || sure.least(found.get()) ? found : move(now, open, sure);
  }

  private boolean sketched(Moment now) {
    return Reached.of(engines.sketch().apply(now.cut()), now.cut(), now.wanted())
        .equals(now.reached());
  }

  private Trial trial(Function<Cut, Deliberation> by, Moment now) {
    return new Trial(by, now.cut(), now.wanted(), now.stage(), instruments);
  }

  private Optional<Move> move(Moment now, List<Lever> open, Trial trial) {
    return switch (now.stage()) {
      case FACTS -> first(guide(now).moves(), trial);
      case FEASIBLE -> limits(now).move(open).filter(trial::passes).map(trial::tight);
      case STRATEGY, SIZING, GUARD, SAFETY, VENUE -> tried(open, now, trial);
    };
  }

  /// What may be supposed.
  private List<Lever> open(Moment now) {
    return switch (now.stage()) {
      case FACTS -> market(now);
      case FEASIBLE -> limits(now).levers();
      case STRATEGY, SIZING, GUARD, SAFETY, VENUE -> levers(now);
    };
  }

  private static String none(List<Obstacle> obstacles) {
    return obstacles.stream().noneMatch(Obstacle::numeric)
        ? "no number decides it: none of the inputs that may be supposed others undoes it"
        : "no change of the inputs that may be supposed others undoes it";
  }

  private RuleGuide guide(Moment now) {
    return new RuleGuide(rules, now.wanted(), now.cut(), market(now), version());
  }

  private LimitGuide limits(Moment now) {
    List<Intent> refused =
        now.d().intents().stream()
            .filter(i -> i.instrument() == now.wanted().instrument().index())
            .filter(i -> i.side() == now.wanted().side())
            .filter(i ->
                now.reached().objections().stream().anyMatch(o -> o.subject().equals(i.strategy())))
            .toList();
    return new LimitGuide(policy, instruments, now.cut(), refused, policyVersion());
  }

  /// A switch is turned once: another way through would have been found then.
  private List<Lever> market(Moment now) {
    return new Levers(now.wanted().instrument(), policy)
        .market(now.cut()).stream().filter(l -> !now.turned().contains(l.full())).toList();
  }

  private List<Obstacle> obstacles(Moment now) {
    boolean broken = now.reached().broken();
    if (now.stage() == Stage.FACTS && !broken) {
      return guide(now).obstacles();
    }
    if (now.stage() == Stage.FEASIBLE && !broken) {
      return limits(now).obstacles(now.reached().objections());
    }
    Sentences sentences = Sentences.of(strategy);
    return now.reached().objections().stream()
        .map(o -> Told.of(o, version(), number -> sentences.figure(o.rule(), number)))
        .sorted(Comparator.comparing(Obstacle::relative))
        .toList();
  }

  /// The first that the engines confirm.
  private static Optional<Move> first(List<Move> moves, Trial trial) {
    return moves.stream().limit(CANDIDATES).filter(trial::passes).findFirst().map(trial::tight);
  }

  /// What may be supposed at a stage of which only the engines know what it makes of it.
  private List<Lever> levers(Moment now) {
    Levers levers = new Levers(now.wanted().instrument(), policy);
    Set<MeasureId> names = EnumSet.noneOf(MeasureId.class);
    if (now.stage() == Stage.SIZING) {
      names.addAll(
          List.of(
              MeasureId.MARKET_VOLATILITY,
              MeasureId.MARKET_CORRELATION,
              MeasureId.ACCOUNT_EQUITY,
              MeasureId.PORTFOLIO_GROSS));
    } else {
      for (Objection o : now.reached().objections()) {
        levers.measures(now.cut(), EnumSet.allOf(MeasureId.class)).stream()
            .filter(l -> l.value() == o.value() && Told.numeric(o))
            .map(l -> MeasureNames.find(l.name()))
            .forEach(names::add);
      }
    }
    List<Lever> out = new ArrayList<>(market(now));
    for (Lever lever : levers.measures(now.cut(), names)) {
      if (out.stream().noneMatch(l -> l.full().equals(lever.full()))) {
        out.add(lever);
      }
    }
    return out;
  }

  /// One input, every try a deliberation; if none does it, two, the first of which brings the
  /// condition that refused to its limit.
  private static Optional<Move> tried(List<Lever> levers, Moment now, Trial trial) {
    List<Objection> objections = now.reached().objections();
    Function<Lever, SortedSet<Long>> hints = lever -> hints(lever, objections);
    Closest single = closest(s -> trial.passes(Move.NONE.with(s)));
    Optional<Setting> one = single.of(levers, hints);
    if (one.isPresent()) {
      return one.map(Move.NONE::with).map(trial::tight);
    }
    List<Move> pairs = new ArrayList<>();
    for (Lever first : levers) {
      for (long at : around(hints.apply(first))) {
        if (at >= first.low() && at <= first.high() && at != first.value()) {
          Move half = Move.NONE.with(new Setting(first, at));
          List<Lever> rest = levers.stream().filter(l -> !l.full().equals(first.full())).toList();
          closest(s -> trial.passes(half.with(s)))
              .of(rest, hints)
              .map(half::with)
              .map(trial::tight)
              .ifPresent(pairs::add);
        }
      }
    }
    return pairs.stream().min(Comparator.naturalOrder());
  }

  private static SortedSet<Long> around(SortedSet<Long> hints) {
    SortedSet<Long> out = new TreeSet<>();
    hints.forEach(h -> out.addAll(List.of(h - 1, h, h + 1)));
    return out;
  }

  private static Closest closest(Predicate<Setting> passes) {
    return new Closest(passes, ENGINE_FACTOR, ENGINE_FINENESS);
  }

  /// Limits of the conditions whose value the input has.
  private static SortedSet<Long> hints(Lever lever, List<Objection> objections) {
    if (lever.isSwitch()) {
      return Collections.emptySortedSet();
    }
    SortedSet<Long> out = new TreeSet<>();
    for (Objection o : objections) {
      if (o.value() == lever.value() && Told.numeric(o)) {
        out.add(o.limit());
      }
    }
    return out;
  }

  private String version() {
    return label("strategy", strategy.name(), strategy.version(), strategy.digest());
  }

  private String policyVersion() {
    return label("policy", policy.name(), policy.version(), policy.digest());
  }

  private static String label(String kind, String name, String version, Digest digest) {
    return kind + " " + name + " " + version + " (" + digest.brief() + ")";
  }
}
