package dev.warrant.rules.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.knowledge.fact.Mode;
import dev.warrant.knowledge.order.TacticKind;
import dev.warrant.knowledge.testing.SharedData;
import dev.warrant.knowledge.unit.Side;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ScenariosTest {
  private static final String FILE = "tests/some.yaml";

  @Test
  void aStoryIsReadStepByStep() {
    Scenario.Venue story =
        (Scenario.Venue)
            one(
                """
                - name: a-story
                  says: What it shows.
                  start: 2026-01-05 23:59:40
                  wallet: 5000 USDT
                  leverage: 2
                  under: {gross-exposure.share: 300 %, net-correlated.high: 0.8}
                  story:
                    - 500 ms: BTCUSDT price -2.5 % over 20 s
                    - 1.5 s: venue ignores stops
                    - 20 s: attempt sell 5 lots ETHUSDT join, cap 9 lots, stop 300 ticks, every 200 ms
                  refused by: order-size
                  as well: [heat]
                """);
    assertThat(story.walletE8()).isEqualTo(500_000_000_000L);
    assertThat(story.leverage()).isEqualTo(2);
    assertThat(story.under().text())
        .isEqualTo("gross-exposure.share: 300 %, net-correlated.high: 0.8 number");
    assertThat(story.untilNanos()).isEqualTo(22_000_000_000L);
    assertThat(story.expect()).isEqualTo(new Expectation.Refused("order-size", List.of("heat")));
    assertThat(story.story().stream().map(Scenario.Told::nanos))
        .containsExactly(500_000_000L, 1_500_000_000L, 20_000_000_000L);
    assertThat(story.story().stream().map(Scenario.Told::step))
        .containsExactly(
            new Step.Price("BTCUSDT", new Step.Target.By(-25_000), 20_000),
            new Step.Answers(Step.Ask.STOPS, Step.Answer.IGNORE),
            new Step.Authority(
                true,
                "ETHUSDT",
                Side.SELL,
                5,
                9,
                new Step.Working(TacticKind.JOIN, 300, 0, 20, 200)));
  }

  @Test
  void aVectorStartsFromNamedMeasuresAndGivesAmountsWithUnits() {
    Scenario.Vector v =
        (Scenario.Vector)
            one(
                """
                - name: healthy
                  kind: measures
                  given: {desk.mode: 0, market.funding: 1 bps, order.notional: 600 USDT}
                - name: dear
                  kind: vector
                  from: healthy
                  given: {market.funding: 0.15 %, belief.age: 1.5 s, order.notional: absent, order.lots: 7}
                  expect: refused by funding-cost
                """);
    assertThat(v.given())
        .containsOnly(
            java.util.Map.entry(MeasureId.DESK_MODE, 0L),
            java.util.Map.entry(MeasureId.MARKET_FUNDING, 1_500L),
            java.util.Map.entry(MeasureId.BELIEF_AGE, 1_500_000L),
            java.util.Map.entry(MeasureId.ORDER_LOTS, 7L));
    assertThat(v.expect()).isEqualTo(new Expectation.Refused("funding-cost", List.of()));
  }

  @Test
  void whatElseAScenarioMayExpect() {
    String head = "- name: a\n  story: []\n  expect: ";
    assertThat(one(head + "admitted\n").expect()).isEqualTo(new Expectation.Admitted());
    assertThat(one(head + "mode REDUCE\n").expect()).isEqualTo(new Expectation.InMode(Mode.REDUCE));
    assertThat(one(head + "held back by mode-reduce\n").expect())
        .isEqualTo(new Expectation.HeldBack("mode-reduce"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          step-unknown    | {name: a, story: [{1 s: BTCUSDT goes up}], expect: admitted}        | 1:27
          step-order      | {name: a, story: [{2 s: private stream up}, {1 s: private stream up}], expect: admitted} | 1:48
          time-form       | {name: a, story: [{soon: private stream up}], expect: admitted}      | 1:22
          expect-form     | {name: a, story: [], expect: fine}                                   | 1:32
          scenario-kind   | {name: a, kind: poem}                                                | 1:19
          scenario-name   | {name: A b, story: [], expect: admitted}                             | 1:10
          measure-unknown | {name: a, kind: vector, given: {order.notion: 1}, expect: admitted}  | 1:35
          amount-unit     | {name: a, kind: vector, given: {order.lots: 1 USDT}, expect: admitted} | 1:47
          amount-fine     | {name: a, kind: vector, given: {order.lots: 1.5}, expect: admitted}  | 1:47
          measures-unknown | {name: a, kind: vector, from: b, expect: admitted}                  | 1:33
          under-form      | {name: a, under: {leverage: 2 x}, story: [], expect: admitted}       | 1:21
          key-unknown     | {name: a, kind: vector, under: {leverage.max: 2 x}, expect: admitted} | 1:27
          key-unknown     | {name: a, story: [], expects: admitted}                              | 1:24
          """)
  void whatIsWrongIsToldWithItsPlace(String code, String item, String place) {
    assertThatThrownBy(() -> Scenarios.read(FILE, "- " + item))
        .hasMessageContaining("[" + code + "]")
        .hasMessageStartingWith(FILE + ":" + place + ":");
  }

  @Test
  void theHousePolicyHasSixtyScenariosWithNamesOfTheirOwn() {
    List<Scenario> all = Scenarios.load(SharedData.root().resolve("rules/packs/house-policy"));
    assertThat(all.stream().filter(s -> s instanceof Scenario.Venue).count())
        .isGreaterThanOrEqualTo(60);
    assertThat(all.stream().map(Scenario::name).distinct()).hasSameSizeAs(all);
  }

  private static Scenario one(String text) {
    return Scenarios.read(FILE, text).getFirst();
  }
}
