package dev.warrant.governance.cli.ask;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.warrant.governance.cli.Said;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LimitsCommandTest {
  @TempDir private static Path temp = Path.of("");

  private static String run = "";

  @BeforeAll
  static void play() {
    run = temp.resolve("run").toString();
    assertThat(Said.by("backtest", "--generated", "0.006", "--run", run).code()).isZero();
  }

  private static JsonNode limits(String... more) throws IOException {
    List<String> args = new ArrayList<>(List.of("rules", "limits", "--run", run, "--json"));
    args.addAll(List.of(more));
    Said said = Said.by(args.toArray(String[]::new));
    assertThat(said.code()).as(said.err()).isZero();
    return new ObjectMapper().readTree(said.out());
  }

  @Test
  void everyLimitIsThereOnEveryInstrumentTheClosestFirst() throws IOException {
    JsonNode answer = limits("--at", "12");
    assertThat(answer.path("at").asText()).startsWith("2026-01-01T00:00:1");
    assertThat(answer.path("limits").size()).isGreaterThanOrEqualTo(2 * 37);
    long before = Long.MAX_VALUE;
    String instrument = "";
    for (JsonNode one : answer.path("limits")) {
      if (!one.path("instrument").asText().equals(instrument)) {
        instrument = one.path("instrument").asText();
        before = Long.MAX_VALUE;
      }
      long used = one.path("admits").asBoolean() ? one.path("usedPpm").asLong() : Long.MAX_VALUE;
      assertThat(used).isLessThanOrEqualTo(before);
      before = used;
      assertThat(one.path("file").asText()).startsWith("limits/");
      if (!one.path("admits").asBoolean()) {
        assertThat(one.path("says").asText()).startsWith("refuses: ");
      }
    }
  }

  @Test
  void beforeBooksAreReadyTheyRefuse() throws IOException {
    assertThat(limits("--at", "1").toString()).contains("refuses: ");
  }

  @Test
  void theMomentIsToldWithItsClockAndTheVenues() {
    assertThat(Said.by("rules", "limits", "--run", run, "--at", "12").out())
        .containsPattern("\\(input \\d+; the desk's simulated clock, \\d+ us from the venue's\\)");
  }

  @Test
  void aTimeThatIsNoneIsToldHowToBeGiven() {
    Said said = Said.by("rules", "limits", "--run", run, "--at", "noon");
    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err()).contains("\"noon\" is no time", "Maybe --at 30");
  }
}
