package dev.warrant.knowledge.event;

import dev.warrant.knowledge.fact.Fact;
import dev.warrant.knowledge.fact.Mode;
import dev.warrant.knowledge.order.Objection;
import dev.warrant.knowledge.order.OrderRecord;
import dev.warrant.knowledge.order.Refusal;
import dev.warrant.knowledge.order.Warrant;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.knowledge.unit.E8;
import dev.warrant.knowledge.unit.Lots;
import java.util.List;

/// What the desk concluded from its inputs; replay recomputes each and compares.
public sealed interface Derived {
  /// A belief changed.
  record Believed(Fact.Belief belief) implements Derived {}

  /// A pattern matched.
  record Matched(Fact.Pattern pattern) implements Derived {}

  /// A deliberation ended, also when nothing came of it.
  record Deliberated(
      long cut,
      long asOf,
      Digest facts,
      int factCount,
      int intents,
      int objections,
      int warrants,
      String outcome,
      Digest root)
      implements Derived {}

  /// A warrant was issued; it acts once a durability mark covers this record.
  record Issued(Warrant warrant) implements Derived {}

  /// A warrant ended before its time.
  record Withdrawn(int epoch, long warrant, String why) implements Derived {}

  /// An order was admitted. Its bytes leave after this record is written.
  record Ordered(OrderRecord order) implements Derived {}

  /// What the guard saw when it admitted the order of the record before. Written as soon as the
  /// order has left, before the next input: what went out does not wait for the hash of its
  /// reasons.
  ///
  /// @param bindingLimit the limit with the least relative margin, as an index into the guard's
  ///   list; -1 if none that binds has a margin
  /// @param margin that limit's margin in the limit's own scale
  /// @param measures digest of the measure vector the guard saw
  record Admitted(String clientId, int bindingLimit, long margin, Digest measures)
      implements Derived {}

  /// The measures the guard saw when it admitted or refused the order of the record before: those
  /// it reads, in the order its [LimitsInForce] gives. Of an admitted order their digest stands in
  /// [Admitted]; a refused one has the client id that it would have had.
  ///
  /// @param present by 64, one bit for each that was present, the first in the lowest bit
  /// @param values one for each; 0 if absent
  record Seen(String clientId, List<Long> present, List<Long> values) implements Derived {
    public Seen {
      present = List.copyOf(present);
      values = List.copyOf(values);
    }
  }

  /// A measure that a guard reads.
  ///
  /// @param unit what one of its integer is, such as `MONEY`
  /// @param min least value it may have; with another the guard refuses
  /// @param max greatest likewise
  record Scale(String measure, String unit, long min, long max) {}

  /// A limit as comparison of integer polynomials, parameters and tables filled in. All formulas
  /// are terms of SMT-LIB 2 over whole numbers in which measures stand by name, as far as they are
  /// made of numbers, `+`, `*`, `-`, `ite`, `and`, `or`, `not`, `true`, `false`, comparisons, and
  /// `min`, `max`, `abs`.
  ///
  /// @param number place among the guard's limits, from 1
  /// @param increasing whether it binds only orders with `order.increasing`
  /// @param text what is required, as its author wrote it, in FEEL
  /// @param reads measures that have to be there and in range if it binds, as places in
  ///   [LimitsInForce#reads], ascending
  /// @param decided whether every table it reads says which row decides; without, it refuses
  /// @param when whether it binds
  /// @param op how `left` has to compare with `right`: `<=`, `<`, `>=`, `>`, `=`, `!=`
  /// @param left left side, times `under`
  /// @param right right side, times `under`
  /// @param under positive
  /// @param tight whether it can be the closest limit of [Admitted]
  /// @param ratio whether its margin is told in parts per million
  record Polynomial(
      int number,
      String id,
      String layer,
      boolean increasing,
      String text,
      List<Integer> reads,
      String decided,
      String when,
      String op,
      String left,
      String right,
      String under,
      boolean tight,
      boolean ratio) {
    public Polynomial {
      reads = List.copyOf(reads);
    }
  }

  /// From here on a guard asks these limits. Each is proved equal to what its author wrote before
  /// the guard may admit anything.
  ///
  /// @param guard `entry` for orders under warrants, `exit` for exits and stops
  /// @param policy digest of the policy pack
  /// @param reads every measure it reads, in the order of [Seen]
  record LimitsInForce(String guard, Digest policy, List<Scale> reads, List<Polynomial> limits)
      implements Derived {
    public LimitsInForce {
      reads = List.copyOf(reads);
      limits = List.copyOf(limits);
    }
  }

  /// A resting order was re-admitted under another warrant of its instrument and side.
  record Adopted(int instrument, String clientId, long fromWarrant, long toWarrant)
      implements Derived {}

  /// Desk and venue had to be brought together over something.
  ///
  /// @param kind the ledger's word for it
  record Found(String kind, int instrument, String subject, long ours, long venue, String says)
      implements Derived {}

  /// The desk stands outside a limit without any order: how, since when, and what holds it for
  /// that.
  ///
  /// @param instrument index, or -1 if the limit is about the whole account
  /// @param limit its id
  /// @param active whether an order or fill of ours led there; otherwise the world moved, or
  ///   another policy came into force, and the breach is passive
  /// @param opened number of the input at which it began
  /// @param openedNanos its time
  /// @param peak how far outside it was at worst
  /// @param open whether it still is outside
  /// @param asks where the desk goes for it; [Mode#NORMAL] if nowhere
  /// @param people how many people must release that mode; 0 if there is none or it is released
  /// @param says the limit's sentence when it was worst
  record Breach(
      int instrument,
      String limit,
      boolean active,
      long opened,
      long openedNanos,
      Outside peak,
      boolean open,
      Mode asks,
      int people,
      String says) {}

  /// How far outside a limit.
  ///
  /// @param value left side of the limit, as objections give it
  /// @param bound right side likewise
  /// @param beyond how far the one is beyond the other, likewise
  record Outside(long nanos, long value, long bound, long beyond) {}

  /// What became of a breach.
  enum Turn {
    /// It began.
    OPENED,
    /// It is worse than it ever was.
    WORSE,
    /// The limit is kept again. What it asked for holds until people release it.
    CLEARED,
    /// People released the desk from what it asked for.
    RELEASED,
    /// It is as it was; told once a minute, so that a shortened journal still knows.
    STANDS
  }

  /// A breach began, got worse, ended or was released.
  ///
  /// @param breach as it is from now on
  /// @param note who released it, or how it ended; may be empty
  record Breached(Turn turn, Breach breach, String note) implements Derived {}

  /// How much is used of a limit entered or left a share at which its author wants to be warned.
  ///
  /// @param instrument index, or -1 if the limit is about the whole account
  /// @param share the highest share reached, in percent; 0 if none is any more
  /// @param before the same before
  /// @param usedPpm what is used of the limit now, parts per million
  record Warned(int instrument, String limit, int share, int before, long usedPpm, String says)
      implements Derived {}

  /// How much is used of a limit.
  ///
  /// @param usedPpm parts per million, at most ten times the limit
  record Use(int instrument, String limit, long usedPpm) {}

  /// How much is used of the limits that can be read without an order: those of which it changed by
  /// a percent or more since it was last told.
  record Used(List<Use> uses) implements Derived {
    public Used {
      uses = List.copyOf(uses);
    }
  }

  /// The policy that listens judged an order otherwise than the one in force; told at most once a
  /// second for each side of an instrument and each limit.
  ///
  /// @param admitted whether the one in force admitted it
  /// @param objection of the one that did not
  record Disagreed(boolean admitted, Objection objection) implements Derived {}

  /// A cancel was decided.
  record Cancelled(int instrument, String clientId, String why) implements Derived {}

  /// The guard refused an order.
  record Refused(Refusal refusal) implements Derived {}

  /// The mode changed.
  record ModeChanged(Mode from, Mode to, String why) implements Derived {}

  /// Ledger state of one instrument.
  record Holding(
      int instrument,
      @Lots long net,
      @E8 long costE8,
      @E8 long realisedE8,
      @E8 long feesE8,
      @E8 long fundingE8) {}

  /// Ledger state, once a minute and at a clean stop.
  ///
  /// @param day the UTC day `dailyStartE8` belongs to, as days since the epoch
  record Snapshot(
      @E8 long walletE8, @E8 long peakE8, @E8 long dailyStartE8, long day, List<Holding> holdings)
      implements Derived {
    public Snapshot {
      holdings = List.copyOf(holdings);
    }
  }

  /// How far trace and inputs have come: once a second while the trace grows, at each switch of
  /// policy, once a minute and at the end. With it, who changes an input and makes the chains again
  /// has to change a conclusion too, and a replay finds the stretch.
  ///
  /// @param size of the trace log
  /// @param inputs head of the chain over inputs, the present one among them
  /// @param root of the trace log
  record TraceHead(long size, Digest inputs, Digest root) implements Derived {}
}
