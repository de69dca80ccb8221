package dev.warrant.knowledge.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.knowledge.seam.SeededRandom;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A writer that is killed at any instant loses nothing it promised, and the next one goes on.
/// `-Dwarrant.kills=10000` is the soak.
class KillTest {
  private static final int KILLS = Integer.getInteger("warrant.kills", 190);

  /// Our own classes: a writer needs nothing else, and starts the sooner.
  private static final String CLASS_PATH =
      Arrays.stream(
              System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                  .split(File.pathSeparator))
          .filter(entry -> !entry.endsWith(".jar") || entry.contains("warrant"))
          .collect(Collectors.joining(File.pathSeparator));

  /// Starts on the same folder before a new one is taken.
  private static final int STARTS = 5;

  @TempDir Path temp;

  @Test
  void aKilledWriterLosesNothingItPromised() {
    long unmarked =
        IntStream.range(0, (KILLS + STARTS - 1) / STARTS)
            .parallel()
            .mapToLong(lane -> killOverAndOver(lane, Math.min(STARTS, KILLS - lane * STARTS)))
            .sum();
    assertThat(unmarked).isPositive();
  }

  /// Starts writers on one folder and kills each.
  ///
  /// @return how many records were there though nobody had been promised them
  private long killOverAndOver(int lane, int kills) {
    SeededRandom random = new SeededRandom(19 + lane);
    Path folder = temp.resolve("journal-" + lane);
    long unmarked = 0;
    long last = 0;
    for (int kill = 0; kill < kills; kill++) {
      long promised = runAndKill(folder, lane, 1 + random.nextInt(12));
      JournalSummary found = JournalReader.read(folder, _ -> {});
      assertThat(promised).isPositive().isGreaterThanOrEqualTo(last);
      assertThat(found.lastSeq()).isGreaterThanOrEqualTo(promised);
      assertThat(found.closed()).isFalse();
      last = found.lastSeq();
      unmarked += last - promised;
    }
    closeAndCheck(folder, lane, last);
    return unmarked;
  }

  /// The last sequence number a child printed before it was killed, which happens after it printed
  /// `lines` of them, wherever it is then.
  private static long runAndKill(Path folder, long seed, int lines) {
    long last = 0;
    try {
      Process child = fork(folder, seed);
      last = killAfter(child, lines);
      assertThat(child.waitFor(1, TimeUnit.MINUTES)).isTrue();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return last;
  }

  private static Process fork(Path folder, long seed) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:-UsePerfData",
            "-Xshare:auto",
            "-Xmx64m",
            "-cp",
            CLASS_PATH,
            KillChild.class.getName(),
            folder.toString(),
            Long.toString(seed))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static long killAfter(Process child, int lines) throws IOException {
    long last = 0;
    try (BufferedReader out = child.inputReader()) {
      int seen = 0;
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        last = Long.parseLong(line);
        if (++seen == lines) {
          child.toHandle().destroyForcibly();
        }
      }
    }
    return last;
  }

  private static void closeAndCheck(Path folder, long seed, long lastSeq) {
    try (JournalWriter writer = JournalWriter.open(folder, "kill", 1 << 16)) {
      assertThat(writer.lastSeq()).isEqualTo(lastSeq);
      Samples.start(writer);
      Samples.append(writer, seed, lastSeq + 10);
    }
    Samples.check(folder, seed);
  }
}
