package dev.warrant.governance.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warrant.execution.desk.DeskConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How often the dead-man's switch may be armed: not so often that the venue bans the desk for it,
/// and often enough that it is armed at all.
class RunConfigTest {
  @TempDir Path temp;

  @Test
  void aFileThatSaysNothingIsTheStandardDesk() throws IOException {
    DeskConfig d = read("seed: 1");
    assertThat(d.deadmanMillis()).isEqualTo(10_000);
    assertThat(d.rearmMillis()).isEqualTo(3_000);
  }

  @Test
  void moreInstrumentsAreArmedLessOften() throws IOException {
    DeskConfig d = read("instruments: [AUSDT, BUSDT, CUSDT, DUSDT, EUSDT, FUSDT, GUSDT, HUSDT]");
    assertThat(d.rearmMillis()).isEqualTo(4_000);
    assertThat(d.deadmanMillis()).isEqualTo(12_000);
  }

  @Test
  void armingThatUsesUpTheVenuesPatienceOrComesTooLateIsRefused() throws IOException {
    assertThat(read("deadmanMillis: 2000").rearmMillis()).isEqualTo(1_000);
    refused("rearmMillis: 999", "1000 to 5000");
    refused("deadmanMillis: 4000\nrearmMillis: 3000", "1000 to 2000");
    refused("instruments: [AUSDT, BUSDT, CUSDT]\ndeadmanMillis: 2500", "3000 to 600000");
  }

  private void refused(String text, String range) {
    assertThatThrownBy(() -> read(text)).hasMessageContaining("a whole number from " + range);
  }

  private DeskConfig read(String text) throws IOException {
    Path file = Files.writeString(temp.resolve("desk.yaml"), text + "\n");
    return RunConfig.read(file).desk();
  }
}
