package dev.warrant.knowledge.making;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OneAtATimeTest {
  @TempDir Path folder;

  private Path lock() {
    return folder.resolve("not-there-yet/some.lock");
  }

  @Test
  void theSecondProcessWaitsAndSaysForWhom() throws IOException, InterruptedException {
    try (MakingChild first = MakingChild.on(lock())) {
      assertThat(first.says()).isEqualTo("making");
      try (MakingChild second = MakingChild.on(lock())) {
        assertThat(second.complains())
            .isEqualTo("waiting for process " + first.pid() + ", which makes the thing");
        first.go();
        assertThat(first.says()).isEqualTo("made");
        assertThat(second.says()).isEqualTo("making");
        second.go();
        assertThat(second.says()).isEqualTo("made");
        assertThat(first.ended() && second.ended()).isTrue();
      }
    }
    assertThat(lock()).isEmptyFile();
  }

  @Test
  void aDeadProcessKeepsNobodyOut() throws IOException, InterruptedException {
    try (MakingChild first = MakingChild.on(lock())) {
      assertThat(first.says()).isEqualTo("making");
      first.kill();
    }
    assertThat(OneAtATime.make(lock(), "the thing", () -> 7)).isEqualTo(7);
    assertThat(lock()).isEmptyFile();
  }

  @Test
  void threadsOfOneProcessAreKeptApartAndOneMayTakeItTwice() {
    AtomicInteger inside = new AtomicInteger();
    List<Integer> most =
        IntStream.range(0, 64)
            .parallel()
            .mapToObj(_ ->
                once(() -> {
                  int now = inside.incrementAndGet();
                  now = Math.max(now, once(inside::get));
                  inside.decrementAndGet();
                  return now;
                }))
            .toList();
    assertThat(most).hasSize(64).containsOnly(1);
  }

  private int once(OneAtATime.Making<Integer> making) {
    try {
      return OneAtATime.make(lock(), "the thing", making);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void whatFailsKeepsNobodyOutAndWhereNoLockCanBeNothingIsMade() throws IOException {
    assertThatThrownBy(() ->
            OneAtATime.make(
                lock(),
                "the thing",
                () -> {
                  throw new IOException("no");
                }))
        .hasMessage("no");
    assertThat(OneAtATime.make(lock(), "the thing", () -> 1)).isEqualTo(1);
    Path file = Files.writeString(folder.resolve("file"), "");
    AtomicInteger made = new AtomicInteger();
    assertThatThrownBy(
            () -> OneAtATime.make(file.resolve("some.lock"), "the thing", made::incrementAndGet))
        .isInstanceOf(IOException.class);
    assertThat(made).hasValue(0);
  }
}
