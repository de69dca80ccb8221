package dev.warrant.rules.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warrant.knowledge.testing.SharedData;
import dev.warrant.rules.limit.Limit;
import dev.warrant.rules.text.YamlReader;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The house policy, read with other values of its parameters.
final class OtherValuesTest {
  private static final Path POLICY = SharedData.root().resolve("rules/packs/house-policy");

  @Test
  void aValueInsideItsRangeTakesThePlaceOfTheOneWritten() {
    PolicyPack plain = PolicyPacks.load(POLICY);
    PolicyPack other = under("{leverage.max: 1.2 x}");
    assertThat(limit(other, "leverage").says()).contains("more than 1.2 x of");
    assertThat(limit(other, "leverage").parameters())
        .isNotEqualTo(limit(plain, "leverage").parameters());
    assertThat(other.limits().stream().filter(l -> !l.id().equals("leverage")))
        .containsExactlyElementsOf(
            plain.limits().stream().filter(l -> !l.id().equals("leverage")).toList());
  }

  @Test
  void aValueStandsInEveryRowOfItsTable() {
    Limit worst = limit(under("{worst-position.share: 250 %}"), "worst-position");
    assertThat(worst.tables()).isEmpty();
    assertThat(worst.says()).contains("more than 250 % of");
    assertThat(limit(PolicyPacks.load(POLICY), "worst-position").tables()).containsKey("share");
  }

  @Test
  void aPolicyWithOtherValuesIsNoVersionOfItsPack() {
    PolicyPack plain = PolicyPacks.load(POLICY);
    assertThat(PolicyPacks.load(POLICY, OtherValues.NONE).digest()).isEqualTo(plain.digest());
    assertThat(under("{leverage.max: 2 x}").digest())
        .isNotEqualTo(plain.digest())
        .isNotEqualTo(under("{leverage.max: 1 x}").digest());
  }

  @Test
  void theValuesOfOneLimitCanBeLeftOut() {
    OtherValues both = read("{leverage.max: 2 x, heat.share: 20 %}");
    assertThat(both.without("leverage").text()).isEqualTo("heat.share: 20 %");
    assertThat(both.without("leverage").without("heat").none()).isTrue();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {gross-exposure.share: 301 %} | 1:24 | found share = 301 %, expected a value in 20..300 % [parameter-range]
          {worst-position.share: 251 %} | 1:24 | found share = 251 %, expected a value in 0..250 % [parameter-range]
          {gross-exposure.share: 3 x} | 1:24 | found 3 x for gross-exposure.share, expected a value in % [under-unit]
          {gross-exposure.share: much %} | 1:24 | found "much", expected a decimal number [number-form]
          {gros-exposure.share: 200 %} | 1:2 | Maybe you meant gross-exposure.share.
          {pair-correlation.low: 0.8} | 1:2 | expected one of pair-correlation.high, pair-correlation.share [parameter-unknown]
          {restricted.max: 1 x} | 1:2 | found the parameter restricted.max, expected a limit of the policy and its parameter
          """)
  void whatRiskDidNotAllowIsRefusedWhereItWasAskedFor(String values, String place, String says) {
    assertThatThrownBy(() -> under(values))
        .hasMessageStartingWith("tests/x.yaml:" + place + ": ")
        .hasMessageContaining(says);
  }

  private static OtherValues read(String text) {
    return OtherValues.read(YamlReader.read("tests/x.yaml", text));
  }

  private static PolicyPack under(String text) {
    return PolicyPacks.load(POLICY, read(text));
  }

  private static Limit limit(PolicyPack pack, String id) {
    return pack.limits().stream().filter(l -> l.id().equals(id)).findFirst().orElseThrow();
  }
}
