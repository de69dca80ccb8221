package dev.warrant.knowledge.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.journal.JournalWriter;
import dev.warrant.knowledge.testing.SampleRuns;
import dev.warrant.knowledge.tlog.Checkpoint;
import dev.warrant.knowledge.tlog.CheckpointFiles;
import dev.warrant.knowledge.tlog.Note;
import dev.warrant.knowledge.tlog.NoteKey;
import dev.warrant.knowledge.tlog.NoteSigner;
import dev.warrant.knowledge.trace.TraceNode;
import dev.warrant.knowledge.trace.TraceWriter;
import dev.warrant.knowledge.unit.Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The verifier against runs whose journal, tiles, checkpoint or trace somebody changed, from a bit
/// to a forger who makes every checksum and chain again.
class LogVerifierTest {
  private static final NoteSigner WITNESS =
      NoteSigner.generate("witness.example/w", NoteKey.Use.WITNESS);

  @TempDir Path temp;
  private Path run;
  private Checkpoint head = Checkpoint.of("none yet", 0, Digest.ZERO);

  @BeforeEach
  void place() {
    run = temp.resolve("run");
  }

  private void make(long seed, long inputs) {
    SampleRuns.write(run, seed, inputs);
    head = SampleRuns.seal(run, inputs);
  }

  private LogVerdict verify(Path... checkpoints) {
    return verify(List.of(), checkpoints);
  }

  private LogVerdict verify(List<String> witnesses, Path... checkpoints) {
    return LogVerifier.verify(
        new LogVerifier.Query(
            run,
            head.origin(),
            SampleRuns.SIGNER.open().toString(),
            witnesses,
            List.of(checkpoints)));
  }

  private LogVerdict.Tampered tampered(Path... checkpoints) {
    LogVerdict found = verify(checkpoints);
    assertThat(found).isInstanceOf(LogVerdict.Tampered.class);
    return (LogVerdict.Tampered) found;
  }

  @Test
  void aRunThatNobodyTouchedIsClean() {
    make(1, 400);
    assertThat(verify())
        .isInstanceOfSatisfying(
            LogVerdict.Clean.class,
            clean -> {
              assertThat(clean.size()).isEqualTo(head.size());
              assertThat(clean.root()).isEqualTo(head.root().hex());
              assertThat(clean.unsigned().records()).isZero();
              assertThat(clean.toString())
                  .contains("NOT INDEPENDENT since 1970-01-01T00:00:00.001Z");
              assertThat(clean.json())
                  .contains("\"independent\":false")
                  .contains("\"notIndependentSince\":\"1970-01-01T00:00:00.001Z\"");
            });
  }

  @Test
  void aRunOfManyLivesAndSizesIsClean() {
    for (int life = 1; life <= 6; life++) {
      long inputs = 90L * life;
      SampleRuns.write(run, 2, inputs);
      head = SampleRuns.seal(run, inputs);
      assertThat(verify().exitStatus()).as(verify().toString()).isZero();
    }
  }

  @Test
  void whatIsNotSignedYetOfAGoingRunIsSaid() {
    try (JournalWriter writer = SampleRuns.writer(run)) {
      SampleRuns.append(writer, 3, 50);
      long through = writer.force();
      head = SampleRuns.seal(run, through);
      SampleRuns.append(writer, 3, 60);
      assertThat(verify())
          .isInstanceOfSatisfying(
              LogVerdict.Clean.class,
              clean -> {
                assertThat(clean.closed()).isFalse();
                assertThat(clean.unsigned().records()).isPositive();
                assertThat(clean.toString())
                    .contains("not signed yet: the last " + clean.unsigned().records())
                    .contains("since 1970-01-01T00:00:00.051Z")
                    .contains(clean.unsigned().orders() + " order");
                assertThat(clean.json())
                    .contains("\"unsignedSince\":\"1970-01-01T00:00:00.051Z\",\"unsignedOrders\":");
              });
    }
    assertThat(tampered().what()).contains("under no signature");
    assertThat(tampered().index()).isEqualTo(head.size());
  }

  private List<Path> segments() throws IOException {
    return new Forger(run).segments();
  }

  private static List<Path> list(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What a verdict rests on.
  private List<Path> evidence() throws IOException {
    List<Path> out = new ArrayList<>(segments());
    // What only makes proofs quick is checked by whoever makes one.
    list(run.resolve("log")).stream().filter(f -> !f.endsWith("upper")).forEach(out::add);
    return out;
  }

  @Test
  void aMissingFileIsFound() throws IOException {
    make(7, 300);
    // One segment: of several the oldest may be gone, if their hashes are left.
    assertThat(segments()).hasSize(1);
    for (Path file : evidence()) {
      byte[] good = Files.readAllBytes(file);
      Files.delete(file);
      boolean unreadable = file.endsWith("checkpoint") || segments().isEmpty();
      assertThat(verify().exitStatus()).as("without %s", file).isEqualTo(unreadable ? 2 : 1);
      Files.write(file, good);
    }
  }

  private int someRecordWithPayload(int from) {
    List<byte[]> leaves = SampleRuns.leaves(run);
    int i = from;
    while (leaves.get(i).length <= 28) {
      i++;
    }
    return i;
  }

  @Test
  void aForgerWhoMakesEveryChecksumAndChainAgainIsFoundAtTheVeryRecord() throws IOException {
    make(8, 400);
    int record = someRecordWithPayload(301);
    new Forger(run).forge(record);
    assertThat(JournalVerifier.verify(run).exitStatus()).as("the journal alone").isZero();
    LogVerdict.Tampered found = tampered();
    assertThat(found.index()).isEqualTo(record);
    assertThat(found.what()).contains("not the one that was signed");
  }

  @Test
  void aForgerWhoMakesTheTilesAgainTooIsFoundBetweenTwoCheckpoints() throws IOException {
    make(9, 100);
    Path old = temp.resolve("old");
    Files.copy(run.resolve("log/checkpoint"), old);
    long before = head.size();
    SampleRuns.write(run, 9, 300);
    head = SampleRuns.seal(run, 300);
    byte[] signed = Files.readAllBytes(run.resolve("log/checkpoint"));
    new Forger(run).forge(someRecordWithPayload((int) before + 20));
    SampleRuns.delete(run.resolve("log"));
    SampleRuns.delete(temp.resolve("outside"));
    SampleRuns.seal(run, 300);
    Files.write(run.resolve("log/checkpoint"), signed);
    LogVerdict.Tampered found = tampered(old);
    assertThat(found.index()).isEqualTo(before);
    assertThat(found.what()).contains("records " + before + " to " + (head.size() - 1));
  }

  @Test
  void aForgerWithTheKeyIsFoundByAnOlderCheckpointFromElsewhere() throws IOException {
    make(10, 300);
    Path old = temp.resolve("old");
    Files.copy(run.resolve("log/checkpoint"), old);
    new Forger(run).forge(someRecordWithPayload(200));
    SampleRuns.delete(run.resolve("log"));
    SampleRuns.delete(temp.resolve("outside"));
    SampleRuns.seal(run, 300);
    assertThat(verify().exitStatus()).as("without it nobody can know").isZero();
    assertThat(tampered(old).what()).contains("another history");
  }

  @Test
  void aRunRolledBackBehindACheckpointFromElsewhereIsFound() throws IOException {
    make(11, 40);
    Path copy = temp.resolve("copy");
    SampleRuns.copy(run, copy);
    long before = head.size();
    SampleRuns.write(run, 11, 80);
    head = SampleRuns.seal(run, 80);
    Path newer = temp.resolve("newer");
    Files.copy(run.resolve("log/checkpoint"), newer);
    SampleRuns.delete(run);
    SampleRuns.copy(copy, run);
    assertThat(verify().exitStatus()).isZero();
    LogVerdict.Tampered found = tampered(newer);
    assertThat(found.index()).isEqualTo(before);
    assertThat(found.what()).contains("rolled back");
  }

  @Test
  void aSegmentOfAnotherRunIsFound() throws IOException {
    make(12, 900);
    Path other = temp.resolve("other/run");
    SampleRuns.write(other, 13, 900);
    assertThat(segments().size()).isGreaterThan(2);
    Path mine = segments().get(1);
    Path theirs =
        list(other.resolve("journal")).stream()
            .filter(f -> f.toString().endsWith(".wj"))
            .toList()
            .get(1);
    Files.write(mine, Files.readAllBytes(theirs));
    assertThat(tampered().index()).isPositive();
    new Forger(run).mend();
    assertThat(verify().exitStatus()).isEqualTo(1);
  }

  @Test
  void swappedAndDuplicatedAndMissingRecordsAreFoundWhereTheyAre() throws IOException {
    make(14, 30);
    Path good = temp.resolve("good");
    SampleRuns.copy(run, good);
    int[][] orders = {{0, 1, 2, 4, 3}, {0, 1, 2, 3, 3}, {0, 1, 2, 4}, {1, 0}, {0, 0}};
    int[] firsts = {3, 4, 3, 0, 1};
    for (int i = 0; i < orders.length; i++) {
      SampleRuns.delete(run);
      SampleRuns.copy(good, run);
      new Forger(run).shuffle(orders[i]);
      assertThat(tampered().index()).as(Arrays.toString(orders[i])).isEqualTo(firsts[i]);
    }
  }

  @Test
  void aCheckpointOfAnotherKeyOrOriginCountsForNothing() throws IOException {
    make(15, 20);
    NoteSigner thief = NoteSigner.generate(SampleRuns.SIGNER.open().name(), NoteKey.Use.LOG);
    Note forged = new Note(head.text(), List.of(thief.sign(head.text())));
    CheckpointFiles.write(run.resolve("log"), CheckpointFiles.LATEST, forged);
    assertThat(tampered().what()).contains("did not sign");
    String other = Checkpoint.of("elsewhere", head.size(), head.root()).text();
    CheckpointFiles.write(
        run.resolve("log"),
        CheckpointFiles.LATEST,
        new Note(other, List.of(SampleRuns.SIGNER.sign(other))));
    assertThat(tampered().what()).contains("elsewhere");
  }

  private void cosign(NoteSigner by, long seconds) {
    Note note =
        Objects.requireNonNull(CheckpointFiles.read(run.resolve("log"), CheckpointFiles.LATEST));
    CheckpointFiles.write(
        run.resolve("log"),
        CheckpointFiles.witnessed(by.open()),
        note.with(by.cosign(note.text(), seconds)));
  }

  @Test
  void aWitnessMakesARunIndependentUpToWhereItCosigned() {
    make(16, 50);
    cosign(WITNESS, 1_700_000_000L);
    long vouched = head.size();
    List<String> keys = List.of(WITNESS.open().toString());
    assertThat(verify(keys).toString())
        .contains("independent: witness.example/w vouches for the first " + vouched)
        .contains("2023-11-14T22:13:20Z")
        .doesNotContain("NOT INDEPENDENT");
    SampleRuns.write(run, 16, 90);
    head = SampleRuns.seal(run, 90);
    assertThat(verify(keys).toString())
        .contains("NOT INDEPENDENT since 1970-01-01T00:00:00.051Z, record " + vouched);
  }

  @Test
  void aWitnessThatWasNamedAndDidNotCosignIsAFinding() {
    make(17, 50);
    assertThat(verify(List.of(WITNESS.open().toString())).toString())
        .contains("no checkpoint here is cosigned by witness.example/w");
    cosign(NoteSigner.generate("witness.example/w", NoteKey.Use.WITNESS), 1);
    assertThat(verify(List.of(WITNESS.open().toString())).exitStatus()).isEqualTo(1);
  }

  private LogVerdict quorum(@Nullable Integer of, NoteSigner... named) {
    List<String> keys = Stream.of(named).map(w -> w.open().toString()).toList();
    return LogVerifier.verify(
        new LogVerifier.Query(
            run,
            head.origin(),
            SampleRuns.SIGNER.open().toString(),
            Witnesses.of(keys, of),
            List.of(),
            List.of()));
  }

  @Test
  void aQuorumOfWitnessesIsEnoughAndWhoIsMissingIsSaid() {
    NoteSigner two = NoteSigner.generate("witness.example/two", NoteKey.Use.WITNESS);
    NoteSigner three = NoteSigner.generate("witness.example/three", NoteKey.Use.WITNESS);
    make(16, 50);
    cosign(WITNESS, 1_700_000_000L);
    long vouched = head.size();
    assertThat(quorum(2, WITNESS, two, three).toString())
        .startsWith("TAMPERED")
        .contains(
            "cosigned by witness.example/two, witness.example/three: 1 of 3 witnesses, quorum 2");
    SampleRuns.write(run, 16, 90);
    head = SampleRuns.seal(run, 90);
    cosign(two, 1_700_000_100L);
    assertThat(quorum(1, WITNESS, two, three).toString())
        .contains("cosigned: 2 of 3 witnesses, quorum 1; not by witness.example/three")
        .doesNotContain("NOT INDEPENDENT");
    LogVerdict both = quorum(2, WITNESS, two, three);
    assertThat(both.exitStatus()).isZero();
    // The second of two vouches for less than the first.
    assertThat(both.toString())
        .contains("cosigned: 2 of 3 witnesses, quorum 2; not by witness.example/three")
        .contains("NOT INDEPENDENT since 1970-01-01T00:00:00.051Z, record " + vouched);
    assertThat(both.json())
        .contains("\"cosigned\":\"2 of 3 witnesses, quorum 2\",\"quorum\":2")
        .contains("\"missing\":[\"witness.example/three\"]");
    assertThat(quorum(null, WITNESS, two, three).toString())
        .contains("witness.example/three: 2 of 3 witnesses, quorum 3");
    assertThat(quorum(null, WITNESS, two).toString()).contains("2 of 2 witnesses, quorum 2\n");
  }

  @Test
  void aQuorumThatCannotBeIsAnErrorOfWhoeverAsksAndNobodyCountsTwice() {
    make(17, 20);
    cosign(WITNESS, 1);
    for (int of : new int[] {-1, 0, 2}) {
      LogVerdict found = quorum(of, WITNESS);
      assertThat(found.exitStatus()).isEqualTo(2);
      assertThat(found.toString())
          .contains("quorum " + of + " of 1 witnesses that are named, expected 1 to 1\nMaybe ");
    }
    assertThat(quorum(1).exitStatus()).isEqualTo(2);
    assertThat(quorum(2, WITNESS, WITNESS).toString()).contains("have the same key");
    assertThat(quorum(1, WITNESS).exitStatus()).isZero();
  }

  @Test
  void whatCannotBeReadOrIsNoKeyIsTwo() {
    make(18, 5);
    LogVerifier.Query q =
        new LogVerifier.Query(
            temp, head.origin(), SampleRuns.SIGNER.open().toString(), List.of(), List.of());
    assertThat(LogVerifier.verify(q).exitStatus()).isEqualTo(2);
    q = new LogVerifier.Query(run, head.origin(), "no key", List.of(), List.of());
    assertThat(LogVerifier.verify(q).exitStatus()).isEqualTo(2);
    q = new LogVerifier.Query(run, head.origin(), WITNESS.open().toString(), List.of(), List.of());
    assertThat(LogVerifier.verify(q).exitStatus()).isEqualTo(2);
    assertThat(verify(temp.resolve("nothing")).exitStatus()).isEqualTo(2);
  }

  /// A run with a trace: two lives, the first killed.
  private void traced() {
    for (int epoch = 1; epoch <= 2; epoch++) {
      try (JournalWriter writer = SampleRuns.writer(run);
          TraceWriter trace = TraceWriter.open(run.resolve("trace"), epoch)) {
        long seq = writer.lastSeq() + 1;
        writer.input(
            seq,
            new DeskEvent.Started(
                epoch, 0, 1, Digest.ZERO, Digest.ZERO, Digest.ZERO, List.of(), "x"));
        for (int i = 0; i < 20; i++) {
          trace.append(
              TraceNode.of(TraceNode.Kind.FACT, "", "fact — " + epoch + "/" + i, List.of()));
        }
        writer.derived(new Derived.TraceHead(trace.size(), writer.inputHead(), trace.root()));
        writer.settle();
        for (int i = 0; i < 5; i++) {
          trace.append(
              TraceNode.of(
                  TraceNode.Kind.ORDER, "r", "order " + i, List.of(Digest.sha256("c" + i))));
        }
        writer.input(seq + 1, new DeskEvent.Stopped("test"));
        writer.derived(new Derived.TraceHead(trace.size(), writer.inputHead(), trace.root()));
        writer.settle();
      }
    }
    head = SampleRuns.seal(run, 4);
  }

  @Test
  void theTraceIsHeldAgainstTheTraceHeadsInTheJournal() throws IOException {
    traced();
    assertThat(verify())
        .isInstanceOfSatisfying(
            LogVerdict.Clean.class,
            clean -> assertThat(clean.trace()).isEqualTo(new LogVerdict.Nodes(50, 50, 0)));
    for (Path file : list(run.resolve("trace"))) {
      byte[] good = Files.readAllBytes(file);
      for (int bit = 0; bit < 8 * good.length; bit += 5) {
        byte[] bad = good.clone();
        bad[bit / 8] ^= (byte) (1 << bit % 8);
        Files.write(file, bad);
        assertThat(verify().exitStatus()).as("bit %d of %s", bit, file).isEqualTo(1);
      }
      for (int length = 0; length < good.length; length += 3) {
        Files.write(file, Arrays.copyOf(good, length));
        assertThat(verify().exitStatus()).as("%d bytes of %s", length, file).isEqualTo(1);
      }
      Files.write(file, good);
    }
    assertThat(verify().exitStatus()).isZero();
  }

  @Test
  void aNodeAddedBehindTheLastOfADeskThatStoppedIsFound() throws IOException {
    traced();
    for (Path file : list(run.resolve("trace"))) {
      byte[] good = Files.readAllBytes(file);
      // The first node once more: a frame with a sound checksum and a true id.
      int frame = 8 + ByteBuffer.wrap(good).order(ByteOrder.LITTLE_ENDIAN).getInt(28);
      byte[] more = Arrays.copyOf(good, good.length + frame);
      System.arraycopy(good, 28, more, good.length, frame);
      Files.write(file, more);
      assertThat(tampered().what()).contains("has 26 nodes", "vouches for 25");
      Files.write(file, good);
    }
    assertThat(verify().exitStatus()).isZero();
  }

  @Test
  void whatIsMissingOfTheTraceOfAKilledDeskIsSaid() {
    try (JournalWriter writer = SampleRuns.writer(run);
        TraceWriter trace = TraceWriter.open(run.resolve("trace"), 1)) {
      writer.input(
          1, new DeskEvent.Started(1, 0, 1, Digest.ZERO, Digest.ZERO, Digest.ZERO, List.of(), "x"));
      for (int i = 0; i < 20; i++) {
        trace.append(TraceNode.of(TraceNode.Kind.FACT, "", "fact " + i, List.of()));
      }
      writer.derived(new Derived.TraceHead(trace.size(), writer.inputHead(), trace.root()));
      writer.settle();
      trace.append(TraceNode.of(TraceNode.Kind.FACT, "", "later", List.of()));
    }
    head = SampleRuns.seal(run, 1);
    assertThat(verify().toString())
        .contains("trace nodes 20\nunder no signed record: the last 1 trace nodes of desks");
    SampleRuns.delete(run.resolve("trace"));
    assertThat(verify().exitStatus()).isZero();
    assertThat(verify().toString()).contains("trace nodes 0 of 20 that were told");
    assertThat(verify().json()).contains("\"traceNodes\":0,\"traceNodesTold\":20");
  }

  @Test
  void theCommandSaysTheSame() {
    make(19, 10);
    List<String> args =
        List.of(
            run.toString(),
            "--origin",
            head.origin(),
            "--key",
            SampleRuns.SIGNER.open().toString());
    assertThat(VerifyCommand.run(args)).isZero();
    assertThat(VerifyCommand.run(List.of(run.toString()))).isEqualTo(2);
    cosign(WITNESS, 1);
    NoteSigner other = NoteSigner.generate("witness.example/other", NoteKey.Use.WITNESS);
    List<String> more = new ArrayList<>(args);
    more.addAll(
        List.of("--witness", WITNESS.open().toString(), "--witness", other.open().toString()));
    assertThat(VerifyCommand.run(more)).isEqualTo(1);
    more.addAll(List.of("--quorum", "1"));
    assertThat(VerifyCommand.run(more)).isZero();
    more.set(more.size() - 1, "3");
    assertThat(VerifyCommand.run(more)).isEqualTo(2);
    more.set(more.size() - 1, "most");
    assertThat(VerifyCommand.run(more)).isEqualTo(2);
  }
}
