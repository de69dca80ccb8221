package dev.warrant.rules.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warrant.knowledge.testing.SharedData;
import dev.warrant.rules.limit.DecisionTable;
import dev.warrant.rules.text.RuleException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DmnTest {
  private static final String FOREIGN =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <dmn:definitions xmlns:dmn="https://www.omg.org/spec/DMN/20191111/MODEL/"
          xmlns:x="http://example.org/editor" id="d" name="limits" namespace="http://example.org">
        <dmn:itemDefinition name="tier"/>
        <dmn:inputData id="i" name="account.equity"/>
        <dmn:decision id="t" name="Capital tiers" x:colour="red">
          <dmn:decisionTable hitPolicy="UNIQUE">
            <dmn:input label="account.equity [USDT]">
              <dmn:inputExpression typeRef="number"><dmn:text>account.equity</dmn:text></dmn:inputExpression>
            </dmn:input>
            <dmn:input label="which market">
              <dmn:inputExpression typeRef="string"><dmn:text>regime</dmn:text></dmn:inputExpression>
            </dmn:input>
            <dmn:output name="max" label="max [USDT]" typeRef="number"/>
            <dmn:rule>
              <dmn:inputEntry><dmn:text>&lt; 2500</dmn:text></dmn:inputEntry>
              <dmn:inputEntry><dmn:text>-</dmn:text></dmn:inputEntry>
              <dmn:outputEntry><dmn:text>500</dmn:text></dmn:outputEntry>
            </dmn:rule>
            <dmn:rule>
              <dmn:inputEntry><dmn:text>[2500..100000)</dmn:text></dmn:inputEntry>
              <dmn:inputEntry><dmn:text>"CALM", "RANGING"</dmn:text></dmn:inputEntry>
              <dmn:outputEntry><dmn:text>3000</dmn:text></dmn:outputEntry>
            </dmn:rule>
          </dmn:decisionTable>
        </dmn:decision>
      </dmn:definitions>
      """;

  @TempDir private Path folder = Path.of("");

  @Test
  void aTableComesBackFromDmnAsItWas() {
    RandomTables tables = new RandomTables(11);
    for (int i = 0; i < 500; i++) {
      DecisionTable table = tables.next();
      DecisionTable back = DmnReader.read("any.dmn", "any", DmnWriter.text(table));
      assertThat(TableFile.text(back)).isEqualTo(TableFile.text(table));
      assertThat(DmnWriter.text(back)).isEqualTo(DmnWriter.text(table));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"capital-tiers", "leverage-by-regime"})
  void theHouseTablesComeBackToTheByte(String name) throws IOException {
    Path file = SharedData.root().resolve("rules/packs/house-policy").resolve(TableFile.path(name));
    String text = Files.readString(file);
    DecisionTable table = TableFile.read(TableFile.path(name), text);
    DecisionTable back = DmnReader.read("x.dmn", name, DmnWriter.text(table));
    assertThat(TableFile.text(back)).isEqualTo(text);
  }

  @Test
  void aTableOfAnotherToolIsRead() {
    assertThat(TableFile.text(DmnReader.read("x.dmn", "tiers", FOREIGN)))
        .isEqualTo(
            """
            unique,in account.equity: USDT,in regime: enum,out max: USDT
            row-1,< 2500,-,500
            row-2,[2500..100000),CALM | RANGING,3000
            """);
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          hitPolicy="UNIQUE" | hitPolicy="COLLECT" | x.dmn:7: | [dmn-unsupported] | the hit policy COLLECT
          hitPolicy="UNIQUE" | hitPolicy="FIRST" aggregation="SUM" | x.dmn:7: | [dmn-unsupported] | the aggregation SUM
          20191111 | 20180521 | x.dmn:3: | [dmn-version] | Maybe the editor can save as DMN 1.3
          <dmn:itemDefinition name="tier"/> | <dmn:businessKnowledgeModel name="f"/> | x.dmn:4: | [dmn-unsupported] | <businessKnowledgeModel>
          <dmn:itemDefinition name="tier"/> | <dmn:import namespace="http://example.org/other"/> | x.dmn:4: | [dmn-unsupported] | <import>
          <dmn:itemDefinition name="tier"/> | <dmn:decision name="b"><dmn:literalExpression/></dmn:decision> | x.dmn:4: | [dmn-unsupported] | <literalExpression>
          <dmn:itemDefinition name="tier"/> | <dmn:decision name="b"><dmn:decisionTable/></dmn:decision> | x.dmn:3: | [dmn-tables] | 2 decision tables
          label="max [USDT]" | label="max" | x.dmn:14: | [dmn-unit] | Maybe max [USDT]
          "CALM", "RANGING" | not("CALM") | x.dmn:22: | [dmn-unsupported] | the cell not("CALM")
          [2500..100000) | date("2026-01-01") | x.dmn: | [table-cell] | line 3 of the table it would become
          <dmn:text>500</dmn:text> | <dmn:text>if 1 then 2 else 3</dmn:text> | x.dmn: | [number-form] | "if 1 then 2 else 3"
          </dmn:definitions> | </dmn:definition> | x.dmn:27: | [xml-form] | well-formed XML
          """)
  void whatATableOfAPackCannotSayIsRefusedByName(
      String from, String to, String place, String code, String words) {
    assertThat(FOREIGN).contains(from);
    assertThatThrownBy(() -> DmnReader.read("x.dmn", "tiers", FOREIGN.replace(from, to)))
        .isInstanceOf(RuleException.class)
        .hasMessageStartingWith(place)
        .hasMessageContaining(code)
        .hasMessageContaining(words);
  }

  @Test
  void nothingOutsideTheDocumentIsRead() throws IOException {
    Path secret = folder.resolve("secret");
    Files.writeString(secret, "500");
    String entity =
        FOREIGN
            .replace(
                "<dmn:definitions",
                "<!DOCTYPE d [<!ENTITY e SYSTEM \"" + secret.toUri() + "\">]>\n<dmn:definitions")
            .replace("<dmn:text>500<", "<dmn:text>&e;<");
    assertThatThrownBy(() -> DmnReader.read("x.dmn", "tiers", entity))
        .isInstanceOf(RuleException.class)
        .hasMessageContaining("[xml-");
    String laughs =
        FOREIGN
            .replace(
                "<dmn:definitions",
                "<!DOCTYPE d [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]>\n<dmn:definitions")
            .replace("<dmn:text>500<", "<dmn:text>&b;<");
    assertThatThrownBy(() -> DmnReader.read("x.dmn", "tiers", laughs))
        .isInstanceOf(RuleException.class)
        .hasMessageContaining("[xml-");
  }

  @Test
  void aDocumentIsBounded() {
    String deep = "<a>".repeat(40) + "</a>".repeat(40);
    assertThatThrownBy(() -> DmnReader.read("x.dmn", "t", deep)).hasMessageContaining("[xml-size]");
    assertThatThrownBy(() -> DmnReader.read("x.dmn", "t", "<a>" + " ".repeat(1 << 20) + "</a>"))
        .hasMessageContaining("[xml-size]");
  }
}
