package dev.warrant.knowledge.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.knowledge.seam.SeededRandom;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A writer that is killed at any instant loses nothing it promised, and the next one goes on.
/// `-Dwarrant.kills=190` is the full measure.
class KillTest {
  private static final int KILLS = Integer.getInteger("warrant.kills", 40);

  private static final String CLASS_PATH =
      System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));

  /// Starts on the same folder before a new one is taken.
  private static final int STARTS = 5;

  @TempDir Path temp;

  @Test
  void aKilledWriterLosesNothingItPromised() throws IOException, InterruptedException {
    SeededRandom random = new SeededRandom(19);
    long unmarked = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      long seed = kill / STARTS;
      Path folder = temp.resolve("journal-" + seed);
      long promised = runAndKill(folder, seed, 1 + random.nextInt(12));
      assertThat(promised).isPositive();
      JournalSummary found = JournalReader.read(folder, _ -> {});
      assertThat(found.lastSeq()).isGreaterThanOrEqualTo(promised);
      assertThat(found.closed()).isFalse();
      unmarked += found.lastSeq() - promised;
      if (kill % STARTS == STARTS - 1) {
        closeAndCheck(folder, seed, found.lastSeq());
      }
    }
    assertThat(unmarked).isPositive();
  }

  /// The last sequence number a child printed before it was killed, which happens after it printed
  /// `lines` of them, wherever it is then.
  private static long runAndKill(Path folder, long seed, int lines)
      throws IOException, InterruptedException {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx64m",
                "-cp",
                CLASS_PATH,
                KillChild.class.getName(),
                folder.toString(),
                Long.toString(seed))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
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
    assertThat(child.waitFor(1, TimeUnit.MINUTES)).isTrue();
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
