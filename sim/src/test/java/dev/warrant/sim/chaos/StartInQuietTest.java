package dev.warrant.sim.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warrant.execution.desk.LiveDesk;
import dev.warrant.execution.desk.RunFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A desk that starts while the venue wants quiet, as after several starts within a minute.
class StartInQuietTest {
  @TempDir Path temp;

  @Test
  void asksOnceSaysSoAndGoesOnWhenTheQuietIsOver() throws IOException {
    List<String> told = Collections.synchronizedList(new ArrayList<>());
    RunFolder folder = ChaosPacks.run(temp.resolve("run"));
    try (Town town = new Town(5)) {
      // A start that takes longer than the quiet lasts does not meet it, and is made once more.
      for (long millis = 4_000; told.isEmpty(); millis *= 2) {
        quietAtTheStart(town, folder, millis, told);
      }
    }
    // Who asks every half second, as if nobody were there, hears this eight times.
    assertThat(told).hasSize(1);
    assertThat(told.getFirst())
        .matches("The venue wants quiet for \\d+ s \\(HTTP 418\\); the start goes on at 20.*Z\\.");
  }

  private static void quietAtTheStart(Town town, RunFolder folder, long millis, List<String> told) {
    try (LiveDesk desk =
        town.desk(
            folder,
            parts -> {
              town.fault("kind=ban&millis=" + millis);
              return parts.told(told::add);
            })) {
      Await.until("reconciled", () -> Watch.reconciled(desk), () -> Watch.describe(desk));
    }
  }

  @Test
  void doesNotWaitForHours() throws IOException {
    RunFolder folder = ChaosPacks.run(temp.resolve("run"));
    try (Town town = new Town(5)) {
      town.fault("kind=ban&millis=86400000");
      assertThatThrownBy(() -> town.desk(folder).close())
          .isInstanceOf(IllegalStateException.class)
          .hasMessageStartingWith("DESK-NO-VENUE: ")
          .hasMessageContaining("HTTP 418")
          .hasMessageContaining("it wants quiet until 20");
    }
  }
}
