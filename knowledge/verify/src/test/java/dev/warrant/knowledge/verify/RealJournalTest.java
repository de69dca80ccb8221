package dev.warrant.knowledge.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.journal.JournalDamaged;
import dev.warrant.knowledge.journal.JournalReader;
import dev.warrant.knowledge.journal.JournalStrip;
import dev.warrant.knowledge.journal.JournalSummary;
import dev.warrant.knowledge.journal.JournalWriter;
import dev.warrant.knowledge.testing.SampleRecords;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The verifier against journals of the real writer.
class RealJournalTest {
  private static final long SEGMENT = 4096;

  @TempDir Path run;

  @Test
  void itAgreesWithTheReaderOnEveryHead() {
    for (int start = 1; start <= 3; start++) {
      write(run.resolve("journal"), 150L * start);
      JournalSummary read = JournalReader.read(run.resolve("journal"), _ -> {});
      assertThat(JournalVerifier.verify(run))
          .isInstanceOfSatisfying(
              Verdict.Clean.class,
              clean -> {
                assertThat(clean.inputHead()).isEqualTo(read.inputHead().hex());
                assertThat(clean.root()).isEqualTo(read.root().hex());
                assertThat(clean.lastSeq()).isEqualTo(read.lastSeq());
                assertThat(clean.closed()).isTrue();
                assertThat(clean.tornBytes()).isZero();
              });
    }
  }

  @Test
  void aStrippedCopyIsCleanWithTheSameInputChain() {
    write(run.resolve("journal"), 200);
    JournalStrip.strip(run.resolve("journal"), run.resolve("copy"));
    JournalSummary read = JournalReader.read(run.resolve("journal"), _ -> {});
    assertThat(JournalVerifier.verify(run.resolve("copy")))
        .isInstanceOfSatisfying(
            Verdict.Clean.class,
            clean -> {
              assertThat(clean.stripped()).isTrue();
              assertThat(clean.inputHead()).isEqualTo(read.inputHead().hex());
              assertThat(clean.root()).isEqualTo(read.root().hex());
            });
  }

  @Test
  void everyFlippedBitIsFound() throws IOException {
    write(run, 30);
    for (Path file : segments(run)) {
      byte[] good = Files.readAllBytes(file);
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        for (int bit = 0; bit < 8 * good.length; bit++) {
          byte flipped = (byte) (good[bit / 8] ^ 1 << bit % 8);
          channel.write(ByteBuffer.wrap(new byte[] {flipped}), bit / 8);
          if (JournalVerifier.verify(run).exitStatus() != 1) {
            throw new AssertionError("not seen: bit " + bit + " of " + file);
          }
          channel.write(ByteBuffer.wrap(good, bit / 8, 1), bit / 8);
        }
      }
    }
    assertThat(JournalVerifier.verify(run).exitStatus()).isZero();
  }

  @Test
  void everyTruncationIsFound() throws IOException {
    write(run, 30);
    for (Path file : segments(run)) {
      byte[] good = Files.readAllBytes(file);
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        for (int n = good.length - 1; n >= 0; n--) {
          channel.truncate(n);
          if (JournalVerifier.verify(run).exitStatus() != 1) {
            throw new AssertionError("not seen: " + n + " bytes of " + file);
          }
        }
      }
      Files.write(file, good);
    }
  }

  @Test
  void swappedAndDuplicatedSegmentsAreFound() throws IOException {
    write(run, 120);
    List<Path> files = segments(run);
    assertThat(files.size()).isGreaterThan(3);
    Path aside = run.resolve("aside");
    for (int i = 0; i + 1 < files.size(); i++) {
      Files.move(files.get(i), aside);
      Files.move(files.get(i + 1), files.get(i));
      Files.move(aside, files.get(i + 1));
      assertThat(JournalVerifier.verify(run).exitStatus()).as("swap at %d", i).isEqualTo(1);
      byte[] first = Files.readAllBytes(files.get(i + 1));
      Files.copy(files.get(i), files.get(i + 1), StandardCopyOption.REPLACE_EXISTING);
      assertThat(JournalVerifier.verify(run).exitStatus()).as("double at %d", i).isEqualTo(1);
      Files.move(files.get(i), files.get(i + 1), StandardCopyOption.REPLACE_EXISTING);
      Files.write(files.get(i), first);
    }
    assertThat(JournalVerifier.verify(run).exitStatus()).isZero();
  }

  @Test
  void aRunThatStillWritesIsCleanAndItsCoveredBytesAreGuarded() throws IOException {
    try (JournalWriter writer = JournalWriter.open(run, "run", 1 << 16)) {
      append(writer, 20);
      writer.input(21, new DeskEvent.Durable(15));
      append(writer, 30);
      assertThat(JournalVerifier.verify(run))
          .isInstanceOfSatisfying(
              Verdict.Clean.class, clean -> assertThat(clean.closed()).isFalse());
      Path file = segments(run).getFirst();
      byte[] good = Files.readAllBytes(file);
      int refused = 0;
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        for (int at = 192; at < good.length / 8; at += 5) {
          channel.write(ByteBuffer.wrap(new byte[] {(byte) (good[at] ^ 1)}), at);
          boolean tampered = JournalVerifier.verify(run).exitStatus() == 1;
          refused += tampered ? 1 : 0;
          boolean readerRefuses = readerRefuses();
          assertThat(tampered).as("byte %d", at).isEqualTo(readerRefuses);
          channel.write(ByteBuffer.wrap(good, at, 1), at);
        }
      }
      assertThat(refused).isGreaterThan(100);
    }
  }

  private boolean readerRefuses() {
    try {
      JournalReader.read(run, _ -> {});
      return false;
    } catch (JournalDamaged e) {
      return true;
    }
  }

  private static void write(Path folder, long through) {
    try (JournalWriter writer = JournalWriter.open(folder, "run", SEGMENT)) {
      append(writer, through);
    }
  }

  private static void append(JournalWriter writer, long through) {
    while (writer.lastSeq() < through) {
      long seq = writer.lastSeq() + 1;
      writer.input(seq, SampleRecords.input(9, seq));
      SampleRecords.derived(9, seq).forEach(writer::derived);
    }
  }

  private static List<Path> segments(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(f -> f.toString().endsWith(".wj")).sorted().toList();
    }
  }
}
