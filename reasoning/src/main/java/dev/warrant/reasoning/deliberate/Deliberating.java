package dev.warrant.reasoning.deliberate;

import dev.warrant.knowledge.deliberate.Cut;
import dev.warrant.knowledge.deliberate.Deliberation;
import dev.warrant.knowledge.fact.Fact;
import dev.warrant.knowledge.fact.FactOrder;
import dev.warrant.knowledge.order.Intent;
import dev.warrant.knowledge.order.Objection;
import dev.warrant.knowledge.order.Stage;
import dev.warrant.knowledge.order.Warrant;
import dev.warrant.knowledge.trace.TraceNode;
import dev.warrant.knowledge.unit.Canon;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.knowledge.unit.Side;
import dev.warrant.reasoning.session.Deduction;
import dev.warrant.reasoning.session.Firing;
import dev.warrant.reasoning.sizing.SharedRow;
import dev.warrant.reasoning.sizing.Sizing;
import dev.warrant.reasoning.sizing.SizingProblem;
import dev.warrant.reasoning.sizing.Stake;
import dev.warrant.reasoning.sizing.StakePair;
import dev.warrant.reasoning.strategy.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// One deliberation under way.
final class Deliberating {
  private static final String VOLATILITY = "market.volatility";
  private static final String CORRELATION = "market.correlation";
  private static final long CERTAIN = 1_000_000;

  private final Stages stages;
  private final DeskDeliberator.Bench bench;
  private final Cut cut;
  private final List<Fact> facts;
  private final FactIndex index;
  private final TraceBook book = new TraceBook();
  private final Tally tally = new Tally();
  private final List<Fact> derived = new ArrayList<>();
  private final List<Intent> intents = new ArrayList<>();
  private final List<Objection> objections = new ArrayList<>();
  private final List<Digest> roots = new ArrayList<>();
  private final List<Candidate> candidates = new ArrayList<>();
  private final List<Warrant> warrants = new ArrayList<>();
  private List<SharedRow> shared = List.of();

  Deliberating(Stages stages, DeskDeliberator.Bench bench, Cut given) {
    this.stages = stages;
    this.bench = bench;
    facts = given.facts().stream().sorted(FactOrder.CANONICAL.thenComparing(Canon::text)).toList();
    cut =
        new Cut(
            given.epoch(),
            given.id(),
            given.seq(),
            given.nanos(),
            facts,
            given.live(),
            given.nextWarrant());
    index = new FactIndex(facts);
  }

  /// An intent on its way to a warrant; what is known of it grows from stage to stage.
  private static final class Candidate {
    final Intent intent;
    final Digest node;
    @Nullable Digest proof;
    @Nullable Range range;
    StakeMaker.@Nullable Ground ground;
    @Nullable Stake stake;
    boolean stands;

    Candidate(Intent intent, Digest node) {
      this.intent = intent;
      this.node = node;
    }
  }

  Deliberation run() {
    Digest factsDigest = digestOfFacts();
    boolean whole = attempt("rules", this::deduce);
    whole = whole && attempt("theory", this::prove);
    whole = whole && (candidates.isEmpty() || attempt("limits", this::weigh));
    if (!whole) {
      warrants.clear();
    }
    List<Long> withdrawn = withdrawn(whole);
    String outcome = outcome(whole);
    TraceContent.Root root =
        new TraceContent.Root(
            cut.epoch(),
            cut.id(),
            cut.seq(),
            factsDigest,
            bench.digests().policy(),
            bench.digests().strategy(),
            bench.digests().model(),
            outcome,
            withdrawn);
    Digest id = book.add(TraceNode.Kind.DELIBERATION, "", root, roots);
    List<Warrant> rooted = warrants.stream().map(w -> withRoot(w, id)).toList();
    return new Deliberation(
        cut.id(),
        factsDigest,
        derived,
        intents,
        objections,
        rooted,
        withdrawn,
        outcome,
        id,
        book.nodes(),
        tally.counts());
  }

  /// Runs a stage; whatever goes wrong in it becomes an objection.
  private boolean attempt(String rule, BooleanSupplier stage) {
    try {
      return stage.getAsBoolean();
    } catch (RuntimeException e) {
      String what = e.getClass().getSimpleName() + ": " + e.getMessage();
      failed(rule, rule + " failed: " + what, 1, 0);
      return false;
    }
  }

  private boolean deduce() {
    return switch (stages.rules().deduce(facts)) {
      case Deduction.Failed f -> {
        failed("rules", f.why(), f.found(), f.limit());
        yield false;
      }
      case Deduction.Deduced d -> {
        derived.addAll(d.derived());
        intents.addAll(d.intents());
        book.firings(d.firings());
        tally.deduced(d.intents().size());
        for (Firing firing : d.firings()) {
          tally.fired(firing);
        }
        for (Fact fact : d.derived()) {
          roots.add(book.fact(fact));
        }
        yield true;
      }
    };
  }

  private boolean prove() {
    if (intents.isEmpty()) {
      return true;
    }
    List<Fact> all = new ArrayList<>(facts);
    all.addAll(derived);
    List<Verdict> verdicts = stages.proof().validate(all, cut.nanos(), intents);
    for (int i = 0; i < intents.size(); i++) {
      Candidate candidate = new Candidate(intents.get(i), book.intent(intents.get(i)));
      switch (verdicts.get(i)) {
        case Verdict.Proved p -> {
          candidate.proof = book.proof(p.proof());
          candidates.add(candidate);
        }
        case Verdict.Refused r -> {
          tally.refusedByTheory();
          object(r.objection(), List.of(candidate.node));
        }
      }
    }
    return true;
  }

  private boolean weigh() {
    try (FeasibilityStage.Look look = stages.feasible().at(cut)) {
      bound(look);
      return attempt("sizing", () -> size(look));
    }
  }

  private void bound(FeasibilityStage.Look look) {
    List<Intent> asked = candidates.stream().map(c -> c.intent).toList();
    Feasibility room = look.of(asked);
    room.nodes().forEach(book::add);
    for (Objection objection : room.objections()) {
      List<Digest> children = new ArrayList<>();
      for (int i = 0; i < asked.size(); i++) {
        if (asked.get(i).instrument() == objection.instrument()
            && asked.get(i).side() == objection.side()) {
          candidates.get(i).stands = true;
          children.add(candidates.get(i).node);
          children.add(room.ranges().get(i).node());
        }
      }
      object(objection, children.stream().distinct().filter(book::has).toList());
    }
    for (int i = 0; i < asked.size(); i++) {
      Range range = room.ranges().get(i);
      candidates.get(i).range = range;
      tally.bounded(range, bench.instruments().get(asked.get(i).instrument()));
    }
    shared = room.shared();
  }

  private boolean size(FeasibilityStage.Look look) {
    List<Candidate> staked = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < candidates.size(); i++) {
      Candidate candidate = candidates.get(i);
      if (candidate.range != null && candidate.range.any() && stake(candidate, staked.size())) {
        staked.add(candidate);
        places.add(i);
      }
    }
    if (staked.isEmpty()) {
      return true;
    }
    SizingProblem problem = problem(staked, places);
    return switch (stages.sizer().size(problem)) {
      case Sizing.Refused r -> {
        failed("sizing", r.why(), r.value(), r.limit());
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
      tally.unjoined();
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
        yield true;
      }
      case StakeMaker.Made.No no -> {
        candidate.stands = no.rule().equals("room");
        Objection objection =
            objection(Stage.SIZING, no.rule(), intent, no.why(), no.value(), no.limit());
        object(
            objection, List.of(candidate.node, range.node()).stream().filter(book::has).toList());
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
      object(objection(Stage.FACTS, missing, intent, why, 0, 1), List.of(book.intent(intent)));
      return null;
    }
    return new StakeMaker.Ground(
        bench.instruments().get(i), quote, position, account, volatility.value());
  }

  private SizingProblem problem(List<Candidate> staked, List<Integer> places) {
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
    Digest proof = Objects.requireNonNull(candidate.proof);
    tally.sized(level, stake.levels() - 1);
    TraceContent.Size size =
        new TraceContent.Size(
            level,
            stake.levels() - 1L,
            stake.lots().get(level),
            stake.gain().get(level),
            stake.risk().get(level),
            score);
    List<Digest> children = new ArrayList<>(List.of(candidate.node, proof));
    if (book.has(range.node())) {
      children.add(range.node());
    }
    for (Fact fact : List.of(ground.quote(), ground.position(), ground.account())) {
      children.add(book.fact(fact));
    }
    Fact.Measure volatility = index.measure(candidate.intent.instrument(), VOLATILITY);
    if (volatility != null) {
      children.add(book.fact(volatility));
    }
    Digest sized = book.add(TraceNode.Kind.SIZE, candidate.intent.strategy(), size, children);
    if (level == 0) {
      String why = "the best joint sizes leave this intent at nothing";
      object(
          objection(Stage.SIZING, "timefold", candidate.intent, why, 0, 1),
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
      roots.add(book.add(TraceNode.Kind.WARRANT, candidate.intent.rule(), next, List.of(sized)));
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

  /// Live warrants that nothing speaks for any more. Without room to add, a warrant still stands;
  /// after a failure of an engine, none does.
  private List<Long> withdrawn(boolean whole) {
    List<Long> out = new ArrayList<>();
    for (Warrant w : cut.live()) {
      if (w.id() == 0) {
        continue;
      }
      boolean stands =
          whole
              && candidates.stream()
                  .anyMatch(c ->
                      c.stands
                          && c.intent.instrument() == w.instrument()
                          && c.intent.side() == w.side());
      if (!stands) {
        out.add(w.id());
      }
    }
    return out;
  }

  private String outcome(boolean whole) {
    if (!warrants.isEmpty()) {
      return "WARRANTS";
    }
    if (whole && candidates.stream().anyMatch(c -> c.stands) && objections.isEmpty()) {
      return "the live warrants stand";
    }
    return objections.isEmpty() ? "no rule deduced an intent" : objections.get(0).says();
  }

  private void failed(String rule, String why, long value, long limit) {
    Objection objection =
        new Objection(Stage.FACTS, rule, -1, Side.BUY, "deliberation", rule, value, limit, 1, why);
    objections.add(0, objection);
    roots.add(book.add(TraceNode.Kind.OBJECTION, rule, objection, List.of()));
  }

  private void object(Objection objection, List<Digest> children) {
    objections.add(objection);
    roots.add(book.add(TraceNode.Kind.OBJECTION, objection.rule(), objection, children));
  }

  private static Objection objection(
      Stage stage, String rule, Intent intent, String why, long value, long limit) {
    return new Objection(
        stage,
        rule,
        intent.instrument(),
        intent.side(),
        intent.strategy(),
        rule,
        value,
        limit,
        Math.max(0, Math.abs(limit - value)),
        why);
  }

  private Digest digestOfFacts() {
    StringBuilder all = new StringBuilder(facts.size() * 96);
    for (Fact fact : facts) {
      all.append(Canon.text(fact)).append('\n');
    }
    return Digest.sha256(all.toString());
  }

  private static Warrant withRoot(Warrant w, Digest root) {
    return new Warrant(
        w.epoch(),
        w.id(),
        w.instrument(),
        w.side(),
        w.capLots(),
        w.minPrice(),
        w.maxPrice(),
        w.kinds(),
        w.ordersCap(),
        w.ratePerSecond(),
        w.expiresNanos(),
        w.stopTicks(),
        w.tactic(),
        w.intents(),
        w.policy(),
        w.strategy(),
        w.model(),
        root);
  }
}
