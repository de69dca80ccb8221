package dev.warrant.knowledge.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.knowledge.testing.FileSizes;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The operating system itself refuses to let a file grow, and allows it again: no errors of ours.
class RealFullDiskTest {
  private static final String CLASS_PATH =
      System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));

  @TempDir Path temp;

  @Test
  void aWriterIsRefusedByTheSystemAndGoesOnWhenItMay() throws IOException, InterruptedException {
    FileSizes.assumeLimits();
    Path folder = temp.resolve("journal");
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx64m",
                "-cp",
                CLASS_PATH,
                FullChild.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader out = child.inputReader()) {
      assertThat(out.readLine()).isEqualTo("up");
      for (int round = 0; round < 3; round++) {
        FileSizes.limit(child, "8192:unlimited");
        assertThat(Objects.requireNonNull(out.readLine()))
            .startsWith("WRITE ")
            .contains("File too large")
            .contains("Maybe the disk is full");
        FileSizes.limit(child, "unlimited:unlimited");
        assertThat(Objects.requireNonNull(out.readLine())).startsWith("on ");
      }
      child.getOutputStream().write('\n');
      child.getOutputStream().flush();
      assertThat(child.waitFor(1, TimeUnit.MINUTES)).isTrue();
    } finally {
      child.destroyForcibly();
    }
    assertThat(child.exitValue()).isZero();
    assertThat(JournalReader.read(folder, _ -> {}).closed()).isTrue();
    Samples.check(folder, 1);
  }
}
