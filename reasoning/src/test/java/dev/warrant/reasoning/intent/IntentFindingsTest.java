package dev.warrant.reasoning.intent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.knowledge.testing.SharedData;
import dev.warrant.reasoning.check.Asker;
import dev.warrant.reasoning.check.Finding;
import dev.warrant.reasoning.check.FindingCode;
import dev.warrant.reasoning.session.DroolsSession;
import dev.warrant.reasoning.session.RuleFence;
import dev.warrant.rules.fence.IntentReader;
import dev.warrant.rules.pack.StrategyPack;
import dev.warrant.rules.pack.StrategyPacks;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class IntentFindingsTest {
  private static final Set<String> FEATURES =
      new TreeSet<>(
          List.of(
              "emaDifference",
              "micropriceDeviation",
              "momentum30",
              "momentum5",
              "ofi",
              "rsi14",
              "tradeImbalance10",
              "volatility60",
              "vpin",
              "zscore30"));

  private static final String HEAD =
      """
      package intents;
      import dev.warrant.knowledge.fact.Fact.Account;
      import dev.warrant.knowledge.fact.Fact.Belief;
      import dev.warrant.knowledge.fact.Fact.Derived;
      import dev.warrant.knowledge.fact.Fact.Feature;
      import dev.warrant.knowledge.fact.Fact.Feed;
      import dev.warrant.knowledge.fact.Fact.Pattern;
      import dev.warrant.knowledge.fact.Fact.Position;
      import dev.warrant.knowledge.fact.Fact.Quote;
      import dev.warrant.knowledge.fact.FeedState;
      import dev.warrant.knowledge.fact.Regime;
      import dev.warrant.knowledge.order.Intent;
      import dev.warrant.knowledge.order.Urgency;
      import dev.warrant.knowledge.unit.Side;

      """;

  private static List<Finding> findings(SortedMap<String, String> texts, Set<String> patterns) {
    Map<String, Set<String>> makers = new TreeMap<>();
    makers.put("Feature", FEATURES);
    makers.put("Pattern", patterns);
    DroolsSession session = DroolsSession.open(texts, RuleFence.house(), null, 1000);
    return IntentFindings.of(
        IntentReader.read(texts), makers, session, new Asker(Optional.empty()));
  }

  private static List<Finding> findings(String rules) {
    SortedMap<String, String> texts = new TreeMap<>();
    texts.put("intents/t.drl", HEAD + rules);
    return findings(texts, Set.of("burst"));
  }

  private static String rule(String name, String when, String side, String strategy, long edge) {
    return """
    rule "%s"
    when
    %s
    then
      insertLogical(new Intent($i, Side.%s, "%s", "%s", %dL, 1000L, Urgency.NORMAL, 5L));
    end
    """
        .formatted(name, when.indent(2).stripTrailing(), side, strategy, name, edge);
  }

  private static List<String> told(List<Finding> findings) {
    return findings.stream().map(f -> f.code() + " " + f.about()).toList();
  }

  @Test
  void ofTheHouseEveryRuleIsAnalysedAndCanMatch() {
    StrategyPack pack = StrategyPacks.load(SharedData.root().resolve("rules/packs/house-strategy"));
    SortedMap<String, String> texts = pack.files("intents", ".drl");
    List<Finding> found = findings(texts, Makers.patterns(pack));
    assertThat(found).extracting(Finding::code).containsOnly(FindingCode.W132);
  }

  @Test
  void aRuleWhoseConditionsExcludeOneAnotherIsFoundWithThoseConditions() {
    List<Finding> found =
        findings(
            rule(
                "torn",
                """
                Belief($i : instrument, regime == Regime.CALM)
                Feature(instrument == $i, name == "ofi", ready(), $a : value > 900)
                Feature(instrument == $i, name == "vpin", value < $a)
                Feature(instrument == $i, name == "ofi", value <= 900)\
                """,
                "BUY",
                "momentum",
                7));
    assertThat(told(found)).containsExactly("W130 torn");
    assertThat(found.getFirst().place()).isEqualTo("intents/t.drl:16:1");
    assertThat(found.getFirst().says())
        .contains("Feature ofi (value > 900) (intents/t.drl:19:")
        .contains("Feature ofi (value <= 900) (intents/t.drl:21:")
        .doesNotContain("vpin");
  }

  @Test
  void aRuleThatWaitsForWhatNothingMakesCanNeverMatch() {
    List<Finding> found =
        findings(
            rule(
                    "typo",
                    "Belief($i : instrument) Derived(instrument == $i, name == \"clam\")",
                    "BUY",
                    "momentum",
                    7)
                + rule(
                    "unwatched",
                    "Pattern($i : instrument, name == \"brust\")",
                    "BUY",
                    "momentum",
                    8)
                + rule(
                    "always",
                    "Quote($i : instrument) not Pattern(instrument == $i, name == \"brust\")",
                    "BUY",
                    "momentum",
                    9));
    assertThat(told(found)).containsExactly("W130 typo", "W130 unwatched", "W135 always");
    assertThat(found.getFirst().says()).contains("nothing makes a Derived \"clam\"");
  }

  @Test
  void aConclusionIsFollowedToWhatItRestsOn() {
    List<Finding> found =
        findings(
            """
            rule "calm"
            when
              Belief($i : instrument, $s : source, regime == Regime.CALM, $p : probabilityPpm >= 400000)
            then
              insertLogical(new Derived($i, $s, "calm", $p, "calm"));
            end
            """
                + rule(
                    "surer than sure",
                    "Derived($i : instrument, name == \"calm\", value < 400000)",
                    "BUY",
                    "momentum",
                    7)
                + rule(
                    "calm and violent",
                    "Derived($i : instrument, name == \"calm\") Belief(instrument == $i, regime == Regime.VIOLENT)",
                    "SELL",
                    "momentum",
                    7));
    assertThat(told(found)).containsExactly("W130 surer than sure", "W130 calm and violent");
  }

  @Test
  void ofTwoRulesThatConcludeTheSameTheNarrowerIsSubsumed() {
    List<Finding> found =
        findings(
            rule(
                    "wide",
                    "Feature($i : instrument, name == \"ofi\", ready(), value > 10)",
                    "BUY",
                    "momentum",
                    7)
                + rule(
                    "narrow",
                    """
                    Feature($j : instrument, name == "ofi", readyPercent >= 100, value >= 12)
                    Quote(instrument == $j)\
                    """
                        .replace("$j", "$i"),
                    "BUY",
                    "momentum",
                    7)
                + rule(
                    "dearer",
                    "Feature($i : instrument, name == \"ofi\", ready(), value > 11)",
                    "BUY",
                    "momentum",
                    8));
    assertThat(told(found)).containsExactly("W131 narrow");
    assertThat(found.getFirst().says()).contains("\"wide\" (intents/t.drl:16:1)").contains("Seen");
  }

  @Test
  void equalRulesAreReportedOnce() {
    String when = "Feature($i : instrument, name == \"ofi\", value > 10)";
    List<Finding> found =
        findings(rule("a", when, "BUY", "momentum", 7) + rule("b", when, "BUY", "momentum", 7));
    assertThat(told(found)).containsExactly("W131 b");
  }

  @Test
  void oppositeIntentsThatCanMeetAreSeenInASession() {
    List<Finding> found =
        findings(
            rule(
                    "up",
                    "Feature($i : instrument, name == \"ofi\", value > 10)",
                    "BUY",
                    "momentum",
                    7)
                + rule(
                    "down",
                    """
                    Feature($i : instrument, name == "ofi", $o : value < 12)
                    Account($equity : equityE8 > 0, $o * 1000L >= $equity / 3)\
                    """,
                    "SELL",
                    "reversion",
                    7)
                + rule(
                    "far down",
                    "Feature($i : instrument, name == \"ofi\", value < 11)",
                    "SELL",
                    "third",
                    7));
    assertThat(told(found)).containsExactly("W132 momentum buy / reversion sell");
    assertThat(found.getFirst().says()).contains("Feature ofi value 11");
  }

  @Test
  void whatIsMoreThanComparisonsAndJoinsIsNamedAndNotGuessedAt() {
    List<Finding> found =
        findings(
            """
            rule "adds up"
            when
              Quote($i : instrument)
              accumulate(Feature(instrument == $i, name == "ofi", $v : value); $n : count($v); $n > 3)
            then
              insertLogical(new Derived($i, 1L, "much", $n, "adds up"));
            end
            """
                + rule(
                    "multiplies",
                    "Feature($i : instrument, name == \"ofi\", $v : value, $v * $v > 9)",
                    "BUY",
                    "momentum",
                    1)
                + rule("anywhere", "Quote($i : instrument) Feed()", "BUY", "momentum", 2)
                + rule(
                    "may wrap",
                    "Position($i : instrument, $u : unrealisedE8, $u * 100L > 5)",
                    "BUY",
                    "momentum",
                    3)
                + rule(
                    "rests on it",
                    "Derived($i : instrument, name == \"much\")",
                    "BUY",
                    "momentum",
                    4));
    assertThat(found)
        .extracting(Finding::code, Finding::about)
        .containsOnly(
            org.assertj.core.groups.Tuple.tuple(FindingCode.W133, "adds up"),
            org.assertj.core.groups.Tuple.tuple(FindingCode.W133, "multiplies"),
            org.assertj.core.groups.Tuple.tuple(FindingCode.W133, "anywhere"),
            org.assertj.core.groups.Tuple.tuple(FindingCode.W133, "may wrap"),
            org.assertj.core.groups.Tuple.tuple(FindingCode.W133, "rests on it"));
    assertThat(found.stream().map(Finding::says).toList().toString())
        .contains("not analysed: accumulate (intents/t.drl:19:3)")
        .contains("a product of two unknowns")
        .contains("a pattern on any instrument")
        .contains("arithmetic that may leave 64 bits");
  }
}
