package dev.warrant.governance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
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
}
