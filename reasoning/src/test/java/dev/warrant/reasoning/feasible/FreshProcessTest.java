package dev.warrant.reasoning.feasible;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.knowledge.unit.Side;
import dev.warrant.reasoning.smt.Spares;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The same cut in fresh processes, under different hash seeds and collectors.
class FreshProcessTest {
  @Test
  void everyProcessGivesTheSameIntervalsCoresAndRows() throws IOException, InterruptedException {
    String here = answers();
    assertThat(here).contains("Interval").contains("Nothing").contains("SharedCap");
    assertThat(elsewhere("-XX:hashCode=0", "-XX:+UseSerialGC")).isEqualTo(here);
    assertThat(elsewhere("-XX:hashCode=2", "-XX:+UseParallelGC")).isEqualTo(here);
  }

  private static String elsewhere(String... flags) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:+UnlockExperimentalVMOptions");
    command.addAll(List.of(flags));
    command.addAll(
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "-Xmx512m",
            "-Dwarrant.root=" + System.getProperty("warrant.root", "."),
            "-cp",
            System.getProperty("java.class.path"),
            FreshProcessTest.class.getName()));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return out;
  }

  static String answers() {
    StringBuilder out = new StringBuilder();
    List<House> houses =
        List.of(
            new House(),
            new House().holding(100, -500),
            new House().holding(-20, 1000).set(0, MeasureId.DESK_MODE, 1),
            new House().set(1, MeasureId.FEED_SYNCED, 0).set(1, MeasureId.BELIEF_DRIFT, 900_000));
    try (Spares spares = new Spares(3_000_000)) {
      for (House house : houses) {
        try (SolverOracle oracle = new SolverOracle(spares.take())) {
          Feasible feasible = new Feasible(House.PACK, House.BOTH, 5, house.cut(), oracle);
          List<Proposal> all = List.of(House.btc(Side.BUY), House.eth(Side.SELL));
          all.forEach(p -> out.append(feasible.room(p)).append('\n'));
          out.append(feasible.shared(all)).append(feasible.jointly(all, List.of(5L, 5L)));
        }
      }
    }
    return out.append('\n').toString();
  }

  /// Prints the answers; run by this test in other processes.
  public static void main(String[] args) {
    System.out.print(answers());
    System.out.flush();
  }
}
