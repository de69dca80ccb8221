package dev.warrant.governance.cli.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.warrant.governance.cli.PolicyCopy;
import dev.warrant.governance.cli.Said;
import dev.warrant.governance.cli.common.Packs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DiffCommandTest {

  @TempDir private Path temp = Path.of("");

  private Path policy(String from, String to) throws IOException {
    return PolicyCopy.edited(temp, "limits/4-systemic.yaml", from, to);
  }

  @Test
  void aLoosenedLimitIsToldWithAnOrderThatGetsThrough() throws IOException {
    Path loose = policy("value: \"3\", unit: x", "value: \"4\", unit: x");
    Said said = Said.by("rules", "diff", PolicyCopy.HOUSE.toString(), loose.toString());
    assertThat(said.code()).isEqualTo(1);
    assertThat(said.out())
        .contains(
            "times = 3", "times = 4", "is looser than", "Now admitted, refused before [spread]");
    Said back = Said.by("rules", "diff", loose.toString(), PolicyCopy.HOUSE.toString(), "--json");
    assertThat(back.code()).isZero();
    JsonNode answer = new ObjectMapper().readTree(back.out());
    assertThat(answer.path("verdict").asText()).isEqualTo("TIGHTER");
    assertThat(answer.path("tighter").get(0).path("limit").asText()).isEqualTo("spread");
  }

  @Test
  void aBrokenPolicyIsNamedByFileAndLine() throws IOException {
    Path broken = policy("value: \"3\", unit: x", "value: \"30\", unit: x");
    Said said = Said.by("rules", "diff", PolicyCopy.HOUSE.toString(), broken.toString());
    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err()).contains("limits/4-systemic.yaml:");
  }

  private static final Path STRATEGY = Packs.houseStrategy();

  private Path strategy(String name, String file, String from, String to) throws IOException {
    Path copy = temp.resolve(name);
    Packs.copy(STRATEGY, copy);
    Path edited = copy.resolve(file);
    String text = Files.readString(edited);
    assertThat(text).contains(from);
    Files.writeString(edited, text.replace(from, to));
    return copy;
  }

  @Test
  void aStrategyThatDeducesMoreIsToldWithFactsThatShowIt() throws IOException {
    Path wide = strategy("wide", "intents/momentum.drl", "value >= 40000", "value >= 39999");
    Said said = Said.by("rules", "diff", STRATEGY.toString(), wide.toString());
    assertThat(said.code()).isEqualTo(1);
    assertThat(said.out())
        .contains("intents/momentum.drl trending market, rising with the flow:")
        .contains(
            "- Feature(instrument == $i, name == \"momentum5\", ready(), $m : value >= 40000)")
        .contains("deduces all the intents that house-strategy 1.0.0")
        .contains("Now deduced, not before: momentum buy")
        .contains("Feature momentum5 value 39999");
    Said back = Said.by("rules", "diff", wide.toString(), STRATEGY.toString(), "--json");
    assertThat(back.code()).isZero();
    JsonNode answer = new ObjectMapper().readTree(back.out());
    assertThat(answer.path("verdict").asText()).isEqualTo("FEWER_INTENTS");
  }

  @Test
  void aRuleWrittenOtherwiseThatMatchesTheSameIsEquivalent() throws IOException {
    Path same =
        strategy(
            "same",
            "intents/positions.drl",
            "Position($i : instrument, net > 0)",
            "Position($i : instrument, net >= 1)");
    Said said = Said.by("rules", "diff", STRATEGY.toString(), same.toString());
    assertThat(said.code()).isZero();
    assertThat(said.out()).contains("deduces intents on the same occasions as");
    Path dearer = strategy("dearer", "intents/positions.drl", "600L, 10000L", "601L, 10000L");
    assertThat(Said.by("rules", "diff", STRATEGY.toString(), dearer.toString()).out())
        .contains("on the same occasions")
        .contains("With other figures: \"long against the trend, get out\"");
  }

  @Test
  void whatIsNotComparedIsSaid() throws IOException {
    Path adds =
        strategy(
            "adds",
            "intents/regimes.drl",
            "Pattern($i : instrument, $s : source, name == \"staleFeed\", $v : value)",
            "Feed($i : instrument, $s : source) accumulate(Pattern(instrument == $i, name =="
                + " \"staleFeed\", $p : value); $v : count($p); $v > 0)");
    Files.writeString(
        adds.resolve("tactics.yaml"),
        Files.readString(adds.resolve("tactics.yaml")).replace("orders_cap: 60", "orders_cap: 50"));
    Said said = Said.by("rules", "diff", STRATEGY.toString(), adds.toString());
    assertThat(said.code()).isEqualTo(1);
    assertThat(said.out())
        .contains("is not shown to be either way against")
        .contains(
            "not analysed: rule \"calm market, quote the ask\" (intents/market-making.drl:40:1):"
                + " accumulate (intents/regimes.drl:")
        .contains("not analysed: what the change of tactics.yaml does");
  }
}
