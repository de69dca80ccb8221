package dev.warrant.perception.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warrant.knowledge.fact.Fact;
import dev.warrant.knowledge.seam.SeededRandom;
import dev.warrant.knowledge.testing.SharedData;
import dev.warrant.rules.text.RuleException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EsperPatternsTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long T0 = 1_700_000_000L * SECOND;
  private static final String HEAD = "@name('x') @Tag(name='holdMs', value='100') ";

  private final List<Fact.Pattern> matches = new ArrayList<>();

  @Test
  void aBookThatAgesOverTwoPulsesIsAStaleFeed() throws IOException {
    try (Patterns p = shipped()) {
      pulse(p, 0, 100_000, 100_000, 10, 5);
      pulse(p, 1, 900_000, 100_000, 10, 5);
      assertThat(matches).isEmpty();
      pulse(p, 2, 1_900_000, 100_000, 10, 5);
    }
    assertThat(matches)
        .containsExactly(
            new Fact.Pattern(0, 2, "staleFeed", 1_900_000, T0 + 2 * SECOND, T0 + 4 * SECOND));
  }

  @Test
  void twoOldPulsesFarApartAreNoStaleFeed() throws IOException {
    try (Patterns p = shipped()) {
      pulse(p, 0, 900_000, 100_000, 10, 5);
      pulse(p, 4, 1_900_000, 100_000, 10, 5);
    }
    assertThat(matches).isEmpty();
  }

  @Test
  void aSpreadOfThreeTimesTheMedianIsABlowOutOnceItLasts() throws IOException {
    try (Patterns p = shipped()) {
      for (int i = 1; i <= 24; i++) {
        int spread = i % 8 == 0 ? 2 : 3;
        p.on(
            i,
            T0,
            new PatternEvent.Book(1, 10_000, 10_000 + spread, 100L * spread, 100, 4),
            matches::add);
      }
      assertThat(matches).isEmpty();
      for (int i = 25; i <= 36; i++) {
        p.on(i, T0, new PatternEvent.Book(1, 10_000, 10_003, 300, 100, 4), matches::add);
      }
    }
    assertThat(matches).hasSize(1);
    assertThat(matches.getFirst())
        .isEqualTo(new Fact.Pattern(1, 36, "spreadBlowOut", 300, T0, T0 + SECOND));
  }

  @Test
  void aSpreadOfFiveBasisPointsIsABlowOutAtOnce() throws IOException {
    try (Patterns p = shipped()) {
      p.on(1, T0, new PatternEvent.Book(1, 10_000, 10_004, 400, 0, 4), matches::add);
      p.on(2, T0, new PatternEvent.Book(1, 10_000, 10_004, 400, 200, 4), matches::add);
      assertThat(matches).isEmpty();
      p.on(3, T0, new PatternEvent.Book(1, 10_000, 10_005, 500, 200, 4), matches::add);
    }
    assertThat(matches).extracting(Fact.Pattern::value).containsExactly(500L);
  }

  @Test
  void aTradeOfTenTimesTheMeanIsLarge() throws IOException {
    try (Patterns p = shipped()) {
      for (int i = 0; i < 200; i++) {
        p.on(i, T0 + i, new PatternEvent.Trade(i % 2, 100, 1 + i % 2, 0), matches::add);
      }
      assertThat(matches).isEmpty();
      p.on(300, T0 + 300, new PatternEvent.Trade(0, 100, 12, 1), matches::add);
    }
    assertThat(matches).extracting(Fact.Pattern::name).containsExactly("largeTrade");
    assertThat(matches.getFirst().value()).isEqualTo(12);
    assertThat(matches.getFirst().source()).isEqualTo(300);
  }

  @Test
  void aMoveOfSixTimesTheNoiseIsABurstWithItsSign() throws IOException {
    try (Patterns p = shipped()) {
      pulse(p, 0, 0, 100_000, 10, 5);
      pulse(p, 1, 0, 100_060, 10, 5);
      assertThat(matches).isEmpty();
      pulse(p, 2, 0, 99_930, 10, 5);
    }
    assertThat(matches).extracting(Fact.Pattern::name).containsOnly("momentumBurst");
    assertThat(matches).extracting(Fact.Pattern::value).containsExactlyInAnyOrder(-70L, -130L);
  }

  @Test
  void aSecondFullOfChangesWithoutTradesIsQuoteStuffing() throws IOException {
    try (Patterns p = shipped()) {
      for (int i = 0; i < 20; i++) {
        pulse(p, i, 0, 0, 100, 5);
      }
      assertThat(matches).isEmpty();
      pulse(p, 20, 0, 0, 900, 2);
    }
    assertThat(matches).extracting(Fact.Pattern::name).containsExactly("quoteStuffing");
  }

  @Test
  void theSameEventsGiveTheSameMatches() throws IOException {
    List<Fact.Pattern> first = run(5);
    assertThat(first).hasSizeGreaterThan(20);
    assertThat(run(5)).isEqualTo(first);
  }

  private List<Fact.Pattern> run(long seed) throws IOException {
    SeededRandom random = new SeededRandom(seed);
    List<Fact.Pattern> found = new ArrayList<>();
    try (Patterns p = shipped()) {
      long mid = 1_000_000;
      for (int i = 1; i < 5000; i++) {
        long now = T0 + i * 50_000_000L;
        p.advance(i, now, found::add);
        mid += random.nextInt(101) - 50;
        int instrument = random.nextInt(2);
        long lots = random.nextInt(60) == 0 ? 500 : 1 + random.nextInt(20);
        p.on(i, now, new PatternEvent.Trade(instrument, 10, lots, 0), found::add);
        if (i % 20 == 0) {
          p.on(i, now, new PatternEvent.Pulse(instrument, 10, mid, 60, 50, 3), found::add);
        }
      }
    }
    return found;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select instrument, java.lang.System.nanoTime() as value from Trade;",
        "select instrument, System.nanoTime() as value from Trade;",
        "select instrument, Runtime.getRuntime().exec('ls').hashCode() as value from Trade;",
        "select instrument, java.lang.Math.abs(lots) as value from Trade;",
        "select instrument, new java.io.File('x').length() as value from Trade;",
        "select instrument, lots.getClass().getName().length() as value from Trade;",
        "select instrument, com.espertech.esper.runtime.client.EPRuntimeProvider.getRuntimeURIs()"
            + ".length as value from Trade;",
        "inlined_class \"\"\" public class X { public static long f() { return 1; } } \"\"\" "
            + "select instrument, X.f() as value from Trade;",
        "select instrument, rows as value from method:java.lang.System.getenv();",
      })
  void aPatternCannotReachJava(String epl) {
    assertThatThrownBy(() -> EsperPatterns.load(List.of(new PatternSource("bad.epl", HEAD + epl))))
        .isInstanceOfAny(PatternException.class, RuleException.class)
        .hasMessageStartingWith("bad.epl:");
  }

  @Test
  void anUnknownColumnIsNamedWithFileAndLine() {
    String text = HEAD + "\n\nselect instrument, lotz as value from Trade;";
    assertThatThrownBy(() -> EsperPatterns.load(List.of(new PatternSource("p.epl", text))))
        .isInstanceOf(PatternException.class)
        .hasMessageStartingWith("p.epl:")
        .hasMessageContaining("lotz")
        .hasMessageContaining("\nMaybe ");
  }

  @Test
  void aSequenceWithoutALimitIsRefused() {
    String text =
        HEAD
            + "\nselect a.instrument as instrument, a.lots as value\n"
            + "from pattern [every a=Trade -> b=Trade];";
    assertThatThrownBy(() -> EsperPatterns.load(List.of(new PatternSource("p.epl", text))))
        .hasMessageStartingWith("p.epl:3:")
        .hasMessageContaining("[epl-unbounded]");
  }

  @Test
  void keepingEverythingIsRefused() {
    String text = HEAD + "\nselect instrument, sum(lots) as value from Trade#keepall;";
    assertThatThrownBy(() -> EsperPatterns.load(List.of(new PatternSource("p.epl", text))))
        .hasMessageStartingWith("p.epl:2:")
        .hasMessageContaining("[epl-window]");
  }

  @Test
  void aPatternWithoutAHoldTimeIsRefused() {
    String text = "@name('x') select instrument, lots as value from Trade;";
    assertThatThrownBy(() -> EsperPatterns.load(List.of(new PatternSource("p.epl", text))))
        .hasMessageContaining("how long a match holds");
  }

  @Test
  void aPatternThatSelectsADoubleIsRefused() {
    String text = HEAD + "select instrument, avg(lots) as value from Trade#length(5);";
    assertThatThrownBy(() -> EsperPatterns.load(List.of(new PatternSource("p.epl", text))))
        .isInstanceOf(PatternException.class);
  }

  private static Patterns shipped() throws IOException {
    return EsperPatterns.load(
        PatternSource.folder(SharedData.root().resolve("rules/packs/house-strategy/patterns")));
  }

  private void pulse(Patterns p, long second, long age, long mid, long changes, long trades) {
    long now = T0 + second * SECOND;
    p.on(second, now, new PatternEvent.Pulse(0, age, mid, 10, changes, trades), matches::add);
  }
}
