package dev.warrant.reasoning.feasible;

import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.knowledge.order.Objection;
import dev.warrant.knowledge.order.Stage;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.reasoning.feasible.Runs.Span;
import dev.warrant.reasoning.smt.Box;
import dev.warrant.reasoning.smt.Form;
import dev.warrant.reasoning.smt.Verdict;
import dev.warrant.rules.limit.Limit;
import dev.warrant.rules.limit.LimitSays;
import dev.warrant.rules.limit.MeasureRange;
import dev.warrant.rules.limit.Measures;
import dev.warrant.rules.limit.Reading;
import dev.warrant.rules.pack.PolicyPack;
import dev.warrant.rules.pack.PolicyReading;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// What the limits leave for intents, as of one cut. Sizes are found by exact arithmetic and count
/// only if the oracle confirms them: both ends admissible, everything between them, nothing below,
/// and not one lot more. Disagreement and "unknown" leave no room. It is advice: the guard decides.
///
/// Uses a fresh oracle for each deliberation and does not close it. The oracle is asked by
/// [#confirmed] and [#jointly] only, which belong on one thread, that of the oracle; claims may be
/// made on another one meanwhile.
public final class Feasible {
  /// Rule of the objection that oracle and arithmetic disagree.
  public static final String DISAGREES = "solver.disagrees";

  /// Rule of the objection that the oracle does not know.
  public static final String UNKNOWN = "solver.unknown";

  private final PolicyPack pack;
  private final Runs limits;
  private final PolicyReading meaning;
  private final List<Instrument> instruments;
  private final long leverage;
  private final CutMeasures cut;
  private final FeasibilityOracle oracle;
  private final Map<MeasureId, MeasureRange> ranges = new EnumMap<>(MeasureId.class);
  private final List<Integer> all;

  /// @param leverage leverage at which the account counts initial margin
  public Feasible(
      PolicyPack pack,
      List<Instrument> instruments,
      long leverage,
      CutMeasures cut,
      FeasibilityOracle oracle) {
    this(pack, new Runs(pack), instruments, leverage, cut, oracle);
  }

  /// The same with what is remembered of other cuts.
  ///
  /// @param limits of `pack`
  public Feasible(
      PolicyPack pack,
      Runs limits,
      List<Instrument> instruments,
      long leverage,
      CutMeasures cut,
      FeasibilityOracle oracle) {
    this.pack = pack;
    this.limits = limits;
    this.meaning = limits.meaning();
    this.instruments = List.copyOf(instruments);
    this.leverage = leverage;
    this.cut = cut;
    this.oracle = oracle;
    for (MeasureRange range : pack.measures()) {
      ranges.put(range.measure(), range);
    }
    this.all = IntStream.range(0, pack.limits().size()).boxed().toList();
  }

  /// What exact arithmetic says of one order, before the oracle has said anything.
  public static final class Claim {
    private final Proposal proposal;
    private final Span whole;
    private final Ends ends;
    private final Map<MeasureId, Form> measures;
    private final Room room;

    private Claim(
        Proposal proposal, Span whole, Ends ends, Map<MeasureId, Form> measures, Room room) {
      this.proposal = proposal;
      this.whole = whole;
      this.ends = ends;
      this.measures = measures;
      this.room = room;
    }

    /// The room if the oracle confirms it. To work ahead with, never to act on.
    public Room room() {
      return room;
    }
  }

  /// Sizes of one order that serves `proposal`.
  public Room room(Proposal proposal) {
    return confirmed(claim(proposal));
  }

  /// Finds the sizes of one order that serves `proposal`; asks nobody.
  public Claim claim(Proposal proposal) {
    Instrument instrument = instruments.get(proposal.intent().instrument());
    Map<MeasureId, Form> measures = new OrderModel(instruments, List.of(proposal), cut).measures(0);
    Span whole = new Span(instrument.minLots(), instrument.maxLots());
    Ends ends = new Ends(limits, measures, whole);
    Room room = ends.admitted().empty() ? nothing(proposal, ends) : interval(ends);
    return new Claim(proposal, whole, ends, measures, room);
  }

  /// Puts a claim to the oracle.
  public Room confirmed(Claim claim) {
    Span whole = claim.whole;
    var questions =
        oracle.about(Box.of(whole.low(), whole.high()), claim.measures, ranges, pack.limits());
    Claims claims = new Claims(questions);
    String what =
        switch (claim.room) {
          case Room.Interval _ -> askInterval(claims, whole, claim.ends.admitted());
          case Room.Nothing _ -> askNothing(claims, whole, claim.ends.core());
        };
    return claims.outcome() == Claims.Outcome.CONFIRMED
        ? claim.room
        : unconfirmed(claim.proposal, claims.outcome(), what);
  }

  private String askInterval(Claims claims, Span whole, Span in) {
    List<Box> outside = new ArrayList<>();
    if (in.low() > whole.low()) {
      outside.add(Box.of(whole.low(), in.low() - 1));
    }
    if (in.high() < whole.high()) {
      outside.add(Box.at(in.high() + 1)); // beyond a gap larger sizes may be admitted again
    }
    claims.expect(Verdict.SAT, List.of(Box.at(in.high())), all);
    claims.expectExactly(Box.of(in.low(), in.high()), outside, all);
    return "sizes from " + in.low() + " to " + in.high() + " lots";
  }

  private String askNothing(Claims claims, Span whole, List<Integer> core) {
    List<Box> everywhere = List.of(Box.of(whole.low(), whole.high()));
    claims.expect(Verdict.UNSAT, everywhere, core);
    for (Integer member : core) {
      List<Integer> rest = core.stream().filter(i -> !i.equals(member)).toList();
      claims.expect(Verdict.SAT, everywhere, rest);
    }
    return "that no size is admissible";
  }

  private Room interval(Ends ends) {
    Span in = ends.admitted();
    String binding = "";
    for (int i = 0; i < all.size() && binding.isEmpty(); i++) {
      binding = ends.stopsAfter(i, in.high()) ? pack.limits().get(i).id() : "";
    }
    return new Room.Interval(in.low(), in.high(), binding);
  }

  private Room nothing(Proposal proposal, Ends ends) {
    List<Objection> objections = new ArrayList<>();
    for (int i : ends.core()) {
      Measures at = ends.refused(i);
      objections.add(objection(proposal, pack.limits().get(i), at));
    }
    return new Room.Nothing(objections);
  }

  /// Whether every proposal's order would still be admitted with all others open, at these sizes;
  /// shared measures count them all. Anything but [Verdict#SAT] means no.
  ///
  /// @param lots one size for each proposal, 0 for none
  public Verdict jointly(List<Proposal> proposals, List<Long> lots) {
    Together open = Together.of(proposals, lots);
    long[] at = open.lots();
    OrderModel model = new OrderModel(instruments, open.taken, cut);
    for (int i = 0; i < open.taken.size(); i++) {
      Map<MeasureId, Form> measures = model.sharedMeasures(i, leverage);
      Verdict solver =
          oracle
              .about(Box.at(at), measures, ranges, pack.limits())
              .admissible(List.of(Box.at(at)), all);
      boolean exact = admitted(measures, at);
      if (solver != Verdict.SAT) {
        return solver == Verdict.UNSAT && exact ? Verdict.UNKNOWN : solver;
      }
      if (!exact) {
        return Verdict.UNKNOWN;
      }
    }
    return Verdict.SAT;
  }

  /// The same by exact arithmetic alone; asks nobody.
  public boolean claimedJointly(List<Proposal> proposals, List<Long> lots) {
    Together open = Together.of(proposals, lots);
    long[] at = open.lots();
    OrderModel model = new OrderModel(instruments, open.taken, cut);
    return IntStream.range(0, open.taken.size())
        .allMatch(i -> admitted(model.sharedMeasures(i, leverage), at));
  }

  /// Orders that are open at the same time, and their sizes.
  private record Together(List<Proposal> taken, List<Long> sizes) {
    static Together of(List<Proposal> proposals, List<Long> lots) {
      int[] taken = IntStream.range(0, proposals.size()).filter(i -> lots.get(i) > 0).toArray();
      return new Together(
          IntStream.of(taken).mapToObj(proposals::get).toList(),
          IntStream.of(taken).mapToObj(lots::get).toList());
    }

    long[] lots() {
      return sizes.stream().mapToLong(Long::longValue).toArray();
    }
  }

  private boolean admitted(Map<MeasureId, Form> measures, long[] at) {
    return meaning.first(new FormMeasures(measures, at)).isEmpty();
  }

  /// The limits that proposals share, as linear rows over the lots they add to the worst case.
  public List<SharedCap> shared(List<Proposal> proposals) {
    return new SharedCaps(pack, meaning, instruments, leverage, cut).rows(proposals);
  }

  private Room unconfirmed(Proposal proposal, Claims.Outcome outcome, String what) {
    boolean unknown = outcome == Claims.Outcome.UNKNOWN;
    String says =
        unknown
            ? "The solver could not confirm " + what + " within its fuel, so nothing is admitted."
            : "Solver and exact arithmetic disagree about " + what + ", so nothing is admitted.";
    return new Room.Nothing(
        List.of(
            new Objection(
                Stage.FEASIBLE,
                unknown ? UNKNOWN : DISAGREES,
                proposal.intent().instrument(),
                proposal.intent().side(),
                proposal.intent().strategy(),
                "both ends of the interval confirmed",
                0,
                0,
                0,
                says)));
  }

  private Objection objection(Proposal proposal, Limit limit, Measures at) {
    Reading reading = meaning.read(limit, at);
    Reading.Judged j = reading instanceof Reading.Judged judged ? judged : null;
    return new Objection(
        Stage.FEASIBLE,
        limit.id(),
        proposal.intent().instrument(),
        proposal.intent().side(),
        proposal.intent().strategy(),
        limit.text(),
        j == null ? 0 : j.value(),
        j == null ? 0 : j.bound(),
        j == null ? 0 : j.beyond(),
        LimitSays.text(reading, at));
  }
}
