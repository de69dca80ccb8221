package dev.warrant.governance.cli.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.governance.cli.Said;
import dev.warrant.knowledge.testing.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TableCommandTest {
  private static final Path TIERS =
      SharedData.root().resolve("rules/packs/house-policy/tables/capital-tiers.csv");

  @TempDir private Path folder = Path.of("");

  @Test
  void aTableGoesOutAsDmnAndComesBackToTheByte() throws IOException {
    String dmn = folder.resolve("tiers.dmn").toString();
    Said out = Said.by("rules", "table", "export", "capital-tiers", "--to", dmn);
    assertThat(out.code()).isZero();
    assertThat(Files.readString(Path.of(dmn))).contains("hitPolicy=\"UNIQUE\"");
    Said in =
        Said.by("rules", "table", "import", dmn, "--as", "tiers", "--policy", folder.toString());
    assertThat(in.code()).isZero();
    assertThat(in.out()).contains("7 rows; next: warrant rules check");
    assertThat(folder.resolve("tables/tiers.csv")).hasSameTextualContentAs(TIERS);
    assertThat(Said.by("rules", "table", "export", "capital-tiers").out())
        .isEqualTo(Files.readString(Path.of(dmn)));
  }

  @Test
  void whatCannotBeAnsweredIsSaidInASentence() throws IOException {
    Said unknown = Said.by("rules", "table", "export", "capital-tears");
    assertThat(unknown.code()).isEqualTo(2);
    assertThat(unknown.err()).contains("no table capital-tears").contains("Maybe its name");
    Path sum = folder.resolve("sum.dmn");
    Files.writeString(
        sum,
        Said.by("rules", "table", "export", "capital-tiers")
            .out()
            .replace("hitPolicy=\"UNIQUE\"", "hitPolicy=\"COLLECT\""));
    Said refused =
        Said.by(
            "rules", "table", "import", sum.toString(), "--as", "x", "--policy", folder.toString());
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err())
        .contains("sum.dmn:")
        .contains("the hit policy COLLECT, expected FIRST or UNIQUE [dmn-unsupported]");
    assertThat(folder.resolve("tables")).doesNotExist();
  }
}
