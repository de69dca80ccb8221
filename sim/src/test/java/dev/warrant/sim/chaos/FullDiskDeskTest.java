package dev.warrant.sim.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warrant.execution.desk.RunFolder;
import dev.warrant.execution.desk.control.ControlClient;
import dev.warrant.execution.desk.control.ControlRequest;
import dev.warrant.knowledge.testing.FileSizes;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The operating system itself refuses a desk each byte by which a file would grow, and allows it
/// again: journal, trace, log and kept cuts at once, and no errors of ours.
class FullDiskDeskTest {
  /// For an answer; decides nothing.
  private static final long ANSWER_MILLIS = 120_000;

  @TempDir Path temp;

  @Test
  void aDeskStopsInOrderOnAFullDiskAndTradesAgainWhenItIsFreedAndTwoSaySo()
      throws IOException, InterruptedException {
    FileSizes.assumeLimits();
    RunFolder folder = ChaosPacks.run(temp.resolve("run"));
    try (Town town = new Town(9)) {
      Process desk = DeskChild.fork(folder, town.port());
      try (BufferedReader out = desk.inputReader()) {
        assertThat(out.readLine()).isEqualTo("up");
        Await.until(
            "a position and its stop", () -> !town.flat() && town.stopped(), town::describe);
        FileSizes.limit(desk, "4096:unlimited");
        // The log is the first to be refused, within two seconds; then the trace's next batch.
        await(
            "the fault is told",
            folder,
            s -> s.path("fault").asText().startsWith("cannot write the trace in "));
        Await.until(
            "nothing rests and nothing is held",
            () -> town.resting().isEmpty() && town.flat() && town.restingStops().isEmpty(),
            town::describe);
        assertThat(desk.isAlive()).isTrue();
        FileSizes.limit(desk, "unlimited:unlimited");
        int before = town.taken().size();
        await(
            "two resume",
            folder,
            s -> {
              ask(folder, new ControlRequest("resume", "ada", "there is room"));
              ask(folder, new ControlRequest("resume", "ben", "there is room"));
              return s.path("mode").asText().equals("NORMAL") && s.path("fault").asText().isEmpty();
            });
        Await.until(
            "orders again",
            () -> town.taken().size() > before,
            () -> town.describe() + ask(folder, new ControlRequest("status", "test", "")));
        desk.getOutputStream().close();
        assertThat(desk.waitFor(4, TimeUnit.MINUTES)).isTrue();
      } finally {
        desk.destroyForcibly();
      }
      new RunRecord(folder).covers(town);
    }
    RunRecord.replays(folder);
  }

  private interface Condition {
    boolean of(JsonNode status);
  }

  private static void await(String what, RunFolder folder, Condition condition) {
    Await.until(
        what,
        () -> condition.of(ask(folder, new ControlRequest("status", "test", ""))),
        () -> ask(folder, new ControlRequest("status", "test", "")).toString());
  }

  private static JsonNode ask(RunFolder folder, ControlRequest request) {
    try {
      return ControlClient.ask(folder.controlSocket(), request, ANSWER_MILLIS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
