package dev.warrant.sim.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warrant.execution.desk.DeskConfig;
import dev.warrant.execution.desk.DeskRules;
import dev.warrant.execution.desk.DeskView;
import dev.warrant.execution.desk.Roots;
import dev.warrant.execution.desk.Uncertified;
import dev.warrant.execution.desk.Version;
import dev.warrant.execution.desk.Versions;
import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.event.Event;
import dev.warrant.knowledge.fact.Mode;
import dev.warrant.knowledge.journal.Entry;
import dev.warrant.knowledge.journal.JournalReader;
import dev.warrant.knowledge.journal.JournalWriter;
import dev.warrant.knowledge.trace.TraceRoot;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.sim.backtest.House;
import dev.warrant.sim.backtest.Lab;
import dev.warrant.sim.backtest.SimDesk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Another policy in a running desk: one number, and everything follows from it.
class SwitchTest {
  private static final long SEED = 3;
  private static final long STEP = Lab.SECOND / 50;
  private static final DeskRules HOUSE = House.RULES;

  @TempDir private Path folder = Path.of("");

  /// One record of a journal with the number it belongs to.
  private record Line(long seq, Event input, List<Derived> concluded) {}

  private DeskRules edited(String name, String file, String from, String to) throws IOException {
    Path pack = folder.resolve(name);
    try (Stream<Path> all = Files.walk(House.PACKS.resolve("house-policy"))) {
      for (Path p : all.toList()) {
        Files.copy(p, pack.resolve(House.PACKS.resolve("house-policy").relativize(p).toString()));
      }
    }
    Path limits = pack.resolve(file);
    String text = Files.readString(limits);
    assertThat(text).contains(from);
    Files.writeString(limits, text.replace(from, to));
    return DeskRules.load(pack, House.PACKS.resolve("house-strategy"));
  }

  /// Orders of a tenth less: what rests stays inside.
  private DeskRules slightlyTighter() throws IOException {
    return edited("less", "limits/1-position.yaml", "value: \"3000\"", "value: \"2900\"");
  }

  /// Positions of a tenth of the equity: what the desk holds is outside.
  private DeskRules muchTighter() throws IOException {
    return edited("small", "tables/capital-tiers.csv", "4000,80,", "4000,10,");
  }

  private static Versions versions(SimDesk.Setup setup, DeskRules... rules) {
    return to -> {
      for (DeskRules r : rules) {
        if (r.policy().digest().equals(to.policy())) {
          return new Version(
              r.policy(),
              Uncertified.of(r),
              () -> r.deliberator(setup.instruments(), setup.config().leverage(), House.CACHE));
        }
      }
      throw new IllegalStateException("no version " + to.policy());
    };
  }

  private static DeskEvent.Switched to(DeskRules rules, Digest tighterThan) {
    return new DeskEvent.Switched(
        rules.policy().digest(),
        rules.strategy().digest(),
        rules.modelDigest(),
        tighterThan,
        "a test");
  }

  /// What a test does with a desk that runs.
  private interface Doing {
    void with(SimDesk desk);
  }

  private Roots run(Doing doing, DeskRules... others) {
    TraceRoot trace = new TraceRoot();
    try (JournalWriter journal = JournalWriter.open(folder.resolve("journal"), "switched")) {
      SimDesk.Setup setup = Lab.house().setup(Lab.market(SEED), SEED);
      try (SimDesk desk = new SimDesk(setup.with(versions(setup, others)), journal, trace)) {
        doing.with(desk);
        desk.stop();
      }
      return new Roots(journal.root(), trace.root(), trace.size());
    }
  }

  private List<Line> lines() {
    List<Line> out = new ArrayList<>();
    JournalReader.read(
        folder.resolve("journal"),
        entry -> {
          switch (entry) {
            case Entry.Input i ->
                out.add(new Line(i.seq(), i.stamped().event(), new ArrayList<>()));
            case Entry.Concluded c -> out.getLast().concluded().add(c.derived());
          }
        });
    return out;
  }

  private static void step(SimDesk desk, Predicate<SimDesk> until) {
    step(desk, STEP, until);
  }

  private static void step(SimDesk desk, long nanos, Predicate<SimDesk> until) {
    long end = desk.time().nanos() + 300 * Lab.SECOND;
    while (!until.test(desk)) {
      assertThat(desk.time().nanos()).isLessThan(end);
      desk.run(desk.time().nanos() + nanos);
    }
  }

  /// Something rests besides stops.
  private static boolean works(SimDesk desk) {
    var view = desk.sequencer().view();
    return view != null
        && view.lines().stream().anyMatch(l -> l.openOrders() > (l.net() == 0 ? 0 : 1));
  }

  /// A cut was taken and its result is not published.
  private static boolean deliberates(SimDesk desk) {
    return desk.desk().nextCut() - 1 > desk.desk().counters().deliberations();
  }

  private static boolean holds(SimDesk desk) {
    var view = desk.sequencer().view();
    return view != null && view.lines().stream().anyMatch(SwitchTest::large);
  }

  /// More than a tenth of the capital.
  private static boolean large(DeskView.Line l) {
    long worth = l.instrument().notionalE8(l.instrument().ticksOfE8(l.markE8()), Math.abs(l.net()));
    return worth > DeskConfig.standard().capitalE8() / 10 * 101 / 100;
  }

  private void replays(Roots roots, DeskRules... others) {
    PackShelf shelf =
        (policy, _) -> {
          for (DeskRules r : others) {
            if (r.policy().digest().equals(policy)) {
              return r;
            }
          }
          return null;
        };
    try (Replayer replayer = new Replayer(HOUSE, shelf, House.CACHE, _ -> {})) {
      Replayed replayed = replayer.replay(folder.resolve("journal"));
      assertThat(replayed.difference()).isNull();
      assertThat(replayed.rebuilt()).isEqualTo(roots);
    }
  }

  private static List<Derived.Issued> issued(List<Line> lines) {
    return lines.stream()
        .flatMap(l -> l.concluded().stream())
        .filter(Derived.Issued.class::isInstance)
        .map(Derived.Issued.class::cast)
        .toList();
  }

  private static int at(List<Line> lines, Predicate<Event> what) {
    for (int i = 0; i < lines.size(); i++) {
      if (what.test(lines.get(i).input())) {
        return i;
      }
    }
    throw new AssertionError("no such input");
  }

  @Test
  void whatIsTighterHoldsFromItsNumberOnAndReplayFollows() throws IOException {
    DeskRules next = slightlyTighter();
    Roots roots =
        run(
            desk -> {
              step(desk, SwitchTest::works);
              desk.offer(to(next, HOUSE.policy().digest()));
              desk.run(desk.time().nanos() + 10 * Lab.SECOND);
            },
            next);
    List<Line> lines = lines();
    int here = at(lines, DeskEvent.Switched.class::isInstance);
    List<Derived> then = lines.get(here).concluded();
    assertThat(then)
        .anyMatch(d -> d instanceof Derived.Withdrawn w && w.why().endsWith("is in force"));
    assertThat(then)
        .anyMatch(d -> d instanceof Derived.Adopted a && a.toWarrant() == 0)
        .noneMatch(Derived.Breached.class::isInstance)
        .noneMatch(Derived.ModeChanged.class::isInstance);
    assertThat(then).last().isInstanceOf(Derived.TraceHead.class);
    assertThat(issued(lines.subList(0, here)))
        .isNotEmpty()
        .allMatch(i -> i.warrant().policy().equals(HOUSE.policy().digest()));
    assertThat(issued(lines.subList(here, lines.size())))
        .isNotEmpty()
        .allMatch(i -> i.warrant().policy().equals(next.policy().digest()));
    replays(roots, next);
    PackShelf house = (policy, _) -> policy.equals(HOUSE.policy().digest()) ? HOUSE : null;
    try (Replayer later = new Replayer(next, house, House.CACHE, _ -> {})) {
      Replayer.Moment early =
          later.moment(folder.resolve("journal"), Lab.START + 3 * Lab.SECOND).orElseThrow();
      assertThat(early.policy().digest()).isEqualTo(HOUSE.policy().digest());
    }
    try (Replayer alone = new Replayer(HOUSE, House.CACHE, _ -> {})) {
      assertThatThrownBy(() -> alone.replay(folder.resolve("journal")))
          .hasMessageContaining("the desk after the switch to " + next.policy().digest().brief())
          .hasMessageContaining("Maybe");
    }
  }

  @Test
  void whatIsNotProvedTighterWaitsForTheDiskAndADeliberationUnderWayIsVoid() throws IOException {
    DeskRules next = slightlyTighter();
    Roots roots =
        run(
            desk -> {
              step(desk, SwitchTest::works);
              desk.offer(to(next, Digest.ZERO));
              desk.run(desk.time().nanos() + 5 * Lab.SECOND);
              step(desk, Lab.SECOND / 1_000, SwitchTest::deliberates);
              desk.offer(to(HOUSE, next.policy().digest()));
              desk.run(desk.time().nanos() + 30 * Lab.SECOND);
            },
            next,
            HOUSE);
    List<Line> lines = lines();
    int here = at(lines, DeskEvent.Switched.class::isInstance);
    long seq = lines.get(here).seq();
    int durable = at(lines, e -> e instanceof DeskEvent.Durable d && d.through() >= seq);
    assertThat(lines.get(here).concluded()).singleElement().isInstanceOf(Derived.TraceHead.class);
    assertThat(lines.get(durable).concluded())
        .anyMatch(d -> d instanceof Derived.Withdrawn w && w.why().endsWith("is in force"));
    assertThat(lines.stream().flatMap(l -> l.concluded().stream()))
        .anyMatch(d -> d instanceof Derived.Deliberated v && v.outcome().startsWith("void"));
    int back =
        at(
            lines,
            e -> e instanceof DeskEvent.Switched s && !s.policy().equals(next.policy().digest()));
    assertThat(issued(lines.subList(back, lines.size())))
        .isNotEmpty()
        .allMatch(i -> i.warrant().policy().equals(HOUSE.policy().digest()));
    replays(roots, next);
  }

  @Test
  void aPositionOverANewLimitIsAPassiveBreachAndTheDeskDoesWhatThePackSays() throws IOException {
    DeskRules next = muchTighter();
    assertThat(next.policy().asks("worst-position").mode()).isEqualTo(Mode.REDUCE);
    Roots roots =
        run(
            desk -> {
              step(desk, SwitchTest::holds);
              desk.offer(to(next, HOUSE.policy().digest()));
              desk.run(desk.time().nanos() + 5 * Lab.SECOND);
            },
            next);
    List<Line> lines = lines();
    int here = at(lines, DeskEvent.Switched.class::isInstance);
    List<Derived> then = lines.get(here).concluded();
    assertThat(then)
        .anyMatch(d ->
            d instanceof Derived.Breached b
                && b.turn() == Derived.Turn.OPENED
                && b.breach().limit().equals("worst-position")
                && !b.breach().active()
                && b.breach().peak().value() > b.breach().peak().bound()
                && b.breach().says().contains("could reach"));
    assertThat(then)
        .anyMatch(d ->
            d instanceof Derived.ModeChanged m
                && m.to() == Mode.REDUCE
                && m.why().startsWith("BREACH: worst-position: "));
    replays(roots, next);
  }
}
