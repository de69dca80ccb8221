package dev.warrant.execution.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.knowledge.deliberate.Cut;
import dev.warrant.knowledge.deliberate.Deliberation;
import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.event.Event;
import dev.warrant.knowledge.event.VenueEvent;
import dev.warrant.knowledge.journal.Entry;
import dev.warrant.knowledge.journal.JournalReader;
import dev.warrant.knowledge.journal.JournalWriter;
import dev.warrant.knowledge.trace.TraceRoot;
import dev.warrant.sim.backtest.House;
import dev.warrant.sim.replay.Replayed;
import dev.warrant.sim.replay.Replayer;
import dev.warrant.sim.wire.Instruments;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A desk that dies after it drew a snapshot of its books and before the journal held it, several
/// lives into its run.
final class DeathInASnapshotTest {
  private static final long START = 1_767_225_600_000_000_000L;
  private static final long WALLET_E8 = 1_000_000_000_000L;
  @TempDir private Path folder = Path.of("");

  /// Takes no cut, so nothing is deliberated.
  private static final DeliberationPort NOBODY =
      new DeliberationPort() {
        @Override
        public void begin(Cut cut) {
          throw new IllegalStateException("expected no cut, found " + cut.id());
        }

        @Override
        public void under(Version version) {}

        @Override
        public Deliberation result(long cut) {
          throw new IllegalStateException("expected no cut, found " + cut);
        }
      };

  /// What a venue with an empty account answers when a desk agrees with it.
  private static Event[] agreement() {
    List<Event> out = new ArrayList<>();
    out.add(new VenueEvent.UserStreamState(true, "a test"));
    out.add(new VenueEvent.OpenOrders(List.of()));
    Instruments.standard().forEach(i -> out.add(new VenueEvent.PastFills(i.index(), List.of())));
    out.add(new VenueEvent.AccountSnapshot(WALLET_E8, WALLET_E8, List.of(), true, true));
    return out.toArray(Event[]::new);
  }

  /// One life of a desk on the journal in `run`, recovered from it as a live desk is.
  private static void live(Path run, Event... heard) {
    LedgerFold before = new LedgerFold();
    Counters counted = new Counters();
    try (JournalWriter journal = JournalWriter.open(run, "run")) {
      int epoch = JournalFold.read(run, before, counted) + 1;
      JournalRecorder recorder = new JournalRecorder(journal, new TraceRoot(), _ -> {});
      DeskConfig config = DeskConfig.standard();
      List<Event> inputs = new ArrayList<>();
      inputs.add(House.RULES.started(epoch, before.tail(), 1, Instruments.standard(), config));
      inputs.addAll(List.of(heard));
      inputs.add(new DeskEvent.Stopped("asked to"));
      try (Desk desk =
          new Desk(DeskParts.silent(config, House.RULES, NOBODY, recorder), before, counted)) {
        for (Event event : inputs) {
          long nanos = START + journal.lastSeq() * 1_000_000;
          desk.on(journal.input(nanos, event), nanos, event);
        }
      }
    }
  }

  private static Derived.@Nullable Snapshot snapshot(Entry entry) {
    return entry instanceof Entry.Concluded c && c.derived() instanceof Derived.Snapshot s
        ? s
        : null;
  }

  /// The journal in `from` as it is if the process died before its last snapshot was written.
  private static void cut(Path from, Path to) {
    List<Entry> all = new ArrayList<>();
    JournalReader.read(from, all::add);
    while (snapshot(all.removeLast()) == null) {
      assertThat(all).isNotEmpty();
    }
    try (JournalWriter copy = JournalWriter.open(to, "run")) {
      for (Entry entry : all) {
        switch (entry) {
          case Entry.Input i -> copy.input(i.stamped().nanos(), i.stamped().event());
          case Entry.Concluded c -> copy.derived(c.derived());
        }
      }
    }
  }

  private static List<Derived.Snapshot> snapshots(Path run) {
    List<Derived.Snapshot> out = new ArrayList<>();
    JournalReader.read(
        run,
        entry -> {
          Derived.Snapshot s = snapshot(entry);
          if (s != null) {
            out.add(s);
          }
        });
    return out;
  }

  @Test
  void replayRestoresTheLaterLifeFromTheSameSnapshotAsRecoveryDid() {
    Path whole = folder.resolve("whole");
    live(whole, agreement());
    live(whole);
    live(whole);
    live(whole);
    Path run = folder.resolve("run");
    cut(whole, run);
    assertThat(snapshots(run)).hasSize(3);
    live(run);
    assertThat(snapshots(run)).hasSize(4).last().isEqualTo(snapshots(whole).getFirst());
    assertThat(snapshots(run).getLast().walletE8()).isEqualTo(WALLET_E8);
    try (Replayer replayer = new Replayer(House.RULES, House.CACHE, _ -> {})) {
      Replayed replayed = replayer.replay(run);
      assertThat(replayed.difference()).isNull();
      assertThat(replayed.same()).isTrue();
    }
  }
}
