package dev.warrant.knowledge.verify.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormulaTest {
  private static final List<String> NAMES = List.of("a", "b.c");

  private static long value(String text, long... values) {
    return Formula.read(text, NAMES::indexOf).value(values).longValueExact();
  }

  @Test
  void termsAreComputedExactly() {
    assertThat(value("(+ (* 3 a b.c) (- 7))", 5, -2)).isEqualTo(-37);
    assertThat(value("(ite (<= a 4) 1 (ite (= b.c 0) 2 3))", 5, 0)).isEqualTo(2);
    assertThat(value("(abs (+ (* (- 1) a) b.c))", 5, 2)).isEqualTo(3);
    assertThat(value("(min (max a 2) b.c)", 1, 9)).isEqualTo(2);
    assertThat(value("(and (or (> a 1) false) (not (>= b.c 1)) true)", 2, 0)).isEqualTo(1);
    assertThat(value("(< a b.c)", 2, 2)).isZero();
  }

  @Test
  void nothingOverflows() {
    Formula square = Formula.read("(+ (* a a) (* (- 1) a a))", NAMES::indexOf);
    assertThat(square.value(new long[] {Long.MIN_VALUE, 0}).signum()).isZero();
    assertThat(Formula.read("(> (* a a) 0)", NAMES::indexOf).holds(new long[] {1L << 62, 0}))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "(",
        ")",
        "(+ 1",
        "1 2",
        "(+ 1) 2",
        "c",
        "-5",
        "(/ 4 2)",
        "(ite a 1)",
        "(not)",
        "(- 1 2)",
        "(<= 1)",
        "()",
        "(1 2)",
        "(<= 1 2 3)",
        "1.5"
      })
  void whatIsNoTermIsRefused(String text) {
    assertThatThrownBy(() -> value(text, 0, 0)).isInstanceOf(Payload.Malformed.class);
  }

  @Test
  void numbersThatWouldTakeForEverAreRefused() {
    String million = "9".repeat(1_000_000);
    assertThatThrownBy(() -> value(million, 0, 0)).isInstanceOf(Payload.Malformed.class);
    String product = "(* " + "a ".repeat(1_000_000) + ")";
    assertThatThrownBy(() -> value(product, Long.MAX_VALUE, 0))
        .isInstanceOf(Payload.Malformed.class);
    assertThat(value(product, 1, 0)).isEqualTo(1);
  }

  @Test
  void aTermWithoutBottomIsRefused() {
    assertThatThrownBy(() -> value("(- ".repeat(100_000), 0, 0))
        .isInstanceOf(Payload.Malformed.class);
  }
}
