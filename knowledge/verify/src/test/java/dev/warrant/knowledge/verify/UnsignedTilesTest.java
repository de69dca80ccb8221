package dev.warrant.knowledge.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.knowledge.journal.JournalWriter;
import dev.warrant.knowledge.testing.SampleRuns;
import dev.warrant.knowledge.tlog.Checkpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A desk that runs or was killed: its last records are not signed yet, and no tile has them.
class UnsignedTilesTest {
  @TempDir Path temp;

  private static LogVerdict verify(Path run, Checkpoint head) {
    return LogVerifier.verify(
        new LogVerifier.Query(
            run, head.origin(), SampleRuns.SIGNER.open().toString(), List.of(), List.of()));
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 100, 150, 170, 180, 200, 300, 350, 400})
  void recordsThatNobodySignedMayFillATileThatIsNotThere(int inputs) throws IOException {
    Path run = temp.resolve("run");
    Checkpoint head;
    LogVerdict found;
    try (JournalWriter writer = SampleRuns.writer(run)) {
      SampleRuns.append(writer, 3, inputs);
      head = SampleRuns.seal(run, writer.force());
      SampleRuns.append(writer, 3, inputs + 500);
      writer.force();
      found = verify(run, head);
      assertThat(found.exitStatus()).as("%s", found).isZero();
      assertThat(((LogVerdict.Clean) found).unsigned().records()).isGreaterThan(500);
      List<Path> tiles;
      try (Stream<Path> all = Files.walk(run.resolve("log/tile"))) {
        tiles = all.filter(Files::isRegularFile).toList();
      }
      for (Path tile : tiles) {
        byte[] good = Files.readAllBytes(tile);
        Files.delete(tile);
        assertThat(verify(run, head).exitStatus()).as("without %s", tile).isEqualTo(1);
        Files.write(tile, good);
      }
    }
  }
}
