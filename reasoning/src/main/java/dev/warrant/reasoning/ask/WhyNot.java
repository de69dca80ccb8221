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
/// those that were looked at: of one input, all values at which a rule or limit can change its mind;
/// of several, those where each undoes some of the conditions that failed.
public final class WhyNot {
  /// How many deliberations a question may cost if nothing else is said.
  public static final int FUEL = 2000;

  private static final int STEPS_MAX = 8;
  private static final int CANDIDATES = 12;
  private static final int ENGINE_FACTOR = 4;
  private static final long ENGINE_FINENESS = 1000;

  private final Function<Cut, Deliberation> engines;
  private final PolicyPack policy;
  private final StrategyPack strategy;
  private final RuleConditions rules;
  private final List<Instrument> instruments;
  private final int fuel;

  /// @param engines the run's
  /// @param fuel how many deliberations a question may cost
  public WhyNot(
      Function<Cut, Deliberation> engines,
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
    Engines counted = new Engines(engines, fuel);
    Deliberation was = engines.apply(cut);
    List<Step> steps = new ArrayList<>();
    List<String> unread = new ArrayList<>();
    Cut now = cut;
    Deliberation d = was;
    Reached reached = Reached.of(d, now, wanted);
    while (reached.refusedAt().isPresent() && steps.size() < STEPS_MAX) {
      Stage stage = reached.refusedAt().get();
      if (stage == Stage.FACTS && !reached.broken()) {
        unread.addAll(guide(now, wanted).unread());
      }
      Step step = step(counted, now, wanted, d, reached);
      steps.add(step);
      if (step.move().isEmpty()) {
        break;
      }
      now = step.move().get().in(now, instruments);
      d = engines.apply(now);
      reached = Reached.of(d, now, wanted);
    }
    boolean through = reached.refusedAt().isEmpty();
    return new Answer(was, steps, through, d, now, unread, fuel - counted.left());
  }

  private Step step(Engines counted, Cut cut, Wanted wanted, Deliberation d, Reached reached) {
    Stage stage = reached.refusedAt().orElseThrow();
    int before = counted.left();
    List<Obstacle> obstacles = obstacles(cut, wanted, d, reached);
    if (reached.broken()) {
      return new Step(stage, obstacles, Optional.empty(), "an engine failed: no number decides it", 0);
    }
    Trial trial = new Trial(counted, cut, wanted, stage, instruments);
    try {
      Optional<Move> move =
          switch (stage) {
            case FACTS -> first(guide(cut, wanted).moves(), trial);
            case FEASIBLE -> limited(cut, wanted, d, reached, trial);
            case STRATEGY, SIZING, GUARD, SAFETY, VENUE ->
                tried(levers(cut, wanted, stage, reached), reached, trial);
          };
      String without = move.isPresent() ? "" : none(obstacles);
      return new Step(stage, obstacles, move, without, before - counted.left());
    } catch (OutOfFuel e) {
      String why = "the search ran out of fuel after " + (before - counted.left()) + " deliberations";
      return new Step(stage, obstacles, Optional.empty(), why, before - counted.left());
    }
  }

  private static String none(List<Obstacle> obstacles) {
    return obstacles.stream().noneMatch(Obstacle::numeric)
        ? "no number decides it: none of the inputs that may be supposed others undoes it"
        : "no change of the inputs that may be supposed others undoes it";
  }

  private RuleGuide guide(Cut cut, Wanted wanted) {
    List<Lever> levers = new Levers(wanted.instrument(), policy).market(cut);
    return new RuleGuide(rules, wanted, cut, levers, version());
  }

  private List<Obstacle> obstacles(Cut cut, Wanted wanted, Deliberation d, Reached reached) {
    Stage stage = reached.refusedAt().orElseThrow();
    if (stage == Stage.FACTS && !reached.broken()) {
      return guide(cut, wanted).obstacles();
    }
    if (stage == Stage.FEASIBLE && !reached.broken()) {
      return new LimitGuide(policy, instruments, cut, refused(d, wanted, reached), policyVersion())
          .obstacles(reached.objections());
    }
    return reached.objections().stream()
        .map(o -> Told.of(o, version()))
        .sorted(Comparator.comparing(Obstacle::relative))
        .toList();
  }

  private static List<Intent> refused(Deliberation d, Wanted wanted, Reached reached) {
    return d.intents().stream()
        .filter(i -> i.instrument() == wanted.instrument().index() && i.side() == wanted.side())
        .filter(i ->
            reached.objections().stream().anyMatch(o -> o.subject().equals(i.strategy())))
        .toList();
  }

  /// The first that the engines confirm.
  private static Optional<Move> first(List<Move> moves, Trial trial) {
    return moves.stream().limit(CANDIDATES).filter(trial::passes).findFirst().map(trial::tight);
  }

  private Optional<Move> limited(
      Cut cut, Wanted wanted, Deliberation d, Reached reached, Trial trial) {
    List<Intent> refused = refused(d, wanted, reached);
    return new LimitGuide(policy, instruments, cut, refused, policyVersion())
        .move()
        .filter(trial::passes)
        .map(trial::tight);
  }

  /// What may be supposed at a stage of which only the engines know what it makes of it.
  private List<Lever> levers(Cut cut, Wanted wanted, Stage stage, Reached reached) {
    Levers levers = new Levers(wanted.instrument(), policy);
    Set<MeasureId> names = EnumSet.noneOf(MeasureId.class);
    if (stage == Stage.SIZING) {
      names.addAll(
          List.of(
              MeasureId.MARKET_VOLATILITY,
              MeasureId.MARKET_CORRELATION,
              MeasureId.ACCOUNT_EQUITY,
              MeasureId.PORTFOLIO_GROSS));
    } else {
      for (Objection o : reached.objections()) {
        levers.measures(cut, EnumSet.allOf(MeasureId.class)).stream()
            .filter(l -> l.value() == o.value() && Told.of(o, "").numeric())
            .map(l -> MeasureNames.find(l.name()))
            .forEach(names::add);
      }
    }
    List<Lever> out = new ArrayList<>(levers.market(cut));
    for (Lever lever : levers.measures(cut, names)) {
      if (out.stream().noneMatch(l -> l.full().equals(lever.full()))) {
        out.add(lever);
      }
    }
    return out;
  }

  /// One input, every try a deliberation; if none does it, two, the first of which brings the
  /// condition that refused to its limit.
  private Optional<Move> tried(List<Lever> levers, Reached reached, Trial trial) {
    Function<Lever, SortedSet<Long>> hints = lever -> hints(lever, reached.objections());
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
      if (o.value() == lever.value() && Told.of(o, "").numeric()) {
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
