package dev.warrant.governance.cli.ask;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warrant.governance.cli.Said;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WhatIfCommandTest {
  @TempDir private static Path temp = Path.of("");

  private static String run = "";

  @BeforeAll
  static void play() {
    run = temp.resolve("run").toString();
    assertThat(Said.by("backtest", "--generated", "0.006", "--run", run).code()).isZero();
  }

  private static Said ask(String... more) {
    List<String> args = new ArrayList<>(List.of("what-if", "--run", run, "--at", "20"));
    args.addAll(List.of(more));
    return Said.by(args.toArray(String[]::new));
  }

  private static JsonNode answer(String... set) throws IOException {
    List<String> args = new ArrayList<>(List.of("--json", "--set"));
    args.addAll(List.of(set));
    Said said = ask(args.toArray(String[]::new));
    assertThat(said.code()).as(said.err()).isZero();
    JsonNode answer = new ObjectMapper().readTree(said.out());
    assertThat(answer.path("status").asText())
        .as(answer.toString())
        .isIn("verified", "from the kept cut");
    return answer;
  }

  private static JsonNode told(JsonNode answer) {
    return ((ObjectNode) answer.deepCopy())
        .without(List.of("verified", "status", "takenAsRecorded"));
  }

  @Test
  void theSpreadOfTheBookIsThatOfTheMarket() throws IOException {
    assertThat(answer("book.spread=1900 ticks")).isEqualTo(answer("market.spread=1900 ticks"));
  }

  @Test
  void onlyWhatTheInputsLedToAgainIsCalledVerified() throws IOException {
    JsonNode quick = answer("mode=PAUSE");
    assertThat(quick.path("verified").isNull()).isTrue();
    Said played = ask("--json", "--from-inputs", "--set", "mode=PAUSE");
    JsonNode verified = new ObjectMapper().readTree(played.out());
    assertThat(verified.path("verified").asBoolean()).isTrue();
    assertThat(told(verified)).isEqualTo(told(quick));
    assertThat(ask("--set", "mode=PAUSE").out())
        .containsPattern("\\(input \\d+; the desk's simulated clock, \\d+ us from the venue's\\)")
        .contains("Derived again from the kept cut")
        .doesNotContain("Verified");
  }

  @Test
  void anotherRegimeBringsOtherIntents() throws IOException {
    JsonNode calm =
        answer("belief.regime=calm", "belief.probability=90 %", "market.spread=1 ticks");
    JsonNode violent = answer("belief.regime=violent", "belief.probability=90 %");
    assertThat(calm.toString()).isNotEqualTo(violent.toString());
    assertThat(calm.path("same").asBoolean() && violent.path("same").asBoolean())
        .as("one of the two is not how it was")
        .isFalse();
  }

  @Test
  void aLimitObjectsOnceItsMeasureIsBeyondIt() throws IOException {
    JsonNode answer =
        answer("belief.regime=calm", "belief.probability=90 %", "market.volatility=1900 %");
    assertThat(answer.path("differences").toString())
        .contains("volatility: Volatility over the last minute is 1900 % a year");
  }

  @Test
  void thereAreThreeLengths() throws IOException {
    String[] set = {"belief.regime=calm", "belief.probability=90 %", "market.volatility=1900 %"};
    String brief = suppose(set, "--depth", "short").out();
    assertThat(brief.strip().lines()).hasSize(3);
    assertThat(brief)
        .containsPattern(
            "\\nThe desk would have concluded otherwise: .* differs?; its outcome.*\\.\\n");
    String mid = suppose(set).out();
    assertThat(mid).isEqualTo(suppose(set, "--depth", "mid").out());
    assertThat(mid).contains("\nSuppose\n").doesNotContain("As it was, what differs");
    String whole = suppose(set, "--depth", "long").out();
    assertThat(whole)
        .startsWith(mid.substring(0, mid.lastIndexOf("\nDerived again")))
        .contains("\nAs it was, ", "\nAs supposed, what differs or stands on other grounds:\n")
        .containsPattern("\\n {2}OBJECTION \\[volatility\\] ")
        .containsPattern("\\n +FACT .*, input \\d+\\n");

    JsonNode trees = new ObjectMapper().readTree(suppose(set, "--json", "--depth", "long").out());
    assertThat(trees.path("sentence").asText())
        .startsWith("The desk would have concluded otherwise");
    assertThat(trees.path("trees").path("would").toString()).contains("\"rule\":\"volatility\"");
    assertThat(trees.path("trees").path("was").toString()).doesNotContain("1900");
    JsonNode same =
        new ObjectMapper().readTree(ask("--json", "--depth", "long", "--set", "mode=NORMAL").out());
    assertThat(same.path("trees").toString()).isEqualTo("{\"was\":[],\"would\":[]}");
  }

  private static Said suppose(String[] set, String... more) {
    List<String> args = new ArrayList<>(List.of(more));
    args.add("--set");
    args.addAll(List.of(set));
    return ask(args.toArray(String[]::new));
  }

  @Test
  void whatIsSoAlreadyChangesNothing() throws IOException {
    JsonNode answer = answer("mode=NORMAL");
    assertThat(answer.path("changes").size()).isZero();
    assertThat(answer.path("same").asBoolean()).isTrue();
  }

  @Test
  void aModeChangesInBothPlacesThatTellIt() throws IOException {
    JsonNode answer = answer("mode=PAUSE");
    assertThat(answer.path("changes").toString())
        .contains("mode: NORMAL -> PAUSE", "desk.mode: 0 -> 2");
  }

  @Test
  void withoutItsIndexARunAnswersTheSameAndTheIndexCanBeMadeAgain() throws IOException {
    JsonNode before = answer("market.spread=1900 ticks");
    Path cuts = Path.of(run, "cuts");
    List<String> kept = contents(cuts);
    assertThat(kept).isNotEmpty();
    try (Stream<Path> files = Files.list(cuts)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    JsonNode without = answer("market.spread=1900 ticks");
    assertThat(without.path("status").asText()).isEqualTo("verified");
    assertThat(told(without)).isEqualTo(told(before));
    Said made = Said.by("runs", "index", run, "--json");
    assertThat(made.code()).as(made.err()).isZero();
    assertThat(new ObjectMapper().readTree(made.out()).path("cuts").asLong()).isPositive();
    assertThat(contents(cuts)).isEqualTo(kept);
    assertThat(answer("market.spread=1900 ticks")).isEqualTo(before);
  }

  private static List<String> contents(Path folder) throws IOException {
    List<String> out = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        out.add(file.getFileName() + " " + HexFormat.of().formatHex(Files.readAllBytes(file)));
      }
    }
    return out;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          market.sprad=5              | Maybe you meant market.spread
          market.spread=5 apples      | expected one such as 12 ticks
          market.spread=0.5 ticks     | expected one such as 12 ticks
          market.spread               | expected NAME=VALUE
          DOGEUSDT.market.spread=5    | no instrument DOGEUSDT; the run has BTCUSDT, ETHUSDT
          belief.regime=wild          | it is one of [CALM, TRENDING, RANGING, VIOLENT]
          pattern.momentumBurst=maybe | a pattern can be supposed off
          belief.probability=70 percent | expected one such as 70 %, 12 bps or 0.7
          """)
  void whatCannotBeSupposedIsToldWhy(String set, String says) {
    Said said = ask("--set", set);
    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err()).contains(says);
  }
}
