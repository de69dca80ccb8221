package dev.warrant.governance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.warrant.knowledge.testing.SharedData;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class BenchCommandTest {
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final PrintStream before = System.out;

  @BeforeEach
  void listen() {
    System.setProperty("warrant.root", SharedData.root().toString());
    System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void stopListening() {
    System.setOut(before);
    System.clearProperty("warrant.root");
  }

  @Test
  void theGuardIsMeasuredAndToldAsOneJsonObject() throws Exception {
    int code = Main.commandLine().execute("bench", "--quick", "--json", "guard");

    // How fast this machine is decides between 0 and 1, and is not tested.
    assertThat(code).isIn(0, 1);
    JsonNode report = new ObjectMapper().readTree(said.toString(StandardCharsets.UTF_8).strip());
    assertThat(report.path("machine").path("cores").asInt()).isPositive();
    assertThat(report.path("commit").asText()).isNotEmpty();
    assertThat(report.path("figures")).hasSizeGreaterThan(4);
    JsonNode allocated = report.path("figures").get(1);
    assertThat(allocated.path("what").asText()).isEqualTo("guard, allocated");
    assertThat(allocated.path("value").asDouble()).isZero();
    assertThat(report.path("figures").get(0).path("floor").asText()).isEqualTo("≤ 25");
  }

  @Test
  void anUnknownRowIsNamedWithTheOnesThereAre() {
    assertThat(Main.commandLine().execute("bench", "guards")).isEqualTo(2);
  }
}
