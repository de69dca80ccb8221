package dev.warrant.reasoning.deliberate;

import dev.warrant.knowledge.deliberate.Cut;
import dev.warrant.knowledge.fact.Fact;
import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.knowledge.order.Intent;
import dev.warrant.knowledge.order.Objection;
import dev.warrant.knowledge.order.Urgency;
import dev.warrant.knowledge.trace.TraceNode;
import dev.warrant.knowledge.unit.Canon;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.knowledge.unit.Side;
import dev.warrant.reasoning.feasible.CutMeasures;
import dev.warrant.reasoning.feasible.FeasibilityOracle;
import dev.warrant.reasoning.feasible.Feasible;
import dev.warrant.reasoning.feasible.Proposal;
import dev.warrant.reasoning.feasible.Room;
import dev.warrant.reasoning.feasible.Runs;
import dev.warrant.reasoning.feasible.SharedCap;
import dev.warrant.reasoning.feasible.SolverOracle;
import dev.warrant.reasoning.sizing.SharedRow;
import dev.warrant.reasoning.smt.Spares;
import dev.warrant.reasoning.smt.Verdict;
import dev.warrant.rules.limit.Limit;
import dev.warrant.rules.limit.LimitReader;
import dev.warrant.rules.pack.PolicyPack;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The stage over the limits of a policy pack: intervals and cores by exact arithmetic, confirmed
/// by a fresh solver context for each cut.
///
/// Confirmations run on a thread of the stage, in the order in which they are asked for, while the
/// caller works ahead with what arithmetic claims. Who waits for whom changes no answer: the solver
/// hears the same questions in the same order.
public final class LimitsStage implements FeasibilityStage {
  private final PolicyPack policy;
  private final Runs limits;
  private final List<Instrument> instruments;
  private final long leverage;
  private final Supplier<FeasibilityOracle> oracles;
  private final Runnable atEnd;
  private final Confirmer confirmer = new Confirmer();

  /// @param leverage leverage at which the account counts initial margin
  /// @param oracles a fresh oracle for each cut; the stage closes it
  /// @param atEnd what to release when the stage is closed
  public LimitsStage(
      PolicyPack policy,
      List<Instrument> instruments,
      long leverage,
      Supplier<FeasibilityOracle> oracles,
      Runnable atEnd) {
    this.policy = policy;
    limits = new Runs(policy);
    this.instruments = List.copyOf(instruments);
    this.leverage = leverage;
    this.oracles = oracles;
    this.atEnd = atEnd;
  }

  /// The stage that asks Z3.
  ///
  /// @param fuel how much one question may cost, in the solver's own units
  public static LimitsStage withSolver(
      PolicyPack policy, List<Instrument> instruments, long leverage, long fuel) {
    Spares spares = new Spares(fuel);
    return new LimitsStage(
        policy, instruments, leverage, () -> new SolverOracle(spares.take()), spares::close);
  }

  @Override
  public Look at(Cut cut) {
    return new AtCut(cut, new LateOracle(oracles), true);
  }

  @Override
  public FeasibilityStage unconfirmed() {
    return cut -> new AtCut(cut, new LateOracle(oracles), false);
  }

  @Override
  public void close() {
    confirmer.end(atEnd);
  }

  /// What was claimed for some intents, and the confirmations under way.
  private record Asked(
      List<Intent> intents, List<Room> claims, List<Future<Room>> rooms, List<SharedRow> shared) {}

  private final class AtCut implements Look {
    private final FactIndex index;
    private final LateOracle oracle;
    private final Feasible feasible;
    private final boolean confirming;
    private @Nullable Asked asked;

    /// @param confirming whether the oracle is asked at all
    AtCut(Cut cut, LateOracle oracle, boolean confirming) {
      this.oracle = oracle;
      this.confirming = confirming;
      index = new FactIndex(cut.facts());
      CutMeasures measures = CutMeasures.of(cut.facts());
      feasible = new Feasible(policy, limits, instruments, leverage, measures, oracle);
    }

    @Override
    public @Nullable Feasibility claimed(List<Intent> intents) {
      if (!confirming) {
        return null; // it is what will be said at once
      }
      Asked now = asked(intents);
      return feasibility(intents, now.claims, now.shared);
    }

    @Override
    public Feasibility of(List<Intent> intents) {
      Asked now = asked(intents);
      List<Room> rooms = now.rooms.stream().map(Confirmer::await).toList();
      return feasibility(intents, rooms, now.shared);
    }

    private Asked asked(List<Intent> intents) {
      Asked before = asked;
      if (before != null && before.intents.equals(intents)) {
        return before;
      }
      List<Proposal> proposals = intents.stream().map(this::proposal).toList();
      List<Room> claims = new ArrayList<>();
      List<Future<Room>> rooms = new ArrayList<>();
      for (Proposal proposal : proposals) {
        Feasible.Claim claim = feasible.claim(proposal);
        claims.add(claim.room());
        rooms.add(
            confirming
                ? confirmer.ask(() -> feasible.confirmed(claim))
                : CompletableFuture.completedFuture(claim.room()));
      }
      List<SharedRow> rows = new ArrayList<>();
      for (SharedCap cap : feasible.shared(proposals)) {
        rows.add(new SharedRow(cap.limit(), cap.coefficients(), Math.max(0, cap.bound())));
      }
      Asked now = new Asked(List.copyOf(intents), claims, rooms, rows);
      asked = now;
      return now;
    }

    private Feasibility feasibility(
        List<Intent> intents, List<Room> rooms, List<SharedRow> shared) {
      List<Range> ranges = new ArrayList<>();
      List<Objection> objections = new ArrayList<>();
      List<TraceNode> nodes = new ArrayList<>();
      for (int i = 0; i < intents.size(); i++) {
        Intent intent = intents.get(i);
        switch (rooms.get(i)) {
          case Room.Interval(long low, long high, String limit) -> {
            List<String> binding = limit.isEmpty() ? List.of() : List.of(limit);
            TraceContent.Interval found = new TraceContent.Interval(low, high, limit);
            ranges.add(new Range(low, high, node(intent, found, binding, nodes)));
          }
          case Room.Nothing n -> {
            objections.addAll(n.objections());
            List<String> core = n.objections().stream().map(Objection::rule).toList();
            TraceContent.Interval none = new TraceContent.Interval(0, 0, String.join(" ", core));
            ranges.add(new Range(0, 0, node(intent, none, core, nodes)));
          }
        }
      }
      return new Feasibility(ranges, objections, shared, nodes);
    }

    @Override
    public boolean jointly(List<Intent> intents, List<Long> added) {
      List<Proposal> proposals = intents.stream().map(this::proposal).toList();
      if (!confirming) {
        return feasible.claimedJointly(proposals, added);
      }
      return Confirmer.await(confirmer.ask(() -> feasible.jointly(proposals, added)))
          == Verdict.SAT;
    }

    /// An order rests on its own side or takes the other.
    private Proposal proposal(Intent intent) {
      Fact.Quote quote = index.quote(intent.instrument());
      if (quote == null) {
        throw new IllegalArgumentException("no quote of instrument " + intent.instrument());
      }
      boolean atBid = (intent.side() == Side.BUY) != (intent.urgency() == Urgency.URGENT);
      return new Proposal(intent, atBid ? quote.bid() : quote.ask());
    }

    /// The interval's node stands on the measures that the limits in question read.
    private Digest node(
        Intent intent, TraceContent.Interval found, List<String> limits, List<TraceNode> nodes) {
      List<Digest> children = new ArrayList<>();
      for (Limit limit : policy.limits()) {
        if (limits.contains(limit.id())) {
          for (MeasureId id : LimitReader.reads(limit)) {
            leaf(intent.instrument(), id, children, nodes);
          }
        }
      }
      TraceNode node =
          TraceNode.of(
              TraceNode.Kind.INTERVAL,
              intent.side() + " " + intent.instrument(),
              Canon.text(found),
              children.stream().distinct().toList());
      nodes.add(node);
      return node.id();
    }

    private void leaf(int instrument, MeasureId id, List<Digest> out, List<TraceNode> nodes) {
      Fact.Measure own = index.measure(instrument, id.text());
      Fact.Measure measure = own == null ? index.measure(-1, id.text()) : own;
      if (measure != null) {
        TraceNode leaf = TraceNode.of(TraceNode.Kind.FACT, "", Canon.text(measure), List.of());
        nodes.add(leaf);
        out.add(leaf.id());
      }
    }

    /// The caller does not wait for the release of the solver's memory.
    @Override
    public void close() {
      if (confirming) {
        confirmer.later(oracle::close);
      }
    }
  }
}
