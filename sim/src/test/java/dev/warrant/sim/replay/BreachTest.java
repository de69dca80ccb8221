package dev.warrant.sim.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.execution.desk.DeskView;
import dev.warrant.execution.desk.Roots;
import dev.warrant.execution.desk.Uncertified;
import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.event.Derived.Breached;
import dev.warrant.knowledge.event.Derived.Turn;
import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.event.DeskEvent.Command;
import dev.warrant.knowledge.event.DeskEvent.CommandKind;
import dev.warrant.knowledge.event.VenueEvent;
import dev.warrant.knowledge.fact.Mode;
import dev.warrant.knowledge.journal.Entry;
import dev.warrant.knowledge.journal.JournalReader;
import dev.warrant.knowledge.journal.JournalStrip;
import dev.warrant.knowledge.journal.JournalWriter;
import dev.warrant.knowledge.trace.TraceRoot;
import dev.warrant.rules.limit.Expr;
import dev.warrant.rules.limit.Limit;
import dev.warrant.rules.pack.PolicyPack;
import dev.warrant.sim.backtest.House;
import dev.warrant.sim.backtest.Lab;
import dev.warrant.sim.backtest.SimDesk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A desk that comes to stand outside a limit without any order: what it does, what frees it, and
/// that all of it can be rebuilt.
class BreachTest {
  private static final long CAPITAL_E8 = 1_000_000_000_000L;
  private static final long FEE_E8 = 40_000_000_000L;

  @TempDir private Path folder = Path.of("");

  /// The venue books a fee, which no order of ours asked for.
  private static void fee(SimDesk desk, long e8) {
    long wallet = Objects.requireNonNull(desk.sequencer().view()).equityE8() - e8;
    desk.offer(
        new VenueEvent.AccountUpdate(
            "FUNDING_FEE", wallet, -e8, List.of(), desk.time().nanos() / 1_000_000));
  }

  private static void seconds(SimDesk desk, int n) {
    desk.run(desk.time().nanos() + n * Lab.SECOND);
  }

  private static Mode mode(SimDesk desk) {
    DeskView view = desk.sequencer().view();
    return view == null ? Mode.NORMAL : view.mode();
  }

  private static Derived.Breach held(SimDesk desk) {
    return Objects.requireNonNull(desk.sequencer().view()).breaches().stream()
        .filter(b -> b.people() == 2)
        .findFirst()
        .orElseThrow();
  }

  private static void released(SimDesk desk, String... people) {
    Derived.Breach b = held(desk);
    desk.offer(
        new DeskEvent.Released(
            b.instrument(), b.limit(), b.opened(), List.of(people), List.of(), "agreed"));
  }

  private Roots run() {
    TraceRoot trace = new TraceRoot();
    try (JournalWriter journal = JournalWriter.open(folder.resolve("journal"), "breach")) {
      SimDesk.Setup setup = Lab.house().setup(Lab.market(3), 3);
      try (SimDesk desk = new SimDesk(setup, journal, trace)) {
        seconds(desk, 8);
        assertThat(mode(desk)).isEqualTo(Mode.NORMAL);
        fee(desk, FEE_E8);
        seconds(desk, 2);
        assertThat(mode(desk)).as("4 % lost in a day").isEqualTo(Mode.REDUCE);
        desk.offer(new Command(CommandKind.RESUME, "ada", ""));
        desk.offer(new Command(CommandKind.RESUME, "ben", ""));
        released(desk, "ada", "ada");
        seconds(desk, 1);
        assertThat(mode(desk)).as("nobody signed twice").isEqualTo(Mode.REDUCE);
        fee(desk, -FEE_E8);
        seconds(desk, 2);
        assertThat(mode(desk)).as("it is over, and still holds").isEqualTo(Mode.REDUCE);
        released(desk, "ada", "ben");
        seconds(desk, 1);
        assertThat(mode(desk)).isEqualTo(Mode.NORMAL);
        seconds(desk, 4);
        desk.stop();
      }
      return new Roots(journal.root(), trace.root(), trace.size());
    }
  }

  private static List<Derived> standing(Path journal) {
    List<Derived> out = new ArrayList<>();
    JournalReader.read(
        journal,
        entry -> {
          if (entry instanceof Entry.Concluded c && about(c.derived())) {
            out.add(c.derived());
          }
        });
    return out;
  }

  private static boolean about(Derived d) {
    return d instanceof Breached || d instanceof Derived.Warned || d instanceof Derived.Used;
  }

  @Test
  void aFeeIsAPassiveBreachThatHoldsTheDeskUntilTwoPeopleSignAndReplayRebuildsIt()
      throws IOException {
    Roots roots = run();
    List<Derived> recorded = standing(folder.resolve("journal"));
    List<Breached> turns =
        recorded.stream()
            .filter(d -> d instanceof Breached b && b.breach().limit().equals("daily-loss"))
            .map(Breached.class::cast)
            .toList();
    assertThat(turns.stream().map(Breached::turn).filter(t -> t != Turn.WORSE))
        .containsExactly(Turn.OPENED, Turn.CLEARED, Turn.RELEASED);
    assertThat(turns.getFirst().breach().active()).isFalse();
    assertThat(turns.getLast().note()).isEqualTo("daily-loss is released by ada and ben: agreed");
    assertThat(recorded)
        .anyMatch(
            d -> d instanceof Derived.Warned w && w.limit().equals("daily-loss") && w.share() == 80)
        .anyMatch(Derived.Used.class::isInstance);
    Path stripped = folder.resolve("stripped");
    JournalStrip.strip(folder.resolve("journal"), stripped);
    for (Path journal : List.of(folder.resolve("journal"), stripped)) {
      try (Replayer replayer = new Replayer(House.RULES, House.CACHE, _ -> {})) {
        Replayed replayed = replayer.replay(journal);
        assertThat(replayed.difference()).isNull();
        assertThat(replayed.rebuilt()).isEqualTo(roots);
      }
    }
    List<Derived> rebuilt = new ArrayList<>();
    try (Replayer replayer = new Replayer(House.RULES, House.CACHE, _ -> {})) {
      replayer.conclusions(
          stripped,
          Long.MAX_VALUE,
          (input, derived) -> {
            if (about(derived)) {
              rebuilt.add(derived);
            }
          });
    }
    assertThat(rebuilt).containsExactlyElementsOf(recorded);
  }

  /// The house policy with a thousandth of its heat.
  private static PolicyPack small() {
    PolicyPack house = House.RULES.policy();
    List<Limit> limits = new ArrayList<>();
    for (Limit l : house.limits()) {
      TreeMap<String, Expr.Num> parameters = new TreeMap<>(l.parameters());
      if (l.id().equals("heat")) {
        parameters.replaceAll((name, n) -> new Expr.Num(n.numerator(), 1_000 * n.denominator()));
      }
      limits.add(
          new Limit(
              l.number(),
              l.id(),
              l.layer(),
              l.binds(),
              l.says(),
              l.shown(),
              l.text(),
              l.when(),
              l.require(),
              parameters,
              l.tables(),
              l.owner(),
              l.file()));
    }
    return new PolicyPack(
        house.name(), house.version(), house.digest(), house.measures(), limits, house.asks());
  }

  @Test
  void aGuardThatLostALimitIsCaughtByAnActiveBreach() {
    Lab lab = Lab.house().with(Uncertified.of(House.RULES, small()));
    try (JournalWriter journal = JournalWriter.open(folder.resolve("journal"), "lost")) {
      try (SimDesk desk = new SimDesk(lab.setup(Lab.market(3), 3), journal, new TraceRoot())) {
        for (int s = 0; s < 120 && mode(desk) == Mode.NORMAL; s++) {
          seconds(desk, 1);
        }
        assertThat(mode(desk)).isEqualTo(Mode.REDUCE);
        desk.stop();
      }
    }
    assertThat(standing(folder.resolve("journal")))
        .anyMatch(d ->
            d instanceof Breached b
                && b.turn() == Turn.OPENED
                && b.breach().limit().equals("heat")
                && b.breach().active());
  }

  @Test
  void aBreachOfAMeasureNobodyMovedIsNotThere() {
    try (JournalWriter journal = JournalWriter.open(folder.resolve("journal"), "calm")) {
      SimDesk.Setup setup = Lab.house().setup(Lab.market(3), 3);
      try (SimDesk desk = new SimDesk(setup, journal, new TraceRoot())) {
        seconds(desk, 8);
        assertThat(CAPITAL_E8)
            .isCloseTo(
                Objects.requireNonNull(desk.sequencer().view()).equityE8(),
                Offset.offset(FEE_E8 / 10));
        desk.stop();
      }
    }
    assertThat(standing(folder.resolve("journal"))).noneMatch(Breached.class::isInstance);
  }
}
