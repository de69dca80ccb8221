package dev.warrant.execution.desk;

import dev.warrant.execution.executor.Executor;
import dev.warrant.execution.executor.ExecutorConfig;
import dev.warrant.execution.executor.Exits;
import dev.warrant.execution.guard.MeasureBoard;
import dev.warrant.execution.ledger.Finding;
import dev.warrant.execution.ledger.Ledger;
import dev.warrant.execution.ledger.LedgerConfig;
import dev.warrant.execution.ledger.LiveOrder;
import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.event.VenueEvent;
import dev.warrant.knowledge.fact.Fact;
import dev.warrant.knowledge.fact.Mode;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.perception.Perception;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// What one life of a desk perceives, counts and acts with.
record Machinery(
    List<Instrument> instruments,
    MeasureBoard board,
    Perception perception,
    Ledger ledger,
    OrderTrace trace,
    Executor executor,
    Exits exits) {
  /// Machinery that knows nothing yet.
  ///
  /// @param findings hears where ledger and venue differ
  static Machinery of(
      DeskParts parts, Counters counters, DeskEvent.Started started, Consumer<Finding> findings) {
    List<Instrument> instruments = started.instruments();
    MeasureBoard board = new MeasureBoard(instruments.size());
    Perception perception = parts.perception().apply(instruments);
    Ledger ledger = new Ledger(ledgerConfig(parts, instruments), board, findings);
    OrderTrace trace = new OrderTrace(parts.recorder(), instruments.size());
    Outlet outlet = new Outlet(parts.recorder(), trace, parts.link(), counters);
    PerceivedQuotes quotes = new PerceivedQuotes(perception, ledger, instruments);
    ExecutorConfig config = ExecutorConfig.of(started.epoch(), instruments);
    Admissions first = parts.admissions();
    Executor executor = new Executor(config, ledger, board, first.orders(), quotes, outlet);
    Exits exits = new Exits(config, ledger, board, first.exits(), first.exits(), quotes, outlet);
    return new Machinery(instruments, board, perception, ledger, trace, executor, exits);
  }

  private static LedgerConfig ledgerConfig(DeskParts parts, List<Instrument> instruments) {
    List<Long> stops = new ArrayList<>();
    for (Instrument _ : instruments) {
      stops.add(0L);
    }
    return LedgerConfig.of(instruments, parts.config().leverage(), stops);
  }

  /// Tactics and stops of one instrument look again.
  void act(int instrument, long seq, long nanos) {
    executor.onMarket(instrument, seq, nanos);
    exits.onMarket(instrument, seq, nanos);
  }

  /// Those of all do.
  void everywhere(long seq, long nanos) {
    for (int i = 0; i < instruments.size(); i++) {
      act(i, seq, nanos);
    }
  }

  /// Brings what perception measures up to date everywhere.
  void measures(long nanos) {
    for (int i = 0; i < instruments.size(); i++) {
      perception.measures(i, nanos, board);
    }
  }

  /// All facts, in canonical order.
  List<Fact> facts(Mode mode, long seq, long nanos) {
    measures(nanos);
    return new FactStore()
        .from(sink -> perception.facts(nanos, sink))
        .from(ledger::facts)
        .from(sink -> executor.facts(seq, sink))
        .from(sink -> sink.accept(new Fact.DeskMode(-1, seq, mode)))
        .measures(board, seq)
        .inOrder();
  }

  /// Whether some book can be believed.
  boolean sees() {
    for (int i = 0; i < instruments.size(); i++) {
      if (perception.book(i).usable()) {
        return true;
      }
    }
    return false;
  }

  /// Whether it is an order of this desk, and not one of the venue's own.
  boolean ours(VenueEvent.OrderReport r) {
    LiveOrder o = ledger.order(r.clientId());
    return o != null && !o.foreign();
  }
}
