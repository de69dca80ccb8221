package dev.warrant.governance.cli.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.warrant.governance.cli.PolicyCopy;
import dev.warrant.governance.cli.Said;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ControlTestCommandTest {

  @TempDir private Path temp = Path.of("");

  @Test
  void everyShippedLimitIsLive() throws IOException {
    Said said = Said.by("rules", "control", "--json");
    assertThat(said.code()).as(said.out() + said.err()).isZero();
    JsonNode limits = new ObjectMapper().readTree(said.out()).path("limits");
    assertThat(limits.size()).isGreaterThan(40);
    for (JsonNode one : limits) {
      assertThat(one.path("outcome").asText())
          .as(one.path("limit").asText())
          .isIn("LIVE", "NEVER_ALONE");
    }
  }

  /// A looser copy behind a limit never gets to say anything.
  @Test
  void aLimitBehindATighterOneIsNamed() throws IOException {
    String first = "- id: funding-cost\n";
    String looser =
        """
        - id: zz-spread
          says: "The spread is {lhs}."
          binds: increasing
          require: market.spread <= times * market.spreadNormal
          parameters: {times: {value: "9", unit: x, range: "1..10", from: "nowhere"}}
          owner: risk
        """;
    Path copy = PolicyCopy.edited(temp, "limits/4-systemic.yaml", first, looser + first);
    Said said = Said.by("rules", "control", "--policy", copy.toString());
    assertThat(said.code()).isEqualTo(1);
    assertThat(said.out()).contains("zz-spread is never asked", "limits/4-systemic.yaml:");
  }
}
