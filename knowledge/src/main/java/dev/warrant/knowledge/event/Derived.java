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

  /// A resting order was re-admitted under another warrant of its instrument and side.
  record Adopted(int instrument, String clientId, long fromWarrant, long toWarrant)
      implements Derived {}

  /// Desk and venue had to be brought together over something.
  ///
  /// @param kind the ledger's word for it
  record Found(String kind, int instrument, String subject, long ours, long venue, String says)
      implements Derived {}

  /// When a policy came into force the desk stood outside one of its limits, without any order: a
  /// passive breach.
  ///
  /// @param instrument index, or -1 if the limit is about the whole account
  /// @param limit its id
  /// @param value left side, as objections give it
  /// @param bound right side likewise
  record Breached(int instrument, String limit, long value, long bound, String says)
      implements Derived {}

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

  /// The trace log's size and root so far.
  record TraceHead(long size, Digest root) implements Derived {}
}
