package dev.warrant.sim.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.execution.desk.DeskRules;
import dev.warrant.execution.desk.Roots;
import dev.warrant.execution.desk.RunFolder;
import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.event.MarketEvent;
import dev.warrant.knowledge.event.VenueEvent;
import dev.warrant.knowledge.fact.Mode;
import dev.warrant.knowledge.journal.Entry;
import dev.warrant.knowledge.journal.JournalReader;
import dev.warrant.knowledge.order.ClientId;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.sim.replay.Replayed;
import dev.warrant.sim.replay.Replayer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/// What a run's journal says, and what must hold of any.
final class RunRecord {
  private static final long SKEW_MS = 5_000;
  private final List<Entry> entries = new ArrayList<>();

  RunRecord(RunFolder folder) {
    JournalReader.read(folder.journal(), entries::add);
  }

  /// All records in order.
  List<Entry> entries() {
    return entries;
  }

  /// Client ids of all orders, each of which must be new.
  Set<String> orders() {
    Set<String> ids = new LinkedHashSet<>();
    for (Entry e : entries) {
      if (e instanceof Entry.Concluded(_, _, _, Derived.Ordered o)) {
        assertThat(ids.add(o.order().clientId())).as("used twice: %s", o).isTrue();
      }
    }
    return ids;
  }

  long epochs() {
    return entries.stream()
        .filter(e -> e instanceof Entry.Input i && i.stamped().event() instanceof DeskEvent.Started)
        .count();
  }

  /// In each epoch nothing is ordered under a warrant before desk and venue agree.
  void reconciledFirst() {
    boolean reconciled = false;
    for (Entry e : entries) {
      if (e instanceof Entry.Input i && i.stamped().event() instanceof DeskEvent.Started) {
        reconciled = false;
      } else if (e instanceof Entry.Concluded(_, _, _, Derived.Found f)
          && f.kind().equals("RECONCILED")) {
        reconciled = true;
      } else if (e instanceof Entry.Concluded(_, _, _, Derived.Ordered o)
          && o.order().clientId().startsWith("W")) {
        assertThat(reconciled).as("%s before desk and venue agreed", o).isTrue();
      }
    }
  }

  /// How many inputs of a kind there are.
  <T> long inputs(Class<T> kind, Predicate<T> which) {
    return entries.stream()
        .filter(e -> e instanceof Entry.Input i && kind.isInstance(i.stamped().event()))
        .filter(e -> which.test(kind.cast(((Entry.Input) e).stamped().event())))
        .count();
  }

  /// Nothing is ordered under a warrant between the loss of a stream and the next snapshot.
  void trustedBooksOnly() {
    Set<Integer> lost = new LinkedHashSet<>();
    for (Entry e : entries) {
      if (e instanceof Entry.Input i) {
        switch (i.stamped().event()) {
          case MarketEvent.StreamState s when !s.connected() -> lost.add(s.instrument());
          case MarketEvent.DepthSnapshot s -> lost.remove(s.instrument());
          default -> {}
        }
      } else if (e instanceof Entry.Concluded(_, _, _, Derived.Ordered o)
          && o.order().clientId().startsWith("W")) {
        assertThat(lost).as("%s on a lost book", o).doesNotContain(o.order().instrument());
      }
    }
  }

  /// Between the command of a kill and the mode's return nothing is ordered that could add risk.
  void nothingOrderedWhileKilled() {
    boolean killed = false;
    for (Entry e : entries) {
      if (e instanceof Entry.Input i
          && i.stamped().event() instanceof DeskEvent.Command c
          && c.kind() == DeskEvent.CommandKind.KILL) {
        killed = true;
      } else if (e instanceof Entry.Concluded(_, _, _, Derived.ModeChanged m)
          && m.from() == Mode.EMERGENCY) {
        killed = false;
      } else if (e instanceof Entry.Concluded(_, _, _, Derived.Ordered o) && killed) {
        assertThat(o.order().reduceOnly()).as("%s while killed", o).isTrue();
      }
    }
  }

  /// Nothing that was ordered under a warrant after a kill had closed the gate reached the venue,
  /// until the mode's return: neither by a desk that had not heard of the kill yet, nor later.
  ///
  /// @param kills when each kill had closed the gate, by the desk's clock, in order
  void withheldSince(List<Long> kills, Town town) {
    Set<String> withheld = new LinkedHashSet<>();
    int next = 0;
    boolean killed = false;
    for (Entry e : entries) {
      if (!killed && next < kills.size() && nanos(e) > kills.get(next)) {
        killed = true;
        next++;
      }
      if (e instanceof Entry.Concluded(_, _, _, Derived.ModeChanged m)
          && m.from() == Mode.EMERGENCY) {
        killed = false;
      } else if (e instanceof Entry.Concluded(_, _, _, Derived.Ordered o)
          && killed
          && o.order().clientId().startsWith("W")) {
        withheld.add(o.order().clientId());
      }
    }
    assertThat(next).as("kills in the record").isEqualTo(kills.size());
    assertThat(town.taken().stream().filter(withheld::contains))
        .as("orders at the venue that a closed gate let through")
        .isEmpty();
  }

  /// Samples of a venue's clock that is seconds away from the desk's.
  private List<Entry.Input> samplesSkewed() {
    List<Entry.Input> out = new ArrayList<>();
    for (Entry e : entries) {
      if (e instanceof Entry.Input i
          && i.stamped().event() instanceof VenueEvent.ClockSample s
          && Math.abs(s.serverMs() - s.heardNanos() / 1_000_000) > SKEW_MS) {
        out.add(i);
      }
    }
    return out;
  }

  int skewed() {
    return samplesSkewed().size();
  }

  /// From the second sample on that says so nothing is ordered under a warrant while the venue's
  /// clock is seconds away.
  void nothingNewWhileClocksDisagree() {
    List<Entry.Input> skewed = samplesSkewed();
    assertThat(skewed).hasSizeGreaterThan(2);
    long from = skewed.get(1).seq();
    long to = skewed.getLast().seq();
    for (Entry e : entries) {
      if (e instanceof Entry.Concluded(long seq, _, _, Derived.Ordered o)
          && seq > from
          && seq < to) {
        assertThat(o.order().clientId()).as("%s", o).doesNotStartWith("W");
      }
    }
  }

  /// After any timer of any life, no deliberation is older than a second and yet under no record of
  /// how far the trace has come.
  void tracedToTheSecond() {
    long bare = Long.MAX_VALUE;
    long timer = Long.MIN_VALUE;
    long now = 0;
    for (Entry e : entries) {
      switch (e) {
        case Entry.Input i -> {
          // What the last input of a killed life led to may not have been written.
          boolean born = i.stamped().event() instanceof DeskEvent.Started;
          assertThat(born ? Long.MAX_VALUE : bare).as("before %s", e).isGreaterThan(timer);
          now = i.stamped().nanos();
          bare = born ? Long.MAX_VALUE : bare;
          boolean ticks = i.stamped().event() instanceof DeskEvent.Timer;
          timer = ticks ? now - 1_000_000_000L : Long.MIN_VALUE;
        }
        case Entry.Concluded(_, _, _, Derived.TraceHead _) -> bare = Long.MAX_VALUE;
        case Entry.Concluded(_, _, _, Derived.Deliberated d) when !d.root().equals(Digest.ZERO) ->
            bare = Math.min(bare, now);
        case Entry.Concluded _ -> {}
      }
    }
  }

  private static long nanos(Entry e) {
    return switch (e) {
      case Entry.Input i -> i.stamped().nanos();
      case Entry.Concluded c -> c.nanos();
    };
  }

  /// Everything at the venue that bears a desk's name has a record, and nothing of it was withheld.
  void covers(Town town) {
    Set<String> ours = orders();
    List<String> strangers = new ArrayList<>(town.stops());
    town.taken().stream().filter(ClientId::isOurs).forEach(strangers::add);
    List<String> all = List.copyOf(strangers);
    strangers.removeIf(ours::contains);
    assertThat(strangers).as("orders at the venue without a record").isEmpty();
    Set<String> withheld = new LinkedHashSet<>();
    for (Entry e : entries) {
      if (e instanceof Entry.Input i && i.stamped().event() instanceof VenueEvent.Suppressed s) {
        withheld.add(s.clientId());
      }
    }
    assertThat(all.stream().filter(withheld::contains))
        .as("orders at the venue that the gate withheld")
        .isEmpty();
  }

  /// The run can be rebuilt from its inputs.
  static void replays(RunFolder folder) {
    replayed(folder);
  }

  /// … to the same heads of journal and trace.
  static void replays(RunFolder folder, Roots roots) {
    assertThat(replayed(folder).rebuilt()).isEqualTo(roots);
  }

  private static Replayed replayed(RunFolder folder) {
    DeskRules rules = DeskRules.load(folder.policy(), folder.strategy());
    try (Replayer replayer = new Replayer(rules, ChaosPacks.cache(), _ -> {})) {
      Replayed replayed = replayer.replay(folder.journal());
      assertThat(replayed.difference()).isNull();
      return replayed;
    }
  }
}
