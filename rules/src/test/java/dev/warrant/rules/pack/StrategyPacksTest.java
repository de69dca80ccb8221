package dev.warrant.rules.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warrant.knowledge.testing.SharedData;
import dev.warrant.rules.text.RuleException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StrategyPacksTest {
  private static final String HEADER =
      """
      name: lab
      version: 0.1.0
      kind: strategy
      scope: {venues: [binance-usdm], instruments: [BTCUSDT], desks: ["*"]}
      """;

  @TempDir Path folder;

  @Test
  void theHousePackLoads() {
    StrategyPack pack = StrategyPacks.load(SharedData.root().resolve("rules/packs/house-strategy"));
    assertThat(pack.name()).isEqualTo("house-strategy");
    assertThat(pack.files()).containsKey("pack.yaml");
  }

  @Test
  void modelsEnterTheDigestButNotTheTexts() throws IOException {
    write("pack.yaml", HEADER);
    write("intents/a.drl", "package strategy;\n");
    StrategyPack before = StrategyPacks.load(folder);
    Files.createDirectories(folder.resolve("models"));
    Files.write(folder.resolve("models/regime.bin"), new byte[] {1, '\r', 0});
    StrategyPack after = StrategyPacks.load(folder);

    assertThat(after.digest()).isNotEqualTo(before.digest());
    assertThat(after.files()).containsOnlyKeys("intents/a.drl", "pack.yaml");
    assertThat(after.files("intents", ".drl")).containsOnlyKeys("intents/a.drl");
    assertThat(StrategyPacks.load(folder)).isEqualTo(after);
  }

  @Test
  void rulesOfDiagnosisAreNoPartOfAStrategy() throws IOException {
    write("pack.yaml", HEADER);
    write("diagnosis/desk.clp", "(defrule calm =>)\n");
    assertThatThrownBy(() -> StrategyPacks.load(folder))
        .isInstanceOf(RuleException.class)
        .hasMessageContaining("diagnosis/desk.clp")
        .hasMessageContaining("rules of diagnosis are part of the policy");
  }

  @Test
  void oneChangedByteChangesTheDigest() throws IOException {
    write("pack.yaml", HEADER);
    write("theory/a.pl", "ok(x).\n");
    StrategyPack before = StrategyPacks.load(folder);
    write("theory/a.pl", "ok(y).\n");
    assertThat(StrategyPacks.load(folder).digest()).isNotEqualTo(before.digest());
  }

  @Test
  void aCarriageReturnIsNamedWithItsPlace() throws IOException {
    write("pack.yaml", HEADER);
    write("theory/a.pl", "ok(x).\nok(y).\r\n");
    assertThatThrownBy(() -> StrategyPacks.load(folder))
        .isInstanceOf(RuleException.class)
        .hasMessageContaining("theory/a.pl:2:7")
        .hasMessageContaining("carriage return")
        .hasMessageContaining("\nMaybe ");
  }

  @Test
  void aSymbolicLinkIsRefused() throws IOException {
    write("pack.yaml", HEADER);
    Files.createSymbolicLink(folder.resolve("extra.yaml"), folder.resolve("pack.yaml"));
    assertThatThrownBy(() -> StrategyPacks.load(folder)).hasMessageContaining("[pack-symlink]");
  }

  @Test
  void aFileThatBelongsNowhereIsRefused() throws IOException {
    write("pack.yaml", HEADER);
    write("intents/a.drl.bak", "x");
    assertThatThrownBy(() -> StrategyPacks.load(folder)).hasMessageContaining("[file-unknown]");
  }

  private void write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
