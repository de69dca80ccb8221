package dev.warrant.rules.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.rules.limit.Cell;
import dev.warrant.rules.limit.DecisionTable;
import dev.warrant.rules.limit.Rational;
import dev.warrant.rules.text.RuleException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TableFileTest {
  private static final String GOOD =
      """
      unique,in account.equity: USDT,in regime: enum,out order: USDT,note
      small,< 2500,-,500.5,"little, and careful"
      large,>= 2500,CALM | RANGING,3000,
      """;

  @Test
  void aTableIsReadWithUnitsAndExactNumbers() {
    DecisionTable table = TableFile.read("tables/tiers.csv", GOOD);
    assertThat(table.name()).isEqualTo("tiers");
    assertThat(table.hit()).isEqualTo(DecisionTable.Hit.UNIQUE);
    assertThat(table.inputs().getFirst().measure()).isEqualTo(MeasureId.ACCOUNT_EQUITY);
    assertThat(table.inputs().getFirst().each()).isEqualTo(Rational.of(10_000));
    assertThat(table.inputs().getLast().words())
        .containsExactly("CALM", "TRENDING", "RANGING", "VIOLENT");
    DecisionTable.Row small = table.rows().getFirst();
    assertThat(small.values()).containsExactly(Rational.parse("500.5"));
    assertThat(small.note()).isEqualTo("little, and careful");
    assertThat(small.cells().getFirst())
        .isEqualTo(new Cell.Between(null, new Cell.End(Rational.of(2_500), false)));
    assertThat(small.cite()).isEqualTo("tables/tiers.csv:2");
    assertThat(TableFile.text(table)).isEqualTo(GOOD);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          unique,in account | Unique,in account | :1:1: | [table-header] | Maybe it is written in small letters
          unique,in account | account | :1:1: | [table-header] | Maybe the header line is missing
          in regime: enum | regime: enum | :1:32: | [table-header] | Maybe in account.equity: USDT
          in regime: enum | in regine: enum | :1:32: | [name-unknown] | Maybe you meant regime.
          in regime: enum | in regime: % | :1:32: | [table-unit] | CALM, TRENDING, RANGING, VIOLENT
          in account.equity: USDT | in account.equity: lots | :1:8: | [table-unit] | expected USDT
          out order: USDT | out order: EUR | :1:48: | [unit-unknown] | USDT
          out order: USDT | in order.lots: lots | :1:1: | [table-header] | 0 outputs
          < 2500 | 2 500 | :2:7: | [table-cell] | Maybe the number has a space in it
          < 2500 | < 2500 USDT | :2:7: | [table-cell] | Maybe the unit stands in the header
          < 2500 | < 2500.00001 | :2:7: | [table-fine] | 0.0001 USDT
          < 2500 | (2500..2500] | :2:7: | [table-cell] | which nothing satisfies
          < 2500 | [5..3] | :2:7: | [table-cell] | the smaller end first
          < 2500,-, | < 2500,, | :2:14: | [table-cell] | Maybe a - says
          CALM | CALME | :3:15: | [table-word] | Maybe you meant CALM.
          large, | small, | :3:1: | [table-row] | the first is in tables/tiers.csv:2
          large, | Large, | :3:1: | [table-row] | lower-case words
          500.5 | 5oo | :2:16: | [number-form] | a decimal number
          ,3000, | ,3000,,,,, | :3:1: | [table-row] | Maybe a cell with a comma
          careful" | careful | :2:22: | [csv-quote] | Maybe a quote inside
          """)
  void aBrokenTableIsNamedWithLineColumnAndAdvice(
      String from, String to, String place, String code, String words) {
    assertThat(GOOD).contains(from);
    assertThatThrownBy(() -> TableFile.read("tables/tiers.csv", GOOD.replace(from, to)))
        .isInstanceOf(RuleException.class)
        .hasMessageStartingWith("tables/tiers.csv" + place)
        .hasMessageContaining(code)
        .hasMessageContaining(words);
  }

  @Test
  void aTableIsBounded() {
    assertThatThrownBy(() -> TableFile.read("tables/tiers.csv", "unique,in regime: enum\n"))
        .hasMessageContaining("[table-size]");
    assertThatThrownBy(() -> TableFile.read("tables/tiers.csv", GOOD + "r,< 1,-,5,\n".repeat(70)))
        .hasMessageContaining("[table-size]");
  }

  @Test
  void whatIsWrittenIsReadAgainAsTheSame() {
    RandomTables tables = new RandomTables(5);
    for (int i = 0; i < 500; i++) {
      DecisionTable table = tables.next();
      String text = TableFile.text(table);
      assertThat(TableFile.text(TableFile.read("tables/any.csv", text))).isEqualTo(text);
    }
  }
}
