package dev.warrant.knowledge.tlog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.knowledge.journal.JournalWriter;
import dev.warrant.knowledge.seam.SeededRandom;
import dev.warrant.knowledge.testing.SampleRuns;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogKeeperTest {
  private static final int KILLS = Integer.getInteger("warrant.logkills", 12);

  private static final String CLASS_PATH =
      System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));

  @TempDir Path temp;

  private static void await(BooleanSupplier what) {
    while (!what.getAsBoolean()) {
      LockSupport.parkNanos(1_000_000);
    }
  }

  private static Checkpoint latest(Path run) {
    Note note =
        Objects.requireNonNull(CheckpointFiles.read(run.resolve("log"), CheckpointFiles.LATEST));
    assertThat(SampleRuns.SIGNER.open().signed(note)).isTrue();
    return Checkpoint.parse(note.text());
  }

  @Test
  void theLogOfAGoingRunIsSignedAgainAndAgainAndWholeAtTheEnd() {
    Path run = temp.resolve("run");
    RunLog.Setup setup = SampleRuns.setup(run);
    List<Checkpoint> seen = new ArrayList<>();
    JournalWriter writer = SampleRuns.writer(run);
    try (LogKeeper keeper = new LogKeeper(RunLog.open(setup, 0), 0)) {
      try (writer) {
        Path file = run.resolve("log").resolve(CheckpointFiles.LATEST);
        for (int i = 1; i <= 3; i++) {
          SampleRuns.append(writer, 1, 40L * i);
          keeper.durable(writer.force());
          long least = i == 1 ? 0 : seen.getLast().size();
          await(() -> Files.exists(file) && latest(run).size() > least);
          seen.add(latest(run));
          assertThat(keeper.fault()).isEmpty();
        }
      }
    }
    Checkpoint end = latest(run);
    Grown tree = Grown.ofRun(run);
    Proofs proofs = new Proofs(tree);
    assertThat(end.size()).isEqualTo(SampleRuns.leaves(run).size());
    seen.add(end);
    for (Checkpoint c : seen) {
      assertThat(c.root()).isEqualTo(proofs.root(0, c.size()));
    }
  }

  @Test
  void aSwitchIsSignedAtOnceAndItsCheckpointKept() {
    Path run = temp.resolve("run");
    JournalWriter writer = SampleRuns.writer(run);
    try (LogKeeper keeper = new LogKeeper(RunLog.open(SampleRuns.setup(run), 0), 0)) {
      try (writer) {
        SampleRuns.append(writer, 2, 5);
        keeper.durable(writer.force());
        Path file = run.resolve("log").resolve(CheckpointFiles.LATEST);
        await(() -> Files.exists(file));
        long before = latest(run).size();
        SampleRuns.switchPolicy(writer);
        keeper.durable(writer.force());
        await(() -> latest(run).size() > before);
        Checkpoint head = latest(run);
        String last = head.origin().substring(head.origin().lastIndexOf('/') + 1);
        assertThat(temp.resolve("outside").resolve(last).resolve(CheckpointFiles.kept(head.size())))
            .exists();
      }
    }
  }

  @Test
  void aForeignJournalEndsTheKeepingAndIsSaid() {
    Path run = temp.resolve("run");
    try (JournalWriter writer = SampleRuns.writer(run);
        LogKeeper keeper = new LogKeeper(RunLog.open(SampleRuns.setup(run), 0), 0)) {
      SampleRuns.append(writer, 3, 5);
      // More than the journal holds is said to be on disk: whatever is there, it is not that.
      keeper.durable(writer.force() + 100);
      await(() -> !keeper.fault().isEmpty());
      assertThat(keeper.fault()).contains("settled");
    }
    assertThat(run.resolve("log").resolve(CheckpointFiles.LATEST)).doesNotExist();
  }

  /// Kills a process that writes a journal and keeps its log, over and over in the same folder: no
  /// checkpoint that ever was on disk is contradicted by a later one. `-Dwarrant.logkills` sets how
  /// often.
  @Test
  void aKilledDeskNeverForksItsLog() throws IOException, InterruptedException {
    SeededRandom random = new SeededRandom(29);
    Path run = temp.resolve("run");
    Path key = temp.resolve("log.key");
    NoteKey open = NoteSigner.ofFile(key, "warrant.local/kill", NoteKey.Use.LOG).open();
    List<Checkpoint> seen = new ArrayList<>();
    for (int kill = 0; kill < KILLS; kill++) {
      String text = runAndKill(run, key, 1 + random.nextInt(4));
      Note note =
          Objects.requireNonNull(
              CheckpointFiles.read(run.resolve("log"), CheckpointFiles.LATEST), text);
      assertThat(open.signed(note)).isTrue();
      seen.add(Checkpoint.parse(note.text()));
    }
    Grown tree = Grown.ofRun(run);
    Proofs proofs = new Proofs(tree);
    for (int i = 0; i < seen.size(); i++) {
      Checkpoint c = seen.get(i);
      assertThat(c.root()).as("checkpoint %d", i).isEqualTo(proofs.root(0, c.size()));
      assertThat(c.origin()).isEqualTo(seen.getFirst().origin());
      assertThat(i == 0 || c.size() > seen.get(i - 1).size()).isTrue();
    }
  }

  private static String runAndKill(Path run, Path key, int lines)
      throws IOException, InterruptedException {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx64m",
                "-cp",
                CLASS_PATH,
                LogKillChild.class.getName(),
                run.toString(),
                key.toString())
            .redirectErrorStream(true)
            .start();
    StringBuilder text = new StringBuilder();
    try (BufferedReader out = child.inputReader()) {
      int seen = 0;
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        text.append(line).append('\n');
        if (++seen == lines) {
          child.toHandle().destroyForcibly();
        }
      }
    }
    assertThat(child.waitFor(1, TimeUnit.MINUTES)).isTrue();
    return text.toString();
  }
}
