package dev.warrant.reasoning.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warrant.rules.text.Place;
import dev.warrant.rules.text.RuleException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SentenceTest {
  private static final Place HERE = new Place("theory/t.pl", 3, 1);

  private static Sentence of(String text) {
    return Sentence.read(text, HERE);
  }

  @Test
  void numbersAreToldInFullInTheUnitOfTheirHole() {
    assertThat(
            of("{value %} of {limit bps}, {distance}: {condition}")
                .of(515_264, -1_491, 7, "$1 {x}"))
        .isEqualTo("51.5264 % of -14.91 bps, 7: $1 {x}");
    assertThat(of("{value %} {limit %} {distance bps}").of(600_000, 0, 1, ""))
        .isEqualTo("60 % 0 % 0.01 bps");
    assertThat(of("{value bps}").of(Long.MIN_VALUE, 0, 0, ""))
        .isEqualTo("-92233720368547758.08 bps");
  }

  @Test
  void numbersOfAClauseAreToldInTheUnitThatItsSentenceNamesFirst() {
    assertThat(of("{limit bps} {value %}").unit().of(250)).isEqualTo("2.5 bps");
    assertThat(of("{value} {condition}").unit().of(250)).isEqualTo("250");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{valu}", "{}", "{value ppm}", "{value  %}", "{condition %}", "{value %", "{rhs}"})
  void aHoleThatIsNoneIsRefusedWithItsPlace(String text) {
    if (text.endsWith("}")) {
      assertThatThrownBy(() -> of("found " + text))
          .isInstanceOf(RuleException.class)
          .hasMessageContainingAll("theory/t.pl:3:1", "theory-says", text);
    } else {
      assertThat(of(text).of(1, 2, 3, "")).isEqualTo(text);
    }
  }
}
