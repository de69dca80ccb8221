package dev.warrant.reasoning.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warrant.knowledge.fact.Fact;
import dev.warrant.knowledge.fact.Regime;
import dev.warrant.reasoning.deliberate.Cuts;
import dev.warrant.reasoning.deliberate.Desk;
import dev.warrant.rules.text.RuleException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DroolsSessionTest {
  private static final String HEAD =
      """
      package intents;
      import dev.warrant.knowledge.fact.Fact.Belief;
      import dev.warrant.knowledge.fact.Fact.Derived;
      """;
  private static final String A =
      """
      rule "a"
      when Belief($i : instrument, $s : source) not Derived(name == "b")
      then insertLogical(new Derived($i, $s, "a", 1L, "a")); end
      """;
  private static final String B =
      """
      rule "b"
      when Belief($i : instrument, $s : source, probabilityPpm > 600000)
      then insertLogical(new Derived($i, $s, "b", 1L, "b")); end
      """;

  private static SortedMap<String, String> texts(String text) {
    return new TreeMap<>(Map.of("intents/t.drl", text));
  }

  private static DroolsSession open(String text) {
    return DroolsSession.open(texts(text), RuleFence.house(), null, 1000);
  }

  private static List<Fact> busy() {
    return Cuts.calm()
        .pattern(1, "quoteStuffing")
        .pattern(1, "staleFeed")
        .regime(0, Regime.TRENDING, 700_000)
        .feature(0, "momentum30", -90_000)
        .feature(0, "ofi", -100)
        .position(0, 12)
        .position(1, -3)
        .facts();
  }

  @Test
  void whatHoldsAtRestDoesNotDependOnTheOrderOfFacts() {
    List<Fact> facts = new ArrayList<>(busy());
    Deduction first = Desk.RULES.deduce(facts);
    assertThat(((Deduction.Deduced) first).intents()).isNotEmpty();
    Random random = new Random(11);
    for (int i = 0; i < 30; i++) {
      Collections.shuffle(facts, random);
      assertThat(Desk.RULES.deduce(facts)).isEqualTo(first);
    }
  }

  @Test
  void whatHoldsAtRestDoesNotDependOnTheOrderOfRules() {
    Deduction expected = Desk.RULES.deduce(busy());
    SortedMap<String, String> turned = new TreeMap<>();
    Desk.PACK
        .files("intents", ".drl")
        .forEach((path, text) -> {
          List<String> parts = new ArrayList<>(Arrays.asList(text.split("(?m)^(?=rule )", -1)));
          String head = parts.removeFirst();
          Collections.reverse(parts);
          turned.put("intents/z" + (9 - turned.size()) + ".drl", head + String.join("", parts));
        });
    DroolsSession other = DroolsSession.open(turned, RuleFence.house(), null, 5000);
    assertThat(other.deduce(busy())).isEqualTo(expected);
  }

  @Test
  void aConclusionFallsWithItsPremise() {
    for (String text : List.of(HEAD + A + B, HEAD + B + A)) {
      Deduction.Deduced d = (Deduction.Deduced) open(text).deduce(Cuts.calm().facts());
      assertThat(d.derived()).extracting(Fact.Derived::name).containsExactly("b");
    }
  }

  @Test
  void rulesThatNeverRestFailAndLeaveNothingBehind() {
    String loop =
        """
        rule "start"
        when Belief($i : instrument, $s : source)
        then insertLogical(new Derived($i, $s, "n", 1L, "start")); end
        rule "count"
        when Derived($i : instrument, $s : source, $v : value)
        then insertLogical(new Derived($i, $s, "n", $v + 1L, "count")); end
        """;
    DroolsSession session = open(HEAD + loop);
    assertThat(session.deduce(Cuts.calm().facts())).isInstanceOf(Deduction.Failed.class);
    assertThat(session.deduce(List.of())).isEqualTo(Desk.RULES.deduce(List.of()));
  }

  @Test
  void aRuleThatBreaksIsAFailureNotAnException() {
    String zero =
        """
        rule "zero"
        when Belief($i : instrument, $s : source, $p : probabilityPpm)
        then insertLogical(new Derived($i, $s, "x", 1L / ($p - $p), "zero")); end
        """;
    Deduction d = open(HEAD + zero).deduce(Cuts.calm().facts());
    assertThat(d).isInstanceOf(Deduction.Failed.class);
    assertThat(((Deduction.Failed) d).why()).contains("zero");
  }

  @Test
  void aCacheSparesTheCompilationAndABrokenOneDoesNot(@TempDir Path folder) throws IOException {
    DroolsSession cold = DroolsSession.open(texts(HEAD + B), RuleFence.house(), folder, 1000);
    DroolsSession warm = DroolsSession.open(texts(HEAD + B), RuleFence.house(), folder, 1000);
    assertThat(cold.fromCache()).isFalse();
    assertThat(warm.fromCache()).isTrue();
    assertThat(warm.deduce(Cuts.calm().facts())).isEqualTo(cold.deduce(Cuts.calm().facts()));
    try (var files = Files.list(folder)) {
      Path file = files.findFirst().orElseThrow();
      byte[] bytes = Files.readAllBytes(file);
      bytes[bytes.length / 2] ^= 1;
      Files.write(file, bytes);
    }
    DroolsSession again = DroolsSession.open(texts(HEAD + B), RuleFence.house(), folder, 1000);
    assertThat(again.fromCache()).isFalse();
  }

  @Test
  void errorsNameFileLineAndColumn() {
    String typo = HEAD + "\nrule \"t\"\nwhen Belief(probabilityPmp > 5)\nthen end\n";
    assertThatThrownBy(() -> open(typo))
        .isInstanceOf(RuleException.class)
        .hasMessageContaining("intents/t.drl:6:13")
        .hasMessageContaining("probabilityPmp");
  }

  @Test
  void theFenceStandsBeforeTheCompiler() {
    String attack = HEAD + "rule \"x\" when Belief() then Runtime.getRuntime().exec(\"id\"); end\n";
    assertThatThrownBy(() -> open(attack)).isInstanceOf(RuleException.class);
  }
}
