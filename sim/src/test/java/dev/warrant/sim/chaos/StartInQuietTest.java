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
      town.fault("kind=ban&millis=4000");
      try (LiveDesk desk = town.desk(folder, parts -> parts.told(told::add))) {
        // Who asks every half second, as if nobody were there, hears this eight times.
        assertThat(told).hasSize(1);
        assertThat(told.getFirst()).startsWith("The venue wants quiet for 4 s (HTTP 418)");
        Await.until(
            Watch.START_SECONDS,
            "reconciled",
            () -> Watch.reconciled(desk),
            () -> Watch.describe(desk));
      }
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
