package dev.warrant.governance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.warrant.knowledge.testing.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DiffCommandTest {
  private static final Path HOUSE = SharedData.root().resolve("rules/packs/house-policy");

  @TempDir private Path temp = Path.of("");

  private Path policy(String from, String to) throws IOException {
    Path copy = temp.resolve("policy");
    try (Stream<Path> all = Files.walk(HOUSE)) {
      for (Path path : all.toList()) {
        Files.copy(path, copy.resolve(HOUSE.relativize(path).toString()));
      }
    }
    Path limits = copy.resolve("limits/4-systemic.yaml");
    String text = Files.readString(limits);
    assertThat(text).contains(from);
    Files.writeString(limits, text.replace(from, to));
    return copy;
  }

  @Test
  void aLoosenedLimitIsToldWithAnOrderThatGetsThrough() throws IOException {
    Path loose = policy("value: \"3\", unit: x", "value: \"4\", unit: x");
    Said said = Said.by("rules", "diff", HOUSE.toString(), loose.toString());
    assertThat(said.code()).isEqualTo(1);
    assertThat(said.out())
        .contains(
            "times = 3", "times = 4", "is looser than", "Now admitted, refused before [spread]");
    Said back = Said.by("rules", "diff", loose.toString(), HOUSE.toString(), "--json");
    assertThat(back.code()).isZero();
    JsonNode answer = new ObjectMapper().readTree(back.out());
    assertThat(answer.path("verdict").asText()).isEqualTo("TIGHTER");
    assertThat(answer.path("tighter").get(0).path("limit").asText()).isEqualTo("spread");
  }

  @Test
  void aBrokenPolicyIsNamedByFileAndLine() throws IOException {
    Path broken = policy("value: \"3\", unit: x", "value: \"30\", unit: x");
    Said said = Said.by("rules", "diff", HOUSE.toString(), broken.toString());
    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err()).contains("limits/4-systemic.yaml:");
  }
}
