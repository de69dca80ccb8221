package dev.warrant.execution.desk.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ControlServerTest {
  private static final long ANSWER_MILLIS = 120_000;

  @TempDir private Path folder = Path.of("");
  private volatile boolean proved;

  /// As a switch of the policy is: a proof takes a processor for seconds.
  @Test
  void nobodyWaitsForAnswersThatKeepAllProcessorsBusy() throws Exception {
    int processors = Runtime.getRuntime().availableProcessors();
    CountDownLatch proving = new CountDownLatch(processors);
    Path socket = folder.resolve("control.sock");
    List<Thread> askers = new ArrayList<>();
    try (ControlServer _ = new ControlServer(socket, request -> answer(request, proving))) {
      try {
        for (int i = 0; i < processors; i++) {
          askers.add(Thread.ofPlatform().start(() -> ask(socket, "switch")));
        }
        proving.await();
        assertThat(ask(socket, "kill")).isTrue();
      } finally {
        proved = true;
        for (Thread asker : askers) {
          asker.join();
        }
      }
    }
  }

  private String answer(ControlRequest request, CountDownLatch proving) {
    if (request.verb().equals("switch")) {
      proving.countDown();
      while (!proved) {
        Thread.onSpinWait();
      }
    }
    return "{\"ok\":true}";
  }

  private static boolean ask(Path socket, String verb) {
    try {
      return ControlClient.ask(socket, new ControlRequest(verb, "ann", ""), ANSWER_MILLIS)
          .path("ok")
          .asBoolean();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
