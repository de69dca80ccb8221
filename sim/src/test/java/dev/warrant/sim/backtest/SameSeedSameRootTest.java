package dev.warrant.sim.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.knowledge.trace.TraceRoot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a seed determines, whatever the machine does with memory and identity hashes.
class SameSeedSameRootTest {
  private static final long SEED = 5;
  private static final long SECONDS = 20;

  /// Prints the roots of one run; also the entry point of the forked process.
  public static void main(String[] args) {
    System.out.println("roots " + roots());
  }

  private static String roots() {
    Heard heard = new Heard();
    TraceRoot trace = new TraceRoot();
    int orders;
    try (SimDesk desk = Lab.house().desk(Lab.market(SEED), SEED, heard, trace)) {
      desk.run(Lab.START + SECONDS * Lab.SECOND);
      desk.stop();
      orders = heard.sent.size();
    }
    return trace.root().hex() + " " + heard.root().hex() + " " + orders;
  }

  @Test
  void twoRunsInOneProcessAndOneUnderAnotherCollectorAgree()
      throws IOException, InterruptedException {
    String first = roots();
    assertThat(Integer.parseInt(first.substring(first.lastIndexOf(' ') + 1))).isPositive();
    assertThat(roots()).isEqualTo(first);
    assertThat(forked()).contains("roots " + first);
  }

  private static String forked() throws IOException, InterruptedException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseParallelGC",
            "-XX:+UnlockExperimentalVMOptions",
            "-XX:hashCode=2",
            "-Xmx2g",
            "--enable-native-access=ALL-UNNAMED",
            "-Dwarrant.root=" + System.getProperty("warrant.root", ""),
            SameSeedSameRootTest.class.getName());
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    Process process = builder.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }
}
