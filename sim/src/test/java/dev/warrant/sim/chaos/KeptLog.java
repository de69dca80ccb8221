package dev.warrant.sim.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.execution.desk.RunFolder;
import dev.warrant.knowledge.tlog.Checkpoint;
import dev.warrant.knowledge.tlog.CheckpointFiles;
import dev.warrant.knowledge.tlog.Evidence;
import dev.warrant.knowledge.tlog.LogKeeper;
import dev.warrant.knowledge.tlog.Note;
import dev.warrant.knowledge.tlog.NoteKey;
import dev.warrant.knowledge.tlog.NoteSigner;
import dev.warrant.knowledge.tlog.Proofs;
import dev.warrant.knowledge.tlog.RunLog;
import dev.warrant.knowledge.tlog.TileNodes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// The tamper-evident log of a run under test: how its desks keep it, and whether the heads that
/// were seen on the way are all in it at the end.
final class KeptLog {
  private final RunFolder folder;
  private final List<Checkpoint> seen = new ArrayList<>();

  KeptLog(RunFolder folder) {
    this.folder = folder;
  }

  /// Keeps it, as a desk on this folder does.
  static Evidence keep(RunFolder folder, long through) {
    NoteSigner signer =
        NoteSigner.ofFile(
            folder.path().resolveSibling("keys/log.key"), "chaos.example/desk", NoteKey.Use.LOG);
    RunLog.Setup setup =
        new RunLog.Setup(
            folder.journal(),
            folder.log(),
            folder.path().resolveSibling("outside"),
            "chaos.example/desk/run",
            signer,
            true);
    return new LogKeeper(RunLog.open(setup, through), through);
  }

  /// Notes the head that is signed now.
  void look() {
    Note note = Objects.requireNonNull(CheckpointFiles.read(folder.log(), CheckpointFiles.LATEST));
    seen.add(Checkpoint.parse(note.text()));
  }

  /// Every head that was seen is of a tree that the last one continues.
  void holds() {
    look();
    Checkpoint last = seen.getLast();
    try (TileNodes nodes = new TileNodes(folder.log(), last.size())) {
      Proofs proofs = new Proofs(nodes);
      for (Checkpoint head : seen) {
        assertThat(head.origin()).isEqualTo(last.origin());
        assertThat(proofs.root(0, head.size()))
            .as("%d records", head.size())
            .isEqualTo(head.root());
      }
    }
  }
}
