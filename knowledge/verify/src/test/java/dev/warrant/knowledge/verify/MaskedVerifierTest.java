package dev.warrant.knowledge.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.knowledge.testing.SampleRuns;
import dev.warrant.knowledge.tlog.Checkpoint;
import dev.warrant.knowledge.unit.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A masked copy against what was kept elsewhere.
class MaskedVerifierTest {
  @TempDir Path temp;
  private Checkpoint head = Checkpoint.of("none yet", 0, Digest.ZERO);

  private Path run(String name, long seed, long inputs) {
    Path run = temp.resolve(name + "/run");
    SampleRuns.write(run, seed, inputs);
    head = SampleRuns.seal(run, inputs);
    return run;
  }

  private Path masked(Path run) throws IOException {
    StringBuilder out = new StringBuilder("warrant masked copy 1\n");
    for (byte[] leaf : SampleRuns.leaves(run)) {
      out.append("+ ").append(Base64.getEncoder().encodeToString(leaf)).append('\n');
    }
    Path copy = Files.createDirectories(run.resolveSibling("copy"));
    Files.writeString(copy.resolve("records.masked"), out);
    Files.copy(run.resolve("log/checkpoint"), copy.resolve("checkpoint"));
    return copy;
  }

  private LogVerdict verify(Path copy, List<String> limits, Path... checkpoints) {
    return LogVerifier.verify(
        new LogVerifier.Query(
            copy,
            head.origin(),
            SampleRuns.SIGNER.open().toString(),
            Witnesses.all(List.of()),
            List.of(checkpoints),
            limits));
  }

  @Test
  void aCheckpointFromElsewhereIsHeldAgainstACopyToo() throws IOException {
    Path run = run("own", 1, 50);
    Path old = temp.resolve("old");
    Files.copy(run.resolve("log/checkpoint"), old);
    Path early = masked(run);
    SampleRuns.write(run, 1, 90);
    head = SampleRuns.seal(run, 90);
    Path newer = run.resolve("log/checkpoint");
    SampleRuns.delete(early);
    Path copy = masked(run);
    assertThat(verify(copy, List.of(), old, newer).exitStatus()).isZero();
    assertThat(verify(copy, List.of(), temp.resolve("nothing")).exitStatus()).isEqualTo(2);
  }

  @Test
  void anotherHistoryOrAnEarlierEndIsFound() throws IOException {
    Path run = run("own", 1, 50);
    Path old = temp.resolve("old");
    Files.copy(run.resolve("log/checkpoint"), old);
    new Forger(run).forge(record(run, 30));
    SampleRuns.delete(run.resolve("log"));
    SampleRuns.delete(run.resolveSibling("outside"));
    head = SampleRuns.seal(run, 50);
    Path copy = masked(run);
    assertThat(verify(copy, List.of()).exitStatus()).as("without it nobody can know").isZero();
    assertThat(verify(copy, List.of(), old).toString())
        .startsWith("TAMPERED")
        .contains("another history");

    Path cut = run("cut", 2, 50);
    Path early = masked(cut);
    SampleRuns.write(cut, 2, 70);
    head = SampleRuns.seal(cut, 70);
    assertThat(verify(early, List.of(), cut.resolve("log/checkpoint")).toString())
        .startsWith("TAMPERED")
        .contains("rolled back or cut");
  }

  @Test
  void limitsOfACopyAreNotAnswered() throws IOException {
    Path copy = masked(run("own", 1, 50));
    LogVerdict found = verify(copy, List.of("00"));
    assertThat(found.exitStatus()).isEqualTo(2);
    assertThat(found.toString()).contains("--limits").contains("\nMaybe ");
  }

  private static int record(Path run, int from) {
    List<byte[]> leaves = SampleRuns.leaves(run);
    int i = from;
    while (leaves.get(i).length <= 28) {
      i++;
    }
    return i;
  }
}
