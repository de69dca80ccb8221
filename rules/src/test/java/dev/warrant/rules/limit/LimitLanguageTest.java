package dev.warrant.rules.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.knowledge.seam.SeededRandom;
import dev.warrant.rules.text.RuleException;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LimitLanguageTest {
  private static final Expr EQUITY = new Expr.Measured(MeasureId.ACCOUNT_EQUITY);
  private static final Expr PEAK = new Expr.Measured(MeasureId.ACCOUNT_PEAK);

  @Test
  void theTreeIsWhatWasWritten() {
    Limit limit = Lab.limit("(account.peak - account.equity) / account.peak <= max", "max=20 %");
    assertThat(limit.require())
        .isEqualTo(
            new Cond.Compare(
                Cond.Op.LE, new Expr.Div(new Expr.Sub(PEAK, EQUITY), PEAK), new Expr.Param("max")));
    assertThat(limit.parameters()).containsEntry("max", new Expr.Num(1, 5));
    assertThat(limit.when()).isEqualTo(new Cond.Always());
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          order.notional <= max                         | 5000 USDT  | 50000000/1
          market.quoteAge <= max                        | 500 ms     | 500000/1
          belief.age <= max                             | 2 min      | 120000000/1
          rate.rejects <= max                           | 20 %       | 200000/1
          market.funding <= max                         | 10 bps     | 1000/1
          market.funding <= max                         | 30 ppm     | 30/1
          order.grossAfter <= max * account.equity      | 3 x        | 3/1
          market.spread <= max * market.spreadNormal    | 3 x        | 3/1
          market.spread <= max                          | 4 ticks    | 4/1
          market.spreadNormal <= max                    | 4 ticks    | 400/1
          orders.open + 1 <= max                        | 8 orders   | 8/1
          rate.messages <= max                          | 60 messages | 60/1
          rate.messages <= max                          | 60 number  | 60/1
          order.lots <= max                             | 12 lots    | 12/1
          (account.peak - account.equity) / account.peak <= max | 12.5 % | 1/8
          """)
  void aParameterTakesTheScaleOfWhatItIsComparedWith(String require, String value, String exact) {
    String[] parts = exact.split("/");
    Expr.Num expected = new Expr.Num(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
    assertThat(Lab.limit(require, "max=" + value).parameters()).containsEntry("max", expected);
  }

  @Test
  void aParameterUsedOnTwoScalesKeepsOneValue() {
    Limit limit = Lab.limit("market.spread + max <= market.spreadNormal + 2 * max", "max=3 ticks");
    Lab lab = new Lab().set(MeasureId.MARKET_SPREAD, 5).set(MeasureId.MARKET_SPREAD_NORMAL, 200);
    // 5 + 3 ticks against 2 + 6 ticks: equal.
    Reading.Judged judged = (Reading.Judged) LimitReader.read(limit, lab);
    assertThat(judged.margin()).isEqualTo(Rational.ZERO);
    assertThat(judged.admits()).isTrue();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          abs(position.net) <= order.lots                               | 0   | -7, 7
          min(position.net, order.lots) >= 1 * order.worstAfter         | -7  | -7, 7
          max(position.net, order.lots) <= order.worstAfter             | -7  | -7, 7
          -position.net <= order.lots                                   | 0   | -7, 7
          (if position.net < 0 then 0 - position.net else position.net) <= order.lots | 0 | -7, 7
          (if order.sign in [-7..3) then order.lots else order.worstAfter) <= order.worstAfter | -7 | -7, 7
          (if not(order.sign in (-7..3]) then order.lots else order.worstAfter) <= order.worstAfter | -7 | -7, 7
          (if (mode in ["PAUSE","REDUCE"]) or mode = "EMERGENCY" then order.lots else order.worstAfter) <= order.worstAfter | -7 | -7, 7
          order.lots - position.net - 14 * order.worstAfter <= 0        | -14 | -7, 7
          2 * (position.net + order.lots) - order.lots / 7 >= 0         | -1  | -7, 7
          """)
  void everyConstructHasItsExactMeaning(String require, long margin, String netAndLots) {
    String[] values = netAndLots.split(", ");
    Lab lab =
        new Lab()
            .set(MeasureId.POSITION_NET, Long.parseLong(values[0]))
            .set(MeasureId.ORDER_LOTS, Long.parseLong(values[1]))
            .set(MeasureId.ORDER_WORST_AFTER, 0)
            .set(MeasureId.ORDER_SIGN, -7)
            .set(MeasureId.DESK_MODE, 2);
    Reading.Judged judged = (Reading.Judged) LimitReader.read(Lab.limit(require), lab);
    assertThat(judged.margin()).isEqualTo(Rational.of(margin));
    assertThat(judged.admits()).isEqualTo(judged.margin().signum() >= 0);
  }

  @Test
  void aLimitIsExactWhereDoublesAreNot() {
    Limit limit = Lab.limit("order.notional / 3 * 3 <= account.equity");
    SeededRandom random = new SeededRandom(7);
    for (int i = 0; i < 10_000; i++) {
      long n = random.nextLong() >>> 20;
      for (int d = -1; d <= 1; d++) {
        Lab lab = new Lab().set(MeasureId.ORDER_NOTIONAL, n).set(MeasureId.ACCOUNT_EQUITY, n + d);
        Reading.Judged judged = (Reading.Judged) LimitReader.read(limit, lab);
        assertThat(judged.margin()).isEqualTo(Rational.of(d));
        assertThat(judged.admits()).isEqualTo(d >= 0);
      }
    }
  }

  @Test
  void allMeasuresAreNeededEvenOnABranchNotTaken() {
    Limit limit =
        Lab.limit("(if order.sign > 0 then order.lots else position.net) <= max", "max=9 lots");
    Lab lab = new Lab().set(MeasureId.ORDER_SIGN, 1).set(MeasureId.ORDER_LOTS, 3);
    assertThat(LimitReader.read(limit, lab))
        .isEqualTo(new Reading.Absent(limit, MeasureId.POSITION_NET));
    assertThat(LimitSays.text(LimitReader.read(limit, lab), lab))
        .isEqualTo("Limit lab needs position.net, which has no value now.");
  }

  @Test
  void aConditionThatFailsUnbinds() {
    Limit limit =
        Lab.limit("order.lots <= max", "market.correlation > 0.7", new String[] {"max=1 lots"});
    Lab lab = new Lab().set(MeasureId.ORDER_LOTS, 5).set(MeasureId.MARKET_CORRELATION, 700_000);
    assertThat(LimitReader.read(limit, lab)).isEqualTo(new Reading.NotBinding(limit));
    lab.set(MeasureId.MARKET_CORRELATION, 700_001);
    assertThat(LimitReader.read(limit, lab).admits()).isFalse();
    assertThat(LimitSays.text(LimitReader.read(limit, lab), lab))
        .isEqualTo("5 lots against 1 lots, 4 lots too far");
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          feel-word      | 1  | function(x) external {java: 1} <= 2
          feel-word      | 1  | true
          feel-word      | 12 | order.lots between 1 and 2
          feel-operator  | 12 | order.lots == 10
          feel-operator  | 12 | order.lots ** 2 <= 1
          feel-operator  | 12 | order.lots // 2
          feel-operator  | 1  | --order.lots <= 1
          feel-character | 11 | order.lots; 1
          feel-character | 6  | order_lots <= 1
          feel-number    | 1  | 1e5 <= order.sign
          feel-outside   | 1  | order.lots[1] <= 1
          feel-syntax    | 12 | order.lots order.price <= 1
          name-unknown   | 1  | order.lost <= 1
          name-unknown   | 9  | 1 + abs(lots) <= 1
          type-number    | 2  | (order.sign <= 1) + 1 <= 1
          type-number    | 1  | 1 <= order.sign <= 2
          type-truth     | 1  | order.sign
          type-list      | 1  | order.sign in [1, 2]
          feel-string    | 8  | mode = "normal"
          feel-arguments | 1  | min(order.sign) <= 1
          unit-mismatch  | 1  | order.lots <= order.price
          unit-mismatch  | 1  | order.lots + 1 <= order.worstAfter
          divisor-sign   | 1  | order.lots / account.equity * account.equity <= order.lots
          """)
  void whatIsOutsideTheLanguageIsRefusedAtItsColumn(String code, int column, String require) {
    assertThatThrownBy(() -> Lab.limit(require))
        .isInstanceOfSatisfying(
            RuleException.class,
            e -> {
              assertThat(e.error().code()).isEqualTo(code);
              assertThat(e.error().place().column()).isEqualTo(10 + column);
              assertThat(e.error().place().line()).isEqualTo(2);
            });
  }

  @Test
  void depthAndLengthAreBoundedBeforeTheParserSeesThem() {
    String deep = "(".repeat(200) + "order.sign" + ")".repeat(180) + " <= 1";
    assertThatThrownBy(() -> Lab.limit(deep)).hasMessageContaining("[feel-nesting]");
    String longText = "order.sign" + " + order.sign".repeat(200) + " <= 1";
    assertThatThrownBy(() -> Lab.limit(longText)).hasMessageContaining("[feel-length]");
    String wide = "1" + " + 1".repeat(90) + " <= order.sign";
    assertThat(Lab.limit(wide).require().op()).isEqualTo(Cond.Op.LE);
  }

  @Test
  void noParserErrorEscapesAsAnythingElse() {
    String[] pieces = {
      "order.lots",
      "max",
      "1",
      "0.5",
      "+",
      "-",
      "*",
      "/",
      "<=",
      ">",
      "=",
      "(",
      ")",
      "[",
      "]",
      "..",
      ",",
      "and",
      "or",
      "not(",
      "if",
      "then",
      "else",
      "in",
      "\"PAUSE\"",
      "mode",
      "abs(",
      "min("
    };
    SeededRandom random = new SeededRandom(11);
    for (int i = 0; i < 3_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = 1 + random.nextInt(9); n > 0; n--) {
        text.append(pieces[random.nextInt(pieces.length)])
            .append(random.nextInt(4) == 0 ? "" : " ");
      }
      try {
        assertThat(Lab.limit(text.toString(), "max=1 lots").text()).isEqualTo(text.toString());
      } catch (RuleException e) {
        assertThat(e.error().place().file()).isEqualTo("lab.yaml");
      }
    }
  }

  @Test
  void rationalsAreInLowestTermsWithPositiveDenominators() {
    assertThat(new Rational(BigInteger.valueOf(6), BigInteger.valueOf(-4)))
        .hasToString("-3/2")
        .isEqualTo(Rational.of(-3).over(Rational.of(2)));
    assertThat(Rational.parse("0.125")).hasToString("1/8");
    assertThat(Rational.parse("1e3")).isEqualTo(Rational.of(1000));
    assertThatThrownBy(() -> Rational.ONE.over(Rational.ZERO))
        .isInstanceOf(ArithmeticException.class);
  }
}
