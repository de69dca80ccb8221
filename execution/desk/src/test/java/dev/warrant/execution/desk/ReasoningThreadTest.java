package dev.warrant.execution.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.knowledge.deliberate.Cut;
import dev.warrant.knowledge.deliberate.Deliberation;
import dev.warrant.knowledge.deliberate.Deliberator;
import dev.warrant.knowledge.event.Event;
import dev.warrant.knowledge.unit.Digest;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever ends a deliberation is told; none ends without a word.
final class ReasoningThreadTest {
  private final List<Event> inbox = new CopyOnWriteArrayList<>();
  private final CountDownLatch opened = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);

  static List<Throwable> mishaps() {
    return List.of(
        new IllegalStateException("out of order"),
        new StackOverflowError("too deep"),
        new OutOfMemoryError("Java heap space"),
        new NoClassDefFoundError("some/Engine"),
        new AssertionError("an engine's own"));
  }

  private ReasoningThread thread(Supplier<Deliberator> open) {
    return new ReasoningThread(Digest.ZERO, open, inbox::add, new Latencies(), opened::countDown);
  }

  @ParameterizedTest
  @MethodSource("mishaps")
  void anEngineThatThrowsIsToldAndPublishesNothing(Throwable mishap) throws Exception {
    ReasoningThread reasoning = thread(() -> deliberator(mishap));
    reasoning.begin(new Cut(1, 7, 1, 1, List.of(), List.of(), 1));
    reasoning.close();
    // Closing waits in the same line: only a thread that lives gets there.
    assertThat(closed.await(4, TimeUnit.MINUTES)).isTrue();
    assertThat(reasoning.failure()).isEqualTo("deliberation 7 failed: " + mishap);
    assertThat(inbox).isEmpty();
  }

  @Test
  void enginesThatCannotBeLoadedAreToldAndNobodyWaitsForThem() throws Exception {
    try (ReasoningThread reasoning =
        thread(() -> {
          throw new NoClassDefFoundError("some/Engine");
        })) {
      assertThat(opened.await(4, TimeUnit.MINUTES)).isTrue();
      assertThat(reasoning.failure()).contains("did not open").contains("some/Engine");
    }
  }

  private Deliberator deliberator(Throwable mishap) {
    return new Deliberator() {
      @Override
      public Deliberation deliberate(Cut cut) {
        if (mishap instanceof Error e) {
          throw e;
        }
        throw (RuntimeException) mishap;
      }

      @Override
      public void close() {
        closed.countDown();
      }
    };
  }
}
