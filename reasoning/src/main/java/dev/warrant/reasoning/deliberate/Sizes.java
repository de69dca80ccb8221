package dev.warrant.reasoning.deliberate;

import dev.warrant.knowledge.deliberate.Cut;
import dev.warrant.knowledge.fact.Fact;
import dev.warrant.knowledge.order.Intent;
import dev.warrant.knowledge.order.Objection;
import dev.warrant.knowledge.order.Stage;
import dev.warrant.knowledge.order.Warrant;
import dev.warrant.knowledge.trace.TraceNode;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.knowledge.unit.Side;
import dev.warrant.reasoning.sizing.SharedRow;
import dev.warrant.reasoning.sizing.Sizing;
import dev.warrant.reasoning.sizing.SizingProblem;
import dev.warrant.reasoning.sizing.Stake;
import dev.warrant.reasoning.sizing.StakePair;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The last step of a deliberation: intents with room become sizes, and sizes become warrants.
final class Sizes {
  private static final String VOLATILITY = "market.volatility";
  private static final String CORRELATION = "market.correlation";
  private static final long CERTAIN = 1_000_000;

  final List<Warrant> warrants = new ArrayList<>();
  private final SizingStage sizer;
  private final DeskDeliberator.Bench bench;
  private final Cut cut;
  private final FactIndex index;
  private final Notes notes;
  private @Nullable SizingProblem expected;
  private @Nullable Sizing expectedSizing;

  Sizes(SizingStage sizer, DeskDeliberator.Bench bench, Cut cut, Notes notes) {
    this.sizer = sizer;
    this.bench = bench;
    this.cut = cut;
    this.notes = notes;
    index = new FactIndex(cut.facts());
  }

  /// Solves the sizing problem there will be if every claim is confirmed, while the confirmation is
  /// under way. [#size] takes the answer only for an equal problem, so it never shows in a result.
  void ahead(List<Candidate> candidates, Feasibility claimed) {
    Sizes draft = new Sizes(sizer, bench, cut, new Notes());
    List<Candidate> copies = new ArrayList<>();
    for (int i = 0; i < candidates.size(); i++) {
      Candidate c = candidates.get(i);
      Candidate copy = new Candidate(c.intent, c.node, c.proof);
      copy.range = claimed.ranges().get(i);
      copies.add(copy);
    }
    try {
      List<Candidate> staked = new ArrayList<>();
      SizingProblem problem = draft.problem(copies, claimed.shared(), staked);
      if (!staked.isEmpty()) {
        expectedSizing = sizer.size(problem);
        expected = problem;
      }
    } catch (RuntimeException e) {
      // Where it counts the same comes again, and is an objection there.
      expected = null;
    }
  }

  private Sizing sized(SizingProblem problem) {
    Sizing known = expectedSizing;
    return known != null && problem.equals(expected) ? known : sizer.size(problem);
  }

  /// Sizes the candidates that have room, and issues warrants.
  ///
  /// @return false if the sizer failed
  boolean size(FeasibilityStage.Look look, List<Candidate> candidates, List<SharedRow> shared) {
    List<Candidate> staked = new ArrayList<>();
    SizingProblem problem = problem(candidates, shared, staked);
    if (staked.isEmpty()) {
      return true;
    }
    return switch (sized(problem)) {
      case Sizing.Refused r -> {
        notes.failed(Stage.SIZING, r.why(), r.value(), r.limit());
        yield false;
      }
      case Sizing.Sized s -> {
        List<Integer> levels = joint(look, staked, s.levels());
        for (int i = 0; i < staked.size(); i++) {
          issue(staked.get(i), levels.get(i), s.score());
        }
        yield true;
      }
    };
  }

  /// The levels as they are if all of them together are admissible; else without the one that gains
  /// least, and so on.
  private List<Integer> joint(
      FeasibilityStage.Look look, List<Candidate> staked, List<Integer> chosen) {
    List<Integer> levels = new ArrayList<>(chosen);
    List<Intent> asked = staked.stream().map(c -> c.intent).toList();
    while (levels.stream().anyMatch(level -> level > 0)) {
      List<Long> added = new ArrayList<>();
      int least = -1;
      long gain = Long.MAX_VALUE;
      for (int i = 0; i < levels.size(); i++) {
        Stake stake = Objects.requireNonNull(staked.get(i).stake);
        int level = levels.get(i);
        added.add(stake.added().get(level));
        if (level > 0 && stake.gain().get(level) < gain) {
          least = i;
          gain = stake.gain().get(level);
        }
      }
      if (look.jointly(asked, added)) {
        break;
      }
      levels.set(least, 0);
      notes.tally.unjoined();
    }
    return levels;
  }

  private boolean stake(Candidate candidate, int place) {
    Intent intent = candidate.intent;
    StakeMaker.Ground ground = ground(intent);
    Range range = candidate.range;
    if (ground == null || range == null) {
      return false;
    }
    candidate.ground = ground;
    return switch (bench.stakes().make(place, intent, range, ground)) {
      case StakeMaker.Made.Yes yes -> {
        candidate.stake = yes.stake();
        candidate.limited = yes.limited();
        yield true;
      }
      case StakeMaker.Made.No no -> {
        candidate.stands = no.rule().equals("room");
        notes.tally.bounded(no.limited());
        Objection objection =
            Notes.objection(Stage.SIZING, no.rule(), intent, no.why(), no.value(), no.limit());
        notes.object(objection, List.of(candidate.node, range.node()));
        yield false;
      }
    };
  }

  private StakeMaker.@Nullable Ground ground(Intent intent) {
    int i = intent.instrument();
    Fact.Quote quote = index.quote(i);
    Fact.Position position = index.position(i);
    Fact.Account account = index.account();
    Fact.Measure volatility = index.measure(i, VOLATILITY);
    if (quote == null || position == null || account == null || volatility == null) {
      String missing =
          quote == null
              ? "quote"
              : position == null ? "position" : account == null ? "account" : VOLATILITY;
      String why = "the " + missing + " is not known";
      notes.object(
          Notes.objection(Stage.FACTS, missing, intent, why, 0, 1),
          List.of(notes.book.intent(intent)));
      return null;
    }
    return new StakeMaker.Ground(
        bench.instruments().get(i), quote, position, account, volatility.value());
  }

  /// The problem of those candidates that have room; puts them into `staked`.
  private SizingProblem problem(
      List<Candidate> candidates, List<SharedRow> shared, List<Candidate> staked) {
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < candidates.size(); i++) {
      Candidate candidate = candidates.get(i);
      if (candidate.range != null && candidate.range.any() && stake(candidate, staked.size())) {
        staked.add(candidate);
        places.add(i);
      }
    }
    if (staked.isEmpty()) {
      return new SizingProblem(List.of(), List.of(), List.of(), 1);
    }
    List<Stake> stakes = new ArrayList<>();
    List<StakePair> pairs = new ArrayList<>();
    for (int b = 0; b < staked.size(); b++) {
      Candidate second = staked.get(b);
      stakes.add(Objects.requireNonNull(second.stake));
      for (int a = 0; a < b; a++) {
        pairs.add(pair(a, staked.get(a).intent, b, second.intent));
      }
    }
    List<SharedRow> rows = new ArrayList<>();
    for (SharedRow row : shared) {
      rows.add(
          new SharedRow(
              row.id(), places.stream().map(p -> row.coefficients().get(p)).toList(), row.bound()));
    }
    StakeMaker.Ground any = Objects.requireNonNull(staked.get(0).ground);
    long target = bench.stakes().riskTargetCents(any.account().equityE8());
    return new SizingProblem(stakes, rows, pairs, target);
  }

  /// Two intents on one instrument exclude each other, unless they are the two sides of a quote.
  private StakePair pair(int a, Intent first, int b, Intent second) {
    if (first.instrument() == second.instrument()) {
      boolean quotes =
          first.side() != second.side()
              && first.strategy().equals(second.strategy())
              && !first.strategy().equals(StakeMaker.UNWIND);
      return new StakePair(a, b, CERTAIN, !quotes);
    }
    Fact.Measure one = index.measure(first.instrument(), CORRELATION);
    Fact.Measure two = index.measure(second.instrument(), CORRELATION);
    long known = one == null || two == null ? CERTAIN : Math.max(one.value(), two.value());
    return new StakePair(a, b, Math.min(CERTAIN, known), false);
  }

  private void issue(Candidate candidate, int level, long score) {
    Stake stake = Objects.requireNonNull(candidate.stake);
    StakeMaker.Ground ground = Objects.requireNonNull(candidate.ground);
    Range range = Objects.requireNonNull(candidate.range);
    notes.tally.sized(level, stake.levels() - 1);
    notes.tally.bounded(candidate.limited && level == stake.levels() - 1);
    TraceContent.Size size =
        new TraceContent.Size(
            level,
            stake.levels() - 1L,
            stake.lots().get(level),
            stake.gain().get(level),
            stake.risk().get(level),
            score);
    List<Digest> children = new ArrayList<>(List.of(candidate.node, candidate.proof));
    if (notes.book.has(range.node())) {
      children.add(range.node());
    }
    for (Fact fact : List.of(ground.quote(), ground.position(), ground.account())) {
      children.add(notes.book.fact(fact));
    }
    Fact.Measure volatility = index.measure(candidate.intent.instrument(), VOLATILITY);
    if (volatility != null) {
      children.add(notes.book.fact(volatility));
    }
    Digest sized = notes.book.add(TraceNode.Kind.SIZE, candidate.intent.strategy(), size, children);
    if (level == 0) {
      String why = "the best joint sizes leave this intent at nothing";
      notes.object(
          Notes.objection(Stage.SIZING, "timefold", candidate.intent, why, 0, 1),
          List.of(candidate.node, sized));
      return;
    }
    candidate.stands = true;
    long id = cut.nextWarrant() + warrants.size();
    Warrant next =
        bench
            .warrants()
            .make(cut, id, candidate.intent, stake.lots().get(level), range.high(), ground);
    Warrant live = live(candidate.intent.instrument(), candidate.intent.side());
    if (live == null || bench.warrants().renews(live, next, cut.nanos())) {
      warrants.add(next);
      notes.roots.add(
          notes.book.add(TraceNode.Kind.WARRANT, candidate.intent.rule(), next, List.of(sized)));
    }
  }

  private @Nullable Warrant live(int instrument, Side side) {
    for (Warrant w : cut.live()) {
      if (w.id() != 0
          && w.epoch() == cut.epoch()
          && w.instrument() == instrument
          && w.side() == side
          && w.expiresNanos() > cut.nanos()) {
        return w;
      }
    }
    return null;
  }
}
