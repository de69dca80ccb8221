package dev.warrant.sim.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warrant.execution.desk.Counters;
import dev.warrant.execution.desk.DeskRules;
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
import dev.warrant.knowledge.order.OrderRecord;
import dev.warrant.knowledge.trace.TraceRoot;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.rules.pack.ParameterEdits;
import dev.warrant.sim.backtest.House;
import dev.warrant.sim.backtest.Lab;
import dev.warrant.sim.backtest.SimDesk;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a version goes through in a running desk: it listens, it ends, an override comes and goes.
class VersionLifeTest {
  private static final long SEED = 3;
  private static final DeskRules HOUSE = House.RULES;
  private static final Digest BASE = HOUSE.policy().digest();

  @TempDir private Path folder = Path.of("");

  /// One input with what was concluded from it.
  private record Line(long nanos, Event input, List<Derived> concluded) {}

  private DeskRules with(String limit, String value) {
    Path house = House.PACKS.resolve("house-policy");
    Path made = folder.resolve(limit + "-" + value);
    ParameterEdits.write(
        house,
        made,
        List.of(new ParameterEdits.Edit(ParameterEdits.spot(house, limit, "max"), value)));
    return DeskRules.load(made, House.PACKS.resolve("house-strategy"), House.PACKS);
  }

  private static Versions versions(SimDesk.Setup setup, DeskRules... rules) {
    return new Versions() {
      @Override
      public Version find(DeskEvent.Switched to) {
        DeskRules r = listening(to.policy());
        return new Version(
            r.policy(),
            Uncertified.of(r),
            () -> r.deliberator(setup.instruments(), setup.config().leverage(), House.CACHE));
      }

      @Override
      public DeskRules listening(Digest policy) {
        for (DeskRules r : rules) {
          if (r.policy().digest().equals(policy)) {
            return r;
          }
        }
        throw new IllegalStateException("no version " + policy);
      }
    };
  }

  private Roots run(String name, Consumer<SimDesk> doing, DeskRules... others) {
    TraceRoot trace = new TraceRoot();
    try (JournalWriter journal = JournalWriter.open(folder.resolve(name), name)) {
      SimDesk.Setup setup = Lab.house().setup(Lab.market(SEED), SEED);
      try (SimDesk desk = new SimDesk(setup.with(versions(setup, others)), journal, trace)) {
        doing.accept(desk);
        desk.stop();
      }
      return new Roots(journal.root(), trace.root(), trace.size());
    }
  }

  private List<Line> lines(String name) {
    List<Line> out = new ArrayList<>();
    JournalReader.read(
        folder.resolve(name),
        entry -> {
          switch (entry) {
            case Entry.Input i ->
                out.add(new Line(i.stamped().nanos(), i.stamped().event(), new ArrayList<>()));
            case Entry.Concluded c -> out.getLast().concluded().add(c.derived());
          }
        });
    return out;
  }

  private static List<OrderRecord> orders(List<Line> lines) {
    return lines.stream()
        .flatMap(l -> l.concluded().stream())
        .filter(Derived.Ordered.class::isInstance)
        .map(d -> ((Derived.Ordered) d).order())
        .toList();
  }

  private void replays(String name, Roots roots, DeskRules... others) {
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
      Replayed replayed = replayer.replay(folder.resolve(name));
      assertThat(replayed.difference()).isNull();
      assertThat(replayed.rebuilt()).isEqualTo(roots);
    }
  }

  private static void pass(SimDesk desk, long seconds) {
    desk.run(desk.time().nanos() + seconds * Lab.SECOND);
  }

  private static DeskEvent.Switched to(DeskRules rules, Digest tighterThan) {
    return new DeskEvent.Switched(
        rules.policy().digest(),
        rules.strategy().digest(),
        rules.modelDigest(),
        tighterThan,
        "a test");
  }

  private static Mode mode(SimDesk desk) {
    return Objects.requireNonNull(desk.sequencer().view()).mode();
  }

  @Test
  void whoListensChangesNothingAndIsHeardWhereItDisagrees() {
    DeskRules small = with("order-size", "200");
    Counters.Beside[] said = new Counters.Beside[1];
    Roots roots =
        run(
            "heard",
            desk -> {
              pass(desk, 1);
              desk.offer(new DeskEvent.Shadowed(small.policy().digest(), "a test"));
              pass(desk, 40);
              said[0] = desk.desk().counters().shadow();
              desk.offer(new DeskEvent.Shadowed(Digest.ZERO, "enough"));
              pass(desk, 5);
              assertThat(desk.desk().counters().shadow()).isEqualTo(said[0]);
            },
            small);
    List<Line> lines = lines("heard");
    List<Derived.Disagreed> told =
        lines.stream()
            .flatMap(l -> l.concluded().stream())
            .filter(Derived.Disagreed.class::isInstance)
            .map(Derived.Disagreed.class::cast)
            .toList();
    assertThat(told)
        .isNotEmpty()
        .allMatch(d -> d.admitted() && d.objection().rule().equals("order-size"))
        .anyMatch(d -> d.objection().says().contains("one order may add at most 200 USDT"));
    Counters.Beside counted = Objects.requireNonNull(said[0]);
    assertThat(counted.policy()).isEqualTo(small.policy().digest().hex());
    assertThat(counted.judged()).isGreaterThanOrEqualTo(counted.refused());
    assertThat(counted.refused()).isGreaterThanOrEqualTo(told.size());
    assertThat(counted.admitted()).isZero();
    replays("heard", roots, small);

    run("alone", desk -> pass(desk, 46));
    assertThat(orders(lines).stream().map(OrderRecord::clientId).toList())
        .isNotEmpty()
        .isEqualTo(orders(lines("alone")).stream().map(OrderRecord::clientId).toList());
  }

  @Test
  void aLooserOneWouldHaveAdmittedWhatIsRefused() {
    DeskRules small = with("order-size", "200");
    Roots roots =
        run(
            "small",
            desk -> {
              desk.offer(to(small, BASE));
              desk.offer(new DeskEvent.Shadowed(BASE, "what was before"));
              pass(desk, 60);
              assertThat(Objects.requireNonNull(desk.desk().counters().shadow()).judged())
                  .isPositive();
            },
            small,
            HOUSE);
    replays("small", roots, small);
  }

  @Test
  void aPolicyThatIsNotThereDoesNotListen() {
    assertThatThrownBy(() ->
            run("none", desk -> desk.offer(new DeskEvent.Shadowed(Digest.sha256("x"), "a test"))))
        .hasMessageContaining("no version");
  }

  @Test
  void nothingIsAddedOnceTheCertificateHasEndedUntilALaterOneIsTold() {
    long end = Lab.START + 20 * Lab.SECOND;
    Roots roots =
        run(
            "ends",
            desk -> {
              desk.offer(new DeskEvent.Licensed(BASE, end));
              desk.run(end - 1);
              assertThat(mode(desk)).isEqualTo(Mode.NORMAL);
              pass(desk, 20);
              assertThat(mode(desk)).isEqualTo(Mode.REDUCE);
              desk.offer(new DeskEvent.Licensed(BASE, end + 3_600 * Lab.SECOND));
              assertThat(mode(desk)).isEqualTo(Mode.NORMAL);
              pass(desk, 20);
            });
    List<Line> lines = lines("ends");
    Line first = lines.stream().filter(l -> l.nanos() >= end).findFirst().orElseThrow();
    assertThat(first.concluded())
        .anyMatch(d ->
            d instanceof Derived.ModeChanged m
                && m.to() == Mode.REDUCE
                && m.why().startsWith("LICENCE: the certificate of policy " + BASE.brief())
                && m.why().endsWith("ended at 2026-01-01T00:00:20Z"));
    List<Line> over =
        lines.stream()
            .filter(l -> l.nanos() >= end && l.nanos() < end + 20 * Lab.SECOND - 1)
            .toList();
    assertThat(orders(lines.subList(0, lines.indexOf(first))))
        .anyMatch(o -> o.clientId().startsWith("W"));
    assertThat(increasing(over)).isEmpty();
    assertThat(increasing(lines)).isNotEmpty();
    replays("ends", roots);
  }

  /// Orders under warrants that the guard was told increase: none passes `normal-mode` otherwise.
  private static List<OrderRecord> increasing(List<Line> lines) {
    long[] net = new long[2];
    return orders(lines).stream()
        .filter(o -> o.clientId().charAt(0) == 'W' && !o.reduceOnly())
        .filter(o -> net[o.instrument()] == 0)
        .toList();
  }

  @Test
  void anOverrideComesIntoForceAndGivesWayAtItsEnd() {
    DeskRules wide = with("order-size", "4000");
    Digest over = wide.policy().digest();
    long end = Lab.START + 30 * Lab.SECOND;
    Roots roots =
        run(
            "override",
            desk -> {
              desk.offer(new DeskEvent.Licensed(BASE, end + 3_600 * Lab.SECOND));
              pass(desk, 10);
              desk.offer(new DeskEvent.Licensed(over, end));
              desk.offer(to(wide, Digest.ZERO));
              pass(desk, 19);
              assertThat(mode(desk)).isEqualTo(Mode.NORMAL);
              pass(desk, 2);
              assertThat(mode(desk)).isEqualTo(Mode.REDUCE);
              desk.offer(to(HOUSE, over));
              assertThat(mode(desk)).isEqualTo(Mode.NORMAL);
              pass(desk, 20);
            },
            wide,
            HOUSE);
    List<Line> lines = lines("override");
    List<Digest> under =
        lines.stream()
            .flatMap(l -> l.concluded().stream())
            .filter(Derived.Issued.class::isInstance)
            .map(d -> ((Derived.Issued) d).warrant().policy())
            .distinct()
            .toList();
    assertThat(under).contains(BASE, over);
    assertThat(
            lines.stream()
                .filter(l -> l.nanos() > end + Lab.SECOND)
                .flatMap(l -> l.concluded().stream())
                .filter(Derived.Issued.class::isInstance)
                .map(d -> ((Derived.Issued) d).warrant().policy()))
        .isNotEmpty()
        .allMatch(BASE::equals);
    replays("override", roots, wide);
  }
}
