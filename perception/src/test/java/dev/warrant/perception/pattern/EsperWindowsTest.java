package dev.warrant.perception.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warrant.knowledge.fact.Fact;
import dev.warrant.knowledge.seam.SeededRandom;
import dev.warrant.knowledge.testing.SharedData;
import dev.warrant.perception.pattern.Streams.Given;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The window that is told of a match holds what the match stood on: all of it, and nothing else.
final class EsperWindowsTest {
  private static final List<String> SHIPPED =
      List.of("largeTrade", "momentumBurst", "quoteStuffing", "spreadBlowOut", "staleFeed");
  private static final int STEPS = 2_500;
  private static final int TRIED = 1;
  private static final String HEAD = "@name('x') @Tag(name='holdMs', value='100') ";

  /// A match with its window, and how much had been heard.
  private record Matched(Fact.Pattern fact, PatternWindow window, int heard) {}

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void ofEveryShippedPatternTheContentsAreThoseOfAFoldAndLeadToTheMatch(long seed)
      throws IOException {
    List<PatternSource> pack = pack();
    List<Given> given = Streams.of(seed, STEPS);
    Map<String, List<Fact.Pattern>> plain = new TreeMap<>();
    try (Patterns all = EsperPatterns.load(pack)) {
      feed(all, given, p -> plain.computeIfAbsent(p.name(), _ -> new ArrayList<>()).add(p));
    }
    assertThat(plain.keySet()).containsExactlyElementsOf(SHIPPED);
    SeededRandom random = new SeededRandom(seed);
    for (String name : SHIPPED) {
      List<PatternSource> file =
          pack.stream().filter(s -> s.text().contains("@name('" + name + "')")).toList();
      List<Matched> told = told(file, name, given);
      assertThat(told).extracting(Matched::fact).as(name).isEqualTo(plain.get(name));
      for (Matched m : told) {
        List<Given> heard = given.subList(0, m.heard());
        assertThat(Folds.of(name, heard)).as(name + " " + m.fact()).contains(leaves(m.window()));
        assertThat(m.window().whole()).isTrue();
      }
      // Each way a sequence could have been opened is told once.
      for (int heard : told.stream().map(Matched::heard).distinct().toList()) {
        assertThat(told.stream().filter(m -> m.heard() == heard).map(m -> leaves(m.window())))
            .as(name)
            .containsExactlyInAnyOrderElementsOf(Folds.of(name, given.subList(0, heard)));
      }
      for (int i = 0; i < TRIED; i++) {
        leadsToTheMatch(file, told.get(random.nextInt(told.size())), random);
      }
    }
  }

  /// The leaves alone, played to an engine that knows nothing, come to the same match; without one
  /// of them it stands on other contents, or there is none.
  private static void leadsToTheMatch(List<PatternSource> pack, Matched m, SeededRandom random) {
    List<Given> leaves = leaves(m.window());
    List<Matched> again = told(pack, m.fact().name(), leaves);
    assertThat(again).extracting(Matched::fact).contains(m.fact());
    Matched same = again.getLast();
    assertThat(leaves(same.window())).isEqualTo(leaves);

    int out = random.nextInt(leaves.size());
    List<Given> fewer = new ArrayList<>(leaves);
    fewer.remove(out);
    List<Matched> without = told(pack, m.fact().name(), fewer);
    assertThat(without).allSatisfy(w -> assertThat(leaves(w.window())).isNotEqualTo(leaves));
    if (m.window().kind() == PatternWindow.Kind.SEQUENCE || out == leaves.size() - 1) {
      assertThat(without).extracting(Matched::fact).doesNotContain(m.fact());
    }
  }

  @Test
  void aSequenceIsOpenedByItsFirstStepAndClosedByItsLast() throws IOException {
    List<Given> given = List.of(pulse(1, 0, 100_000), pulse(2, 1, 900_000), pulse(3, 2, 1_900_000));
    List<Matched> told = told(pack(), "staleFeed", given);
    assertThat(told).hasSize(1);
    PatternWindow window = told.getFirst().window();
    assertThat(window.kind()).isEqualTo(PatternWindow.Kind.SEQUENCE);
    assertThat(window.leaves()).extracting(PatternWindow.Leaf::tag).containsExactly("a", "b");
    assertThat(window.leaves()).extracting(PatternWindow.Leaf::seq).containsExactly(2L, 3L);
    assertThat(window.leaves()).extracting(PatternWindow.Leaf::since).containsExactly(1L, 2L);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "EVENT; true; 1; select instrument, lots as value from Trade(lots > 15)",
        "WINDOW; true; 5; select instrument, coalesce(prev(1, lots), 0) as value from Trade#length(5)",
        "WINDOW; true; 5; select instrument, lots as value from Trade#groupwin(instrument)#length(5)",
        "WINDOW; true; 0; select instrument, count(*) as value from Trade#time(5 sec) group by instrument",
        "WINDOW; true; 4; select instrument, sum(lots) as value from Trade#length_batch(4)"
            + " group by instrument having sum(lots) > 20",
        "WINDOW; true; 5; select instrument, sum(lots) as value from Trade#length(5)#time(5 sec)"
            + " group by instrument",
        "WINDOW; true; 5; select instrument, max(lots) as value from Trade#length(5)"
            + " where lots > 3 group by instrument order by instrument",
        "EVENT; true; 1; select instrument, case when lots > 5 then lots else -lots end as value"
            + " from Trade#lastevent",
        "WINDOW; false; 5; select instrument, coalesce(prior(7, lots), 0) as value from Trade#length(5)",
        "RUNNING; false; 1; select instrument, sum(lots) as value from Trade",
        "WINDOW; true; 2; select instrument, sum(lots) as value"
            + " from Trade#groupwin(instrument)#lastevent",
        "SEQUENCE; true; 3; select a.instrument as instrument, a.lots as value from pattern"
            + " [every a=Trade(lots > 15) -> Book where timer:within(1 sec)"
            + " -> c=Pulse where timer:within(5 sec)]",
      })
  void whateverShapeAStatementHasItsRowsAreTheSameAndItsWindowIsTold(
      PatternWindow.Kind kind, boolean whole, int most, String epl) {
    List<PatternSource> sources = List.of(new PatternSource("x.epl", HEAD + epl));
    List<Given> given = Streams.of(7, 400);
    List<Fact.Pattern> plain = new ArrayList<>();
    try (Patterns all = EsperPatterns.load(sources)) {
      feed(all, given, plain::add);
    }
    List<Matched> told = told(sources, "x", given);
    assertThat(told).extracting(Matched::fact).isEqualTo(plain).hasSizeGreaterThan(5);
    for (Matched m : told) {
      PatternWindow w = m.window();
      assertThat(w.kind()).isEqualTo(kind);
      assertThat(w.whole()).isEqualTo(whole);
      if (most > 0) {
        assertThat(w.leaves()).hasSizeBetween(1, most);
      } else {
        assertThat(w.leaves()).hasSize((int) m.fact().value());
        assertThat(w.leaves())
            .allMatch(leaf -> m.fact().fromNanos() - leaf.nanos() < 5 * Streams.SECOND)
            .allMatch(leaf -> Folds.instrument(leaf.event()) == m.fact().instrument());
      }
    }
    if (most > 0) {
      assertThat(told).anyMatch(m -> m.window().leaves().size() == most);
    }
  }

  @Test
  void aPackCanNeitherNameNorCallWhatTellsWindows() {
    for (String epl :
        List.of(
            "select instrument, window(*) as value from Trade#length(5)",
            "select instrument, prevwindow(t) as value from Trade#length(5) as t",
            "select instrument, origin.seq as value from Trade",
            "select instrument, event.lots as value from Trade",
            "select instrument, lots as value from dev.warrant.perception.pattern.Fed.Trade")) {
      List<PatternSource> sources = List.of(new PatternSource("x.epl", HEAD + epl));
      assertThatThrownBy(() -> EsperPatterns.load(sources)).hasMessageStartingWith("x.epl:");
      assertThatThrownBy(() -> WindowPatterns.of(sources, "x")).hasMessageStartingWith("x.epl:");
    }
  }

  @Test
  void aWindowTheEngineCannotTellIsRefusedWithThatReason() {
    String epl = HEAD + "select instrument, lots as value from Trade#length(5)#time(5 sec)";
    List<PatternSource> sources = List.of(new PatternSource("x.epl", epl));
    EsperPatterns.load(sources).close();
    assertThatThrownBy(() -> WindowPatterns.of(sources, "x"))
        .isInstanceOf(PatternException.class)
        .hasMessageStartingWith("x.epl:1: the engine cannot tell the window of this statement: ")
        .hasMessageContaining("\nMaybe ");
  }

  @Test
  void namesOfAPackDoNotGetInTheWay() {
    String epl =
        "select window_.instrument as instrument, sum(window_.lots) as value, 1 as window__"
            + " from Trade#length(3) as window_";
    List<PatternSource> sources = List.of(new PatternSource("x.epl", HEAD + epl));
    List<Matched> told = told(sources, "x", Streams.of(1, 10));
    assertThat(told).hasSize(10);
    assertThat(told.getLast().window().leaves()).hasSize(3);
  }

  @Test
  void anUnknownPatternIsToldWithThoseThereAre() {
    assertThatThrownBy(() -> WindowPatterns.of(pack(), "moonPhase"))
        .hasMessageContaining("no pattern \"moonPhase\"")
        .hasMessageContaining("largeTrade");
  }

  @Test
  void aWindowIsToldOnlyWithItsMatch() throws IOException {
    try (WindowPatterns patterns = WindowPatterns.of(pack(), "staleFeed")) {
      assertThatThrownBy(patterns::window).isInstanceOf(IllegalStateException.class);
    }
  }

  private static List<Matched> told(List<PatternSource> pack, String name, List<Given> given) {
    List<Matched> out = new ArrayList<>();
    int[] heard = {0};
    try (WindowPatterns patterns = WindowPatterns.of(pack, name)) {
      for (Given g : given) {
        heard[0]++;
        patterns.on(
            g.seq(),
            g.nanos(),
            g.event(),
            p -> out.add(new Matched(p, patterns.window(), heard[0])));
      }
    }
    return out;
  }

  private static void feed(Patterns patterns, List<Given> given, Consumer<Fact.Pattern> out) {
    given.forEach(g -> patterns.on(g.seq(), g.nanos(), g.event(), out));
  }

  private static List<Given> leaves(PatternWindow window) {
    return window.leaves().stream()
        .map(leaf -> new Given(leaf.seq(), leaf.nanos(), leaf.event()))
        .toList();
  }

  private static Given pulse(long seq, long second, long age) {
    return new Given(
        seq,
        Streams.T0 + second * Streams.SECOND,
        new PatternEvent.Pulse(0, age, 100_000, 10, 10, 5));
  }

  private static List<PatternSource> pack() throws IOException {
    return PatternSource.folder(SharedData.root().resolve("rules/packs/house-strategy/patterns"));
  }
}
