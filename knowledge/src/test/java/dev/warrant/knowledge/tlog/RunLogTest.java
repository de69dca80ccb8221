package dev.warrant.knowledge.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warrant.knowledge.journal.JournalWriter;
import dev.warrant.knowledge.testing.SampleRuns;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLogTest {
  @TempDir Path temp;
  private Path run;
  private RunLog.Setup setup;

  @BeforeEach
  void place() {
    run = temp.resolve("run");
    setup = SampleRuns.setup(run);
  }

  private Checkpoint sealed(long through) {
    return SampleRuns.seal(run, through);
  }

  private void assertHolds(Checkpoint head) {
    Grown tree = Grown.ofRun(run);
    assertThat(head.root()).isEqualTo(new Proofs(tree).root(0, head.size()));
  }

  @Test
  void everyRecordOfTheJournalIsALeafInItsOrder() {
    SampleRuns.write(run, 1, 400);
    Checkpoint head = sealed(400);
    List<byte[]> leaves = SampleRuns.leaves(run);
    assertThat(head.size()).isEqualTo(leaves.size()).isGreaterThan(600);
    assertHolds(head);
    Proofs proofs = new Proofs(new TileNodes(setup.log(), head.size()));
    for (int i = 0; i < leaves.size(); i += 37) {
      assertThat(
              Proofs.includes(
                  new TreeHash().leaf(leaves.get(i)),
                  i,
                  head.size(),
                  proofs.inclusion(i, head.size()),
                  head.root()))
          .isTrue();
    }
  }

  @Test
  void onlyWhatIsSettledAndOnDiskBecomesALeaf() {
    try (JournalWriter writer = SampleRuns.writer(run)) {
      SampleRuns.append(writer, 2, 50);
      try (RunLog log = RunLog.open(setup, 0)) {
        assertThat(log.advance(0, false)).isZero();
        long through = writer.force();
        assertThat(through).isEqualTo(50);
        long size = log.advance(through, false);
        assertHolds(Checkpoint.parse(log.checkpoint(false).text()));
        SampleRuns.append(writer, 2, 90);
        assertThat(log.advance(through, false)).isEqualTo(size);
        assertThat(log.advance(70, false)).isGreaterThan(size);
        assertHolds(Checkpoint.parse(log.checkpoint(false).text()));
        assertThat(log.advance(writer.force(), false)).isEqualTo(SampleRuns.leaves(run).size());
      }
    }
  }

  @Test
  void aLogGoesOnWhereItEndedOverManyLives() {
    Checkpoint before = null;
    for (int life = 1; life <= 12; life++) {
      try (JournalWriter writer = SampleRuns.writer(run)) {
        SampleRuns.append(writer, 3, 60L * life);
        writer.force();
      }
      Checkpoint head = sealed(60L * life);
      assertHolds(head);
      if (before != null) {
        assertThat(head.origin()).isEqualTo(before.origin());
        Proofs proofs = new Proofs(new TileNodes(setup.log(), head.size()));
        assertThat(
                Proofs.continues(
                    before.size(),
                    before.root(),
                    head.size(),
                    head.root(),
                    proofs.consistency(before.size(), head.size())))
            .isTrue();
      }
      before = head;
    }
  }

  @Test
  void checkpointsLieOutsideTheRunToo() throws IOException {
    SampleRuns.write(run, 4, 30);
    Checkpoint head = sealed(30);
    Path outside;
    try (Stream<Path> all = Files.list(temp.resolve("outside"))) {
      outside = all.findFirst().orElseThrow();
    }
    assertThat(outside.getFileName().toString()).startsWith("run-");
    Note note = Objects.requireNonNull(CheckpointFiles.read(outside, CheckpointFiles.LATEST));
    assertThat(note.text()).isEqualTo(head.text());
    assertThat(SampleRuns.SIGNER.open().signed(note)).isTrue();
    assertThat(outside.resolve(CheckpointFiles.kept(head.size()))).exists();
  }

  @Test
  void anotherJournalUnderTheSameLogIsNeverSigned() throws IOException {
    SampleRuns.write(run, 5, 100);
    sealed(100);
    SampleRuns.delete(run.resolve("journal"));
    SampleRuns.write(run, 6, 200);
    assertThatThrownBy(() -> RunLog.open(setup, 200))
        .isInstanceOfSatisfying(
            LogFault.class, f -> assertThat(f.kind()).isEqualTo(LogFault.Kind.FORK));
  }

  @Test
  void aJournalChangedInTheMiddleIsNeverSignedOnceItsTilesAreLookedAt() throws IOException {
    SampleRuns.write(run, 7, 100);
    sealed(100);
    flipOneBitOfTheTenthRecord();
    SampleRuns.delete(setup.log().resolve("tile"));
    assertThatThrownBy(() -> RunLog.open(setup, 100)).hasMessageContaining("were signed");
  }

  private void flipOneBitOfTheTenthRecord() throws IOException {
    Path file;
    try (Stream<Path> all = Files.list(run.resolve("journal"))) {
      file = all.filter(f -> f.toString().endsWith(".wj")).sorted().findFirst().orElseThrow();
    }
    byte[] b = Files.readAllBytes(file);
    ByteBuffer at = ByteBuffer.wrap(b).order(ByteOrder.LITTLE_ENDIAN);
    int record = 192;
    for (int i = 1; i < 10; i++) {
      record += at.getInt(record + 36);
    }
    b[record + 56] ^= 1;
    Files.write(file, b);
  }

  @Test
  void anOlderCopyOfARunIsNotSignedOnceMoreWasSignedOutside() {
    SampleRuns.write(run, 8, 40);
    sealed(40);
    Path copy = temp.resolve("copy");
    SampleRuns.copy(run, copy);
    try (JournalWriter writer = SampleRuns.writer(run)) {
      SampleRuns.append(writer, 8, 80);
    }
    sealed(80);
    SampleRuns.delete(run);
    SampleRuns.copy(copy, run);
    assertThatThrownBy(() -> RunLog.open(setup, 40))
        .hasMessageContaining("fewer than")
        .hasMessageContaining("older copy");
  }

  @Test
  void aLostLogIsMadeAgainAndHeldAgainstWhatLiesOutside() {
    SampleRuns.write(run, 9, 300);
    Checkpoint head = sealed(300);
    SampleRuns.delete(setup.log());
    try (RunLog log = RunLog.open(setup, 300)) {
      assertThat(log.signed()).isEqualTo(head.size());
      log.finish();
      assertThat(Checkpoint.parse(log.checkpoint(false).text())).isEqualTo(head);
    }
    assertHolds(sealed(300));
    assertThat(setup.log().resolve("tile/0/000")).exists();
  }

  @Test
  void damagedTilesAreMadeAgain() throws IOException {
    SampleRuns.write(run, 10, 300);
    Checkpoint head = sealed(300);
    try (Stream<Path> all = Files.walk(setup.log().resolve("tile/1"))) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        Files.write(file, new byte[(int) Files.size(file)]);
      }
    }
    try (JournalWriter writer = SampleRuns.writer(run)) {
      SampleRuns.append(writer, 10, 310);
    }
    Checkpoint after = sealed(310);
    assertThat(after.size()).isGreaterThan(head.size());
    assertHolds(after);
  }

  @Test
  void underAnotherKeyNothingIsContinued() {
    SampleRuns.write(run, 11, 10);
    sealed(10);
    RunLog.Setup other =
        new RunLog.Setup(
            setup.journal(),
            setup.log(),
            setup.outside(),
            setup.name(),
            NoteSigner.generate("warrant.local/test", NoteKey.Use.LOG),
            true);
    assertThatThrownBy(() -> RunLog.open(other, 10)).hasMessageContaining("the key was replaced");
  }

  @Test
  void aNewRunOfAnOldNameIsANewLog() {
    SampleRuns.write(run, 12, 10);
    Checkpoint first = sealed(10);
    SampleRuns.delete(run);
    SampleRuns.write(run, 13, 5);
    Checkpoint second = sealed(5);
    assertThat(second.origin()).isNotEqualTo(first.origin());
  }

  @Test
  void aSwitchIsSeen() {
    try (JournalWriter writer = SampleRuns.writer(run)) {
      SampleRuns.append(writer, 14, 10);
      try (RunLog log = RunLog.open(setup, writer.force())) {
        log.advance(10, false);
        assertThat(log.switched()).isFalse();
        SampleRuns.switchPolicy(writer);
        log.advance(writer.force(), false);
        assertThat(log.switched()).isTrue();
        log.checkpoint(true);
        assertThat(log.switched()).isFalse();
      }
    }
  }
}
