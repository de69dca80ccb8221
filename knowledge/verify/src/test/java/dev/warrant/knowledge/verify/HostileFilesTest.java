package dev.warrant.knowledge.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.journal.JournalWriter;
import dev.warrant.knowledge.testing.SampleRuns;
import dev.warrant.knowledge.tlog.Checkpoint;
import dev.warrant.knowledge.tlog.Note;
import dev.warrant.knowledge.tlog.NoteKey;
import dev.warrant.knowledge.trace.TraceNode;
import dev.warrant.knowledge.trace.TraceWriter;
import dev.warrant.knowledge.unit.Digest;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files made so that whoever verifies a run does not come to an end, or to one that says nothing.
class HostileFilesTest {
  private static final Path ENDLESS = Path.of("/dev/zero");
  private static final long HUGE = 3L << 30;

  @TempDir Path temp;
  private Path run;
  private Checkpoint head = Checkpoint.of("none yet", 0, Digest.ZERO);

  @BeforeEach
  void make() throws IOException {
    run = temp.resolve("run");
    try (JournalWriter writer = SampleRuns.writer(run);
        TraceWriter trace = TraceWriter.open(run.resolve("trace"), 1)) {
      writer.input(
          1, new DeskEvent.Started(1, 0, 1, Digest.ZERO, Digest.ZERO, Digest.ZERO, List.of(), "x"));
      trace.append(TraceNode.of(TraceNode.Kind.FACT, "", "fact", List.of()));
      writer.settle();
    }
    head = SampleRuns.seal(run, 1);
    String text =
        "warrant reconciliation 1\norigin %s\nday 1970-01-01 1\nspan 1 2\nverdict none\nwhy test\n"
                .formatted(head.origin())
            + "result %s\nhead %s\n"
                .formatted(
                    Digest.sha256("{}").hex(),
                    head.text().split("\n", 3)[1] + " " + head.text().split("\n", 4)[2]);
    Files.createDirectories(run.resolve("reconcile"));
    Files.writeString(run.resolve("reconcile/1970-01-01.json"), "{}");
    Files.writeString(
        run.resolve("reconcile/1970-01-01.note"),
        new Note(text, List.of(SampleRuns.SIGNER.sign(text))).toString());
    assertThat(verify().exitStatus()).as(verify().toString()).isZero();
  }

  private LogVerdict verify() {
    return LogVerifier.verify(
        new LogVerifier.Query(
            run, head.origin(), SampleRuns.SIGNER.open().toString(), List.of(), List.of()));
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(run)) {
      return all.filter(Files::isRegularFile)
          .filter(f -> !f.endsWith("lock") && !f.endsWith("upper"))
          .sorted()
          .toList();
    }
  }

  @Test
  void aDeviceInThePlaceOfAnyFileIsAnswered() throws IOException {
    assertThat(files()).hasSizeGreaterThan(5);
    for (Path file : files()) {
      byte[] good = Files.readAllBytes(file);
      Files.delete(file);
      Files.createSymbolicLink(file, ENDLESS);
      assertThat(verify().exitStatus()).as("%s", file).isPositive();
      Files.delete(file);
      Files.write(file, good);
    }
  }

  @Test
  void anyFileFullOfHolesIsAnswered() throws IOException {
    for (Path file : files()) {
      byte[] good = Files.readAllBytes(file);
      try (RandomAccessFile holes = new RandomAccessFile(file.toFile(), "rw")) {
        holes.setLength(HUGE);
      }
      LogVerdict found = verify();
      assertThat(found.exitStatus()).as("%s", file).isPositive();
      assertThat(found.toString()).as("%s", file).doesNotContain("could not go on");
      Files.write(file, good);
    }
  }

  @Test
  void aProofOfHolesOrOfAnotherWorldIsAnswered() throws IOException {
    Path proof = temp.resolve("order.tlog-proof");
    try (RandomAccessFile holes = new RandomAccessFile(proof.toFile(), "rw")) {
      holes.setLength(HUGE);
    }
    String key = SampleRuns.SIGNER.open().toString();
    assertThat(ProofVerifier.verify(proof, head.origin(), key, List.of()).exitStatus())
        .isEqualTo(2);
    List<String> args =
        List.of(proof.toString(), "--origin", head.origin(), "--key", key, "--limits", "00");
    assertThat(VerifyCommand.run(args)).isEqualTo(2);
  }

  /// Behind the last record stands, every 64 bytes, what could be a record that reaches to the end
  /// of the file. To sum each of them would be the square of the file.
  @Test
  void aTailInWhichARecordSeemsToBeginEverywhereIsReadOnce() throws IOException {
    Path deep = temp.resolve("deep");
    JournalWriter writer = JournalWriter.open(deep.resolve("journal"), "run", 64 << 20);
    SampleRuns.append(writer, 3, 20);
    writer.force();
    Path file;
    try (Stream<Path> all = Files.list(deep.resolve("journal"))) {
      file = all.filter(f -> f.toString().endsWith(".wj")).findFirst().orElseThrow();
    }
    byte[] b = Files.readAllBytes(file);
    writer.close();
    int end = Forger.end(b, Forger.records(b));
    ByteBuffer out = ByteBuffer.wrap(b).order(ByteOrder.LITTLE_ENDIAN);
    for (int at = end; at + 64 <= b.length; at += 64) {
      out.putInt(at + 36, b.length - at).put(at + 40, (byte) 'W').put(at + 41, (byte) 'R');
      out.put(at + 42, (byte) 3).putLong(at + 48, Long.MAX_VALUE);
    }
    Files.write(file, b);
    assertThat(JournalVerifier.verify(deep))
        .isInstanceOfSatisfying(
            Verdict.Clean.class,
            clean -> assertThat(clean.tornBytes()).isEqualTo((long) b.length - end));
    // The same with one of them whole is found.
    int last = b.length - 96;
    out.putInt(last + 36, 96).put(last + 40, (byte) 'W').put(last + 41, (byte) 'R');
    out.put(last + 42, (byte) 3).putLong(last + 48, Long.MAX_VALUE);
    CRC32C crc = new CRC32C();
    crc.update(b, last + 4, 92);
    out.putInt(last, (int) crc.getValue());
    Files.write(file, b);
    assertThat(JournalVerifier.verify(deep).exitStatus()).isEqualTo(1);
  }

  @Test
  void theLogsOwnKeyIsNoWitness() {
    NoteKey own =
        new NoteKey("witness.example/w", NoteKey.Use.WITNESS, SampleRuns.SIGNER.open().key());
    LogVerdict found =
        LogVerifier.verify(
            new LogVerifier.Query(
                run,
                head.origin(),
                SampleRuns.SIGNER.open().toString(),
                List.of(own.toString()),
                List.of()));
    assertThat(found.exitStatus()).isEqualTo(2);
    assertThat(found.toString()).contains("has the key of the log").contains("\nMaybe ");
  }

  @Test
  void aFirstSegmentThatSaysSomethingWasBeforeItIsFound() throws IOException {
    Path file = new Forger(run).segments().getFirst();
    byte[] good = Files.readAllBytes(file);
    for (int at : new int[] {16, 20, 21, 40, 72, 168, 176}) {
      byte[] bad = good.clone();
      bad[at] ^= 1;
      CRC32C crc = new CRC32C();
      crc.update(bad, 0, 188);
      ByteBuffer.wrap(bad).order(ByteOrder.LITTLE_ENDIAN).putInt(188, (int) crc.getValue());
      Files.write(file, bad);
      assertThat(verify().exitStatus()).as("byte %d", at).isEqualTo(1);
    }
  }
}
