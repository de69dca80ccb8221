package dev.warrant.governance.cli.common;

import dev.warrant.execution.desk.RunFolder;
import dev.warrant.knowledge.journal.JournalReader;
import dev.warrant.knowledge.journal.JournalSummary;
import dev.warrant.knowledge.tlog.Checkpoint;
import dev.warrant.knowledge.tlog.CheckpointFiles;
import dev.warrant.knowledge.tlog.Evidence;
import dev.warrant.knowledge.tlog.LogKeeper;
import dev.warrant.knowledge.tlog.Note;
import dev.warrant.knowledge.tlog.NoteKey;
import dev.warrant.knowledge.tlog.NoteSigner;
import dev.warrant.knowledge.tlog.RunLog;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The tamper-evident logs of runs: whose key signs them, and where checkpoints lie a second time.
public final class RunLogs {
  /// Name of a desk's key unless its file says another.
  private static final String DESK = "warrant.local/desk";

  private RunLogs() {}

  /// The desk's key: `.warrant/keys/log.key`, or what `WARRANT_LOG_KEY` names. Made on first use.
  public static NoteSigner signer() {
    return NoteSigner.ofFile(
        place("WARRANT_LOG_KEY", ".warrant/keys/log.key"), DESK, NoteKey.Use.LOG);
  }

  /// Where checkpoints lie outside of runs: `.warrant/checkpoints`, or what `WARRANT_CHECKPOINTS`
  /// names, best a folder on another machine.
  static Path outside() {
    return place("WARRANT_CHECKPOINTS", ".warrant/checkpoints");
  }

  /// Where this run's checkpoints lie outside of it; null if nothing of it is kept there, as of
  /// runs on a virtual clock.
  public static @Nullable Path outside(RunFolder run) {
    Note note = CheckpointFiles.read(run.log(), CheckpointFiles.LATEST);
    if (note == null) {
      return null;
    }
    String origin = Checkpoint.parse(note.text()).origin();
    Path folder = outside().resolve(origin.substring(origin.lastIndexOf('/') + 1));
    return Files.isDirectory(folder) ? folder : null;
  }

  private static Path place(String variable, String otherwise) {
    String set = System.getenv(variable);
    Path found = set == null ? Runs.root().resolve(otherwise) : Path.of(set);
    return found.toAbsolutePath().normalize();
  }

  private static RunLog.Setup setup(RunFolder run, Path outside, boolean live) {
    NoteSigner signer = signer();
    String name = signer.open().name() + "/" + run.id().replaceAll("[^A-Za-z0-9._-]", "_");
    return new RunLog.Setup(run.journal(), run.log(), outside, name, signer, live);
  }

  /// Keeps the log of a desk that runs.
  public static Evidence keep(RunFolder run, long through) {
    return new LogKeeper(RunLog.open(setup(run, outside(), true), through), through);
  }

  /// Makes and signs the log of a run that is over and was closed. Runs on a virtual clock can be
  /// made again by anybody, so nothing of them is kept outside.
  ///
  /// @param simulated whether it ran on a virtual clock
  /// @return the checkpoint
  public static Note seal(RunFolder run, boolean simulated) {
    JournalSummary end = JournalReader.tail(run.journal());
    if (!end.closed()) {
      throw new IllegalArgumentException(
          "the journal of "
              + run.id()
              + " was not closed, so its end is not known\nMaybe recover it first: ./warrant run"
              + " --run "
              + run.path());
    }
    Path outside = simulated ? run.log() : outside();
    try (RunLog log = RunLog.open(setup(run, outside, !simulated), end.lastSeq())) {
      log.finish();
      return log.checkpoint(true);
    }
  }
}
