package dev.warrant.rules.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warrant.knowledge.testing.SharedData;
import dev.warrant.rules.text.RuleException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PolicyPacksTest {
  private static final Path HOUSE = SharedData.root().resolve("rules/packs/house-policy");

  @TempDir Path folder;

  @BeforeEach
  void copyTheHousePack() throws IOException {
    try (Stream<Path> files = Files.walk(HOUSE)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path to = folder.resolve(HOUSE.relativize(file).toString());
        Files.createDirectories(to.getParent());
        Files.copy(file, to);
      }
    }
  }

  @Test
  void theSameBytesGiveTheSameDigestAnywhere() {
    PolicyPack here = PolicyPacks.load(HOUSE);
    PolicyPack there = PolicyPacks.load(folder);
    assertThat(there.digest()).isEqualTo(here.digest());
    assertThat(there).isEqualTo(here);
  }

  @Test
  void oneChangedByteChangesTheDigest() throws IOException {
    PolicyPack before = PolicyPacks.load(folder);
    edit("limits/3-account.yaml", "value: \"60\"", "value: \"59\"");
    assertThat(PolicyPacks.load(folder).digest()).isNotEqualTo(before.digest());
  }

  /// `edit` replaces `from` by `to` in a file of the house pack.
  @ParameterizedTest(name = "{0}: {3}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          limits/1-position.yaml | require: order.notional <= max | require: order.notionl <= max | [name-unknown] | limits/1-position.yaml:20:12 | Maybe you meant order.notional.
          limits/1-position.yaml | require: order.notional <= max | require: order.notional <= | [feel-syntax] | limits/1-position.yaml:20:27 | Maybe an operator
          limits/1-position.yaml | require: order.notional <= max | require: order.notional < max | [limit-strict] | limits/1-position.yaml:20:12 | Maybe <=
          limits/1-position.yaml | require: order.notional <= max | require: order.lots <= max | [unit-mismatch] | limits/1-position.yaml:20:12 | Maybe one side
          limits/1-position.yaml | require: order.notional <= max | require: order.notional <= 3000 | [unit-mismatch] | limits/1-position.yaml:20:12 | Maybe the number wants to be a parameter
          limits/1-position.yaml | require: order.notional <= max | require: order.notional <= max and order.lots >= 1 | [unit-mismatch] | limits/1-position.yaml:20:38 | lots beside a plain number
          limits/1-position.yaml | require: order.notional <= max | require: order.notional <= max and order.sign <= 1 | [limit-form] | limits/1-position.yaml:20:12 | Maybe two limits
          limits/1-position.yaml | require: order.notional <= max | require: order.sign * order.sign * order.increasing * max <= max | [degree] | limits/1-position.yaml:20:12 | Maybe a measure
          limits/1-position.yaml | require: order.notional <= max | require: order.notional * order.grossAfter <= max * max | [overflow] | limits/1-position.yaml:20:12 | Maybe the ranges
          limits/1-position.yaml | require: order.notional <= max | require: order.notional / order.repeats <= max | [unit-mismatch] | limits/1-position.yaml:20:12 | USDT x count^-1
          limits/1-position.yaml | require: order.notional <= max | require: order.notional / order.sign <= max | [divisor-sign] | limits/1-position.yaml:20:12 | Maybe the range
          limits/1-position.yaml | require: order.notional <= max | require: sqrt(order.notional) <= max | [feel-function] | limits/1-position.yaml:20:12 | one of abs, min, max, not
          limits/1-position.yaml | require: order.notional <= max | require: max <= max | [limit-constant] | limits/1-position.yaml:20:12 | no measure
          limits/1-position.yaml | value: "3000", unit: USDT | value: "3000", unit: EUR | [unit-unknown] | limits/1-position.yaml:21: | "EUR"
          limits/1-position.yaml | value: "3000", unit: USDT | value: "30000", unit: USDT | [parameter-range] | limits/1-position.yaml:21: | Maybe the range itself
          limits/1-position.yaml | binds: increasing | bind: increasing | [key-unknown] | limits/1-position.yaml:4:3 | Maybe you meant binds.
          limits/1-position.yaml | id: leverage | id: open-orders | [limit-duplicate] | limits/1-position.yaml | a second limit open-orders
          limits/1-position.yaml | {max} of the equity | {mux} of the equity | [says-hole] | limits/1-position.yaml:3:10 | Maybe you meant max.
          limits/1-position.yaml | table: leverage-by-regime | table: leverage-by-regimes | [table-unknown] | limits/1-position.yaml:28: | Maybe you meant leverage-by-regime.
          limits/1-position.yaml | output: order, | output: ordr, | [table-output] | limits/1-position.yaml:39: | Maybe you meant order.
          limits/1-position.yaml | output: order, | output: order, unit: lots, | [table-unit] | limits/1-position.yaml:39: | USDT, as the header
          limits/1-position.yaml | output: order, | output: order, value: "5", | [key-unknown] | limits/1-position.yaml:39: | one of table, output
          tables/capital-tiers.csv | 100k,>= 100000,10000 | 100k,>= 100000,10001 | [parameter-range] | tables/capital-tiers.csv:8:16 | max = 10001 USDT
          tables/capital-tiers.csv | 100k,>= 100000 | 100k,>= 10000O | [table-cell] | tables/capital-tiers.csv:8:6 | Maybe the unit
          tables/capital-tiers.csv | out order: USDT | out order: lots | [unit-mismatch] | limits/1-position.yaml:38: | USDT beside lots
          limits/2-portfolio.yaml | when: market.correlation > high | when: market.correlation | [type-truth] | limits/2-portfolio.yaml:20:9 | a comparison
          limits/2-portfolio.yaml | when: market.correlation > high | when: market.correlation > high and mode in ["NORMAL"] or mode in ["PAUSE"] | [feel-outside] | limits/2-portfolio.yaml:20: | Maybe the `in` wants parentheses
          limits/2-portfolio.yaml | when: market.correlation > high | when: market.correlation > 0.7 | [parameter-unused] | limits/2-portfolio.yaml:23: | the parameter high
          limits/3-account.yaml | mode in ["NORMAL"] | mode in ["NORMEL"] | [mode-unknown] | limits/3-account.yaml:22:19 | Maybe you meant NORMAL.
          limits/7-compliance.yaml | binds: all | binds: increasing | [mandatory-missing] | limits/7-compliance.yaml | Maybe it is there
          measures.yaml | unit: USDT | unit: USD | [measure-unit] | measures.yaml:14: | as the engine keeps it
          measures.yaml | order.notional: | order.notionl: | [measure-unknown] | measures.yaml:13:1 | Maybe you meant order.notional.
          measures.yaml | range: "1..1e9", update: each order, | range: "2..1", update: each order, | [range-order] | measures.yaml:8: | the smaller end first
          pack.yaml | version: 1.0.0 | version: one | [pack-version] | pack.yaml:2:10 | 1.0.0
          pack.yaml | kind: policy | kind: &a policy | [yaml-anchor] | pack.yaml:3:7 | Maybe a value
          pack.yaml | kind: policy | kind: !!str policy | [yaml-tag] | pack.yaml:3:7 | no tags
          pack.yaml | kind: policy | name: again | [yaml-duplicate-key] | pack.yaml:3:1 | Maybe the one in line 1
          pack.yaml | kind: policy | kind: [policy | [yaml-syntax] | pack.yaml: | Maybe
          """)
  void aBrokenFileIsNamedWithLineColumnAndAdvice(
      String file, String from, String to, String code, String place, String words)
      throws IOException {
    edit(file, from, to);
    assertThatThrownBy(() -> PolicyPacks.load(folder))
        .isInstanceOf(RuleException.class)
        .hasMessageStartingWith(place)
        .hasMessageContaining(code)
        .hasMessageContaining(words);
  }

  @Test
  void aMissingLayerFileIsNamed() throws IOException {
    Files.delete(folder.resolve("limits/5-model.yaml"));
    assertThatThrownBy(() -> PolicyPacks.load(folder))
        .hasMessageStartingWith("limits/5-model.yaml: found no such file");
  }

  @Test
  void aFileOfAnUnknownLayerIsRefused() throws IOException {
    Files.writeString(folder.resolve("limits/8-more.yaml"), "[]\n");
    assertThatThrownBy(() -> PolicyPacks.load(folder)).hasMessageContaining("[file-unknown]");
  }

  @Test
  void aMeasureWithoutDeclarationIsNamedWhereItIsRead() throws IOException {
    String text = Files.readString(folder.resolve("measures.yaml"));
    int at = text.indexOf("order.selfCross:");
    int end = text.indexOf("order.repeats:");
    Files.writeString(folder.resolve("measures.yaml"), text.substring(0, at) + text.substring(end));
    assertThatThrownBy(() -> PolicyPacks.load(folder))
        .hasMessageContaining("[measure-undeclared]")
        .hasMessageContaining("order.selfCross");
  }

  @Test
  void deepNestingIsRefusedBeforeItCostsAnything() throws IOException {
    edit("pack.yaml", "kind: policy", "kind: " + "[".repeat(2000) + "]".repeat(2000));
    assertThatThrownBy(() -> PolicyPacks.load(folder)).hasMessageContaining("[yaml-depth]");
  }

  private void edit(String file, String from, String to) throws IOException {
    Path path = folder.resolve(file);
    String text = Files.readString(path);
    assertThat(text).contains(from);
    Files.writeString(path, text.replace(from, to));
  }
}
