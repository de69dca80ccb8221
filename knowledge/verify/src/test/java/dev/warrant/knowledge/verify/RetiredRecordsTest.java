package dev.warrant.knowledge.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.knowledge.journal.Retention;
import dev.warrant.knowledge.testing.SampleRuns;
import dev.warrant.knowledge.tlog.Checkpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A run whose oldest segments were retired: their records are gone, their hashes still hold.
class RetiredRecordsTest {
  @TempDir Path temp;
  private Path run = Path.of("");
  private long retired;

  @BeforeEach
  void make() {
    run = temp.resolve("run");
    SampleRuns.write(run, 1, 1_500);
    long before = SampleRuns.seal(run, 1_500).size();
    List<Path> gone =
        Retention.bytes(100_000).sweep(run.resolve("journal"), 1_490, 1_500L * 1_000_000);
    assertThat(gone).isNotEmpty();
    retired = before - SampleRuns.leaves(run).size();
    assertThat(retired).isPositive();
  }

  private LogVerdict verify(Checkpoint head) {
    return LogVerifier.verify(
        new LogVerifier.Query(
            run, head.origin(), SampleRuns.SIGNER.open().toString(), List.of(), List.of()));
  }

  @Test
  void theLogGoesOnAndWhatIsLeftIsCheckedAtItsPlace() throws IOException {
    SampleRuns.write(run, 1, 1_600);
    Checkpoint head = SampleRuns.seal(run, 1_600);
    assertThat(verify(head))
        .isInstanceOfSatisfying(
            LogVerdict.Clean.class,
            clean -> {
              assertThat(clean.gone()).isEqualTo(retired);
              assertThat(clean.firstSeq()).isGreaterThan(1);
              assertThat(clean.size()).isEqualTo(head.size());
              assertThat(clean.toString()).contains(retired + " records were retired");
            });
    int record = recordWithPayload();
    new Forger(run).forge(record);
    assertThat(verify(head))
        .isInstanceOfSatisfying(
            LogVerdict.Tampered.class, t -> assertThat(t.index()).isEqualTo(retired + record));
  }

  private int recordWithPayload() {
    int record = 40;
    while (SampleRuns.leaves(run).get(record).length <= 28) {
      record++;
    }
    return record;
  }

  @Test
  void aChangedHashOfARetiredRecordIsFound() throws IOException {
    Checkpoint head = SampleRuns.seal(run, 1_500);
    assertThat(verify(head).exitStatus()).isZero();
    Path tile = run.resolve("log/tile/0/000");
    byte[] b = Files.readAllBytes(tile);
    b[33] ^= 1;
    Files.write(tile, b);
    assertThat(verify(head).exitStatus()).isEqualTo(1);
  }
}
