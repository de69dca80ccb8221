package dev.warrant.sim.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warrant.execution.desk.DeferredDeliberation;
import dev.warrant.execution.desk.Desk;
import dev.warrant.execution.desk.DeskConfig;
import dev.warrant.execution.desk.DeskParts;
import dev.warrant.execution.desk.DeskRules;
import dev.warrant.execution.desk.JournalRecorder;
import dev.warrant.execution.desk.Latencies;
import dev.warrant.execution.desk.Roots;
import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.event.Event;
import dev.warrant.knowledge.event.MarketEvent;
import dev.warrant.knowledge.journal.Entry;
import dev.warrant.knowledge.journal.JournalReader;
import dev.warrant.knowledge.journal.JournalStrip;
import dev.warrant.knowledge.journal.JournalWriter;
import dev.warrant.knowledge.trace.TraceRoot;
import dev.warrant.rules.pack.StrategyPack;
import dev.warrant.rules.pack.StrategyPacks;
import dev.warrant.sim.backtest.House;
import dev.warrant.sim.backtest.Lab;
import dev.warrant.sim.backtest.SimDesk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One recorded run, replayed whole, stripped, and with one thing about it changed.
class ReplayTest {
  private static final long SEED = 3;
  private static final long SECONDS = 25;

  @TempDir static Path folder;

  private static Roots roots = none();
  private static long orders;

  private static Roots none() {
    TraceRoot empty = new TraceRoot();
    return new Roots(empty.root(), empty.root(), 0);
  }

  @BeforeAll
  static void record() {
    try (JournalWriter journal = JournalWriter.open(journal(), "replayed")) {
      TraceRoot trace = new TraceRoot();
      try (SimDesk desk = Lab.house().desk(Lab.market(SEED), SEED, journal, trace)) {
        desk.run(Lab.START + SECONDS * Lab.SECOND);
        desk.stop();
        orders = desk.desk().counters().orders();
        roots = new Roots(journal.root(), trace.root(), trace.size());
      }
    }
    assertThat(orders).isGreaterThan(3);
  }

  private static Path journal() {
    return folder.resolve("journal");
  }

  private static Replayed replay(DeskRules rules, Path from) {
    try (Replayer replayer = new Replayer(rules, House.CACHE, _ -> {})) {
      return replayer.replay(from);
    }
  }

  @Test
  void aRunIsRebuiltFromItsInputs() {
    Replayed r = replay(House.RULES, journal());
    assertThat(r.difference()).isNull();
    assertThat(r.stripped()).isFalse();
    assertThat(r.orders()).isEqualTo(orders);
    assertThat(r.rebuilt()).isEqualTo(roots);
  }

  @Test
  void aCopyWithoutConclusionsIsRebuiltToTheSameRoots() {
    Path stripped = folder.resolve("stripped");
    JournalStrip.strip(journal(), stripped);
    Replayed r = replay(House.RULES, stripped);
    assertThat(r.stripped()).isTrue();
    assertThat(r.orders()).isEqualTo(orders);
    assertThat(r.rebuilt()).isEqualTo(roots);
  }

  private static boolean headASecond(List<Entry> conclusions) {
    return conclusions.stream().noneMatch(e -> of(e) instanceof Derived.Snapshot)
        && conclusions.stream().anyMatch(e -> of(e) instanceof Derived.TraceHead);
  }

  private static @Nullable Derived of(Entry e) {
    return e instanceof Entry.Concluded c ? c.derived() : null;
  }

  /// Copies the journal without trace heads but those with snapshots.
  ///
  /// @param left so many of the others stay
  private static void withoutHeads(Path to, int left) {
    TreeMap<Long, List<Entry>> all = new TreeMap<>();
    JournalReader.read(journal(), e -> all.computeIfAbsent(e.seq(), _ -> new ArrayList<>()).add(e));
    int found = 0;
    try (JournalWriter copy = JournalWriter.open(to, "replayed")) {
      for (List<Entry> entries : all.values()) {
        boolean leave = headASecond(entries) && ++found > left;
        for (Entry e : entries) {
          switch (e) {
            case Entry.Input i -> copy.input(i.stamped().nanos(), i.stamped().event());
            case Entry.Concluded c when c.derived() instanceof Derived.TraceHead h -> {
              if (!leave) {
                // A mark of durability has how many conclusions it covers, so that chain changed.
                copy.derived(new Derived.TraceHead(h.size(), copy.inputHead(), h.root()));
              }
            }
            case Entry.Concluded c -> copy.derived(c.derived());
          }
        }
      }
    }
    assertThat(found).isGreaterThan(10);
  }

  @Test
  void aRunRecordedBeforeTraceHeadsASecondIsTheSameWithoutThem() {
    Path earlier = folder.resolve("earlier");
    withoutHeads(earlier, 0);
    Replayed r = replay(House.RULES, earlier);
    assertThat(r.difference()).isNull();
    assertThat(r.otherInputs()).isNull();
    assertThat(r.same()).isTrue();
    assertThat(r.headsLeftOut()).isGreaterThan(10);
    assertThat(r.rebuilt().journal()).isEqualTo(JournalReader.tail(earlier).root());
    assertThat(r.rebuilt().trace()).isEqualTo(roots.trace());
  }

  @Test
  void aRunThatHasSomeOfThemLacksTheOthers() {
    Path robbed = folder.resolve("robbed");
    withoutHeads(robbed, 3);
    Replayed r = replay(House.RULES, robbed);
    Difference d = Objects.requireNonNull(r.difference());
    assertThat(d.recorded()).isEqualTo("null");
    assertThat(d.rebuilt()).startsWith("TraceHead");
    assertThat(r.headsLeftOut()).isZero();
  }

  @Test
  void oneAlteredTradeIsFoundAndNamed() {
    Path altered = folder.resolve("altered");
    long at = alter(altered);
    Difference d = Objects.requireNonNull(replay(House.RULES, altered).difference());
    assertThat(d.seq()).isBetween(at, at + 1_000);
    assertThat(d.recorded()).isNotEqualTo(d.rebuilt());
    assertThat(d.toString()).startsWith("first difference at input " + d.seq());
  }

  /// Copies the journal with the first trade after half of it a thousand times as large.
  private static long alter(Path to) {
    long half = JournalReader.tail(journal()).lastSeq() / 2;
    long[] at = {0};
    try (JournalWriter copy = JournalWriter.open(to, "replayed")) {
      JournalReader.read(
          journal(),
          entry -> {
            switch (entry) {
              case Entry.Input i -> {
                Event event = i.stamped().event();
                if (at[0] == 0
                    && i.seq() > half
                    && event instanceof MarketEvent.Trade t
                    && t.regular()) {
                  at[0] = i.seq();
                  event = larger(t);
                }
                copy.input(i.stamped().nanos(), event);
              }
              case Entry.Concluded c -> copy.derived(c.derived());
            }
          });
    }
    return at[0];
  }

  private static MarketEvent.Trade larger(MarketEvent.Trade t) {
    return new MarketEvent.Trade(
        t.instrument(),
        t.tradeId(),
        t.price(),
        t.lots() * 1000,
        t.buyerIsMaker(),
        t.regular(),
        t.eventMs(),
        t.tradeMs());
  }

  @Test
  void aTacticOffByATickIsAnotherPackAndMakesADifference() throws IOException {
    Path pack = folder.resolve("pack");
    copy(House.PACKS.resolve("house-strategy"), pack);
    Path tactics = pack.resolve("tactics.yaml");
    // Two parts per million of a bitcoin's price are about one tick.
    String text = Files.readString(tactics);
    String other = text.replace("\nreprice_ppm: 240\n", "\nreprice_ppm: 242\n");
    assertThat(other).isNotEqualTo(text);
    Files.writeString(tactics, other);
    DeskRules shipped = House.RULES;
    DeskRules edited = DeskRules.load(House.PACKS.resolve("house-policy"), pack);

    assertThatThrownBy(() -> replay(edited, journal()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("strategy pack")
        .hasMessageContaining("Maybe");

    StrategyPack read = StrategyPacks.load(pack);
    StrategyPack disguised =
        new StrategyPack(
            read.name(), read.version(), shipped.strategy().digest(), read.files(), pack);
    DeskRules rules = new DeskRules(shipped.policy(), disguised, shipped.model(), shipped.guards());
    Difference d = Objects.requireNonNull(replay(rules, journal()).difference());
    assertThat(List.of(d.recorded(), d.rebuilt()))
        .allMatch(s -> s.matches("(Issued|Deliberated).*"));
  }

  /// The run once more, and after it a second life under `rules`, which sees the same market again.
  private static void twoLives(Path to, DeskRules rules) {
    try (JournalWriter copy = JournalWriter.open(to, "replayed")) {
      long[] seq = {0};
      long[] last = {0};
      int[] tail = {0};
      List<Event> market = new ArrayList<>();
      List<DeskEvent.Started> first = new ArrayList<>();
      TraceRoot trace = new TraceRoot();
      Lab lab = Lab.house();
      try (Desk desk =
          new Desk(parts(lab, House.RULES, new JournalRecorder(copy, trace, _ -> {})))) {
        JournalReader.read(
            journal(),
            entry -> {
              switch (entry) {
                case Entry.Input i -> {
                  tail[0] = 0;
                  last[0] = i.stamped().nanos();
                  seq[0] = copy.input(last[0], i.stamped().event());
                  desk.on(seq[0], last[0], i.stamped().event());
                  if (i.stamped().event() instanceof DeskEvent.Started s) {
                    first.add(s);
                  } else if (i.stamped().event() instanceof MarketEvent m) {
                    market.add(m);
                  }
                }
                case Entry.Concluded _ -> tail[0]++;
              }
            });
        DeskEvent.Started s = first.getFirst();
        desk.under(parts(lab, rules, new JournalRecorder(copy, new TraceRoot(), _ -> {})));
        DeskConfig config = DeskConfig.parse(s.config());
        market.addFirst(rules.started(2, tail[0], s.seed(), s.instruments(), config));
        for (Event event : market) {
          last[0] += 1_000_000;
          seq[0] = copy.input(last[0], event);
          desk.on(seq[0], last[0], event);
        }
      }
    }
  }

  private static DeskParts parts(Lab lab, DeskRules rules, JournalRecorder recorder) {
    return DeskParts.silent(
        DeskConfig.standard(),
        rules,
        new DeferredDeliberation(lab.deliberator(), new Latencies(), _ -> {}),
        recorder);
  }

  @Test
  void eachEpochIsReplayedByItsOwnPacksOrTheDifferenceIsNamed() throws IOException {
    Path pack = folder.resolve("pack2");
    copy(House.PACKS.resolve("house-strategy"), pack);
    Path patterns = pack.resolve("tactics.yaml");
    Files.writeString(patterns, Files.readString(patterns) + "# another pack\n");
    DeskRules second = DeskRules.load(House.PACKS.resolve("house-policy"), pack);
    Path both = folder.resolve("both");
    twoLives(both, second);

    assertThatThrownBy(() -> replay(House.RULES, both))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("epoch 2 (input ")
        .hasMessageContaining("strategy pack " + second.strategy().digest().brief())
        .hasMessageContaining("found " + House.RULES.strategy().digest().brief())
        .hasMessageContaining("Maybe");

    PackShelf shelf = (_, strategy) -> strategy.equals(second.strategy().digest()) ? second : null;
    try (Replayer replayer = new Replayer(House.RULES, shelf, House.CACHE, _ -> {})) {
      Replayed r = replayer.replay(both);
      assertThat(r.difference()).isNull();
      assertThat(r.orders()).isEqualTo(orders);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      all.forEach(path -> {
        try {
          Files.copy(path, to.resolve(from.relativize(path).toString()));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      });
    }
  }
}
