package dev.warrant.sim.trial;

import dev.warrant.execution.desk.Counters;
import dev.warrant.execution.desk.Desk;
import dev.warrant.execution.desk.DeskView;
import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.event.Stamped;
import dev.warrant.knowledge.journal.Entry;
import dev.warrant.knowledge.journal.JournalReader;
import dev.warrant.knowledge.unit.E8;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.sim.replay.Replayed;
import dev.warrant.sim.replay.Replayer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A run as its journal tells it, in the terms of a [Rerun]: the orders that are on record, and
/// money and exposure as a replay of them shows it. Nothing of it is taken from a summary.
public final class PastRun implements Replayer.Onlooker {
  private static final long SECOND = 1_000_000_000L;

  private DeskEvent.@Nullable Started started;
  private long startNanos;
  private long boundary;
  private long seq;
  private long nanos;
  private @E8 long gross;
  private boolean opened;
  private @E8 long openingE8;

  private PastRun() {}

  /// Reads the run whose journal is in `journal`.
  ///
  /// @param replayer of its packs
  /// @throws IllegalStateException if it is not what a replay makes of its inputs, or has no start
  public static Rerun read(Path journal, Replayer replayer) {
    PastRun past = new PastRun();
    Replayed replayed = replayer.replay(journal, past);
    if (replayed.difference() != null) {
      throw new IllegalStateException(
          "the run is not what its inputs lead to: " + replayed.difference());
    }
    Desk desk = replayer.desk();
    DeskEvent.Started first = past.started;
    if (desk == null || first == null) {
      throw new IllegalStateException("the journal in " + journal + " holds no run");
    }
    return past.result(desk, orders(journal, first.instruments()), replayed);
  }

  /// The desk is looked at once a second, after all inputs up to it, and not after its end.
  @Override
  public void before(Stamped next, @Nullable Desk desk) {
    if (next.event() instanceof DeskEvent.Started s && started == null) {
      started = s;
      startNanos = next.nanos();
      boundary = startNanos + SECOND;
    }
    if (desk != null && (next.nanos() > boundary || next.event() instanceof DeskEvent.Stopped)) {
      DeskView view = desk.view(seq, nanos);
      gross = Math.max(gross, Rerun.gross(view));
      if (view != null && view.reconciled() && !opened) {
        opened = true;
        openingE8 = view.equityE8() - view.profitE8();
      }
      boundary += Math.ceilDiv(Math.max(1, next.nanos() - boundary), SECOND) * SECOND;
    }
    seq = next.seq();
    nanos = next.nanos();
  }

  private Rerun result(Desk desk, List<Rerun.Placed> orders, Replayed replayed) {
    DeskView view = desk.view(seq, nanos);
    if (view == null) {
      throw new IllegalStateException("the desk never began");
    }
    Counters counters = desk.counters();
    return new Rerun(
        orders,
        counters.fills(),
        new TreeMap<>(counters.refusalsByLimit()),
        opened ? view.equityE8() - openingE8 : 0,
        view.feesE8(),
        gross,
        view.mode(),
        replayed.rebuilt().journal());
  }

  private static List<Rerun.Placed> orders(Path journal, List<Instrument> instruments) {
    List<Rerun.Placed> out = new ArrayList<>();
    JournalReader.read(
        journal,
        entry -> {
          if (entry instanceof Entry.Concluded c && c.derived() instanceof Derived.Ordered o) {
            out.add(Rerun.Placed.of(c.nanos(), instruments, o.order()));
          }
        });
    return out;
  }
}
