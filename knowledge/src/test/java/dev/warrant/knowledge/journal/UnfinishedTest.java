package dev.warrant.knowledge.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.testing.SampleRecords;
import dev.warrant.knowledge.unit.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Records are stored at once and chained when their input is settled; a death in between loses
/// nothing and leaves no other bytes than one that was not in between.
class UnfinishedTest {
  private static final int SEGMENT_BYTES = 1 << 16;

  @TempDir Path temp;
  private final FaultyDisk disk = new FaultyDisk();

  @Test
  void recordsOfAnInputThatIsNotSettledAreStoredButNotChained() throws IOException {
    Path folder = temp.resolve("journal");
    try (JournalWriter writer = JournalWriter.open(disk, folder, "run", SEGMENT_BYTES)) {
      Samples.append(writer, 1, 9);
      writer.settle();
      int end = end(folder);
      byte[] before = bytes(folder);
      conclude(writer, 10);
      byte[] after = bytes(folder);
      assertThat(Bytes.firstNonZero(after, end + Layout.R_CHAIN, end + Layout.R_LENGTH))
          .isNegative();
      assertThat(Bytes.getShort(after, end + Layout.R_MAGIC)).isEqualTo(Layout.RECORD_MAGIC);
      assertThat(Arrays.mismatch(before, after)).isBetween(end, end + Layout.R_CHAIN);
      writer.settle();
      byte[] chained = bytes(folder);
      assertThat(Bytes.firstNonZero(chained, end + Layout.R_CHAIN, end + Layout.R_LENGTH))
          .isNotNegative();
    }
  }

  @Test
  void aWriterThatDiesBeforeItSettlesLosesNothingItStored() {
    Path live = temp.resolve("live");
    Path dead = temp.resolve("dead");
    try (JournalWriter writer = JournalWriter.open(disk, live, "run", SEGMENT_BYTES)) {
      Samples.append(writer, 1, 9);
      conclude(writer, 10);
      Samples.copy(live, dead);
    }
    try (JournalWriter again = JournalWriter.open(disk, dead, "run", SEGMENT_BYTES)) {
      assertThat(again.lastSeq()).isEqualTo(10);
      assertThat(again.cutBytes()).isZero();
    }
    Samples.check(dead, 1);
    assertThat(Samples.entries(dead)).isEqualTo(Samples.entries(live));
    JournalSummary found = JournalReader.read(dead, _ -> {});
    assertThat(found.root()).isEqualTo(JournalReader.read(live, _ -> {}).root());
    assertThat(found.closed()).isTrue();
  }

  @Test
  void aDeathAtAnyByteOfTheFinishingLeavesTheSameJournal() throws IOException {
    Path live = temp.resolve("live");
    byte[] stored;
    byte[] chained;
    int from;
    try (JournalWriter writer = JournalWriter.open(disk, live, "run", SEGMENT_BYTES)) {
      Samples.append(writer, 1, 9);
      writer.settle();
      from = end(live);
      conclude(writer, 10);
      stored = bytes(live);
      writer.settle();
      chained = bytes(live);
    }
    String name = SegmentFiles.list(live).getFirst().getFileName().toString();
    byte[] now = stored.clone();
    for (int record = from; chained[record + Layout.R_CLASS] != 0; ) {
      for (int step = 0; step < Layout.R_LENGTH; step++) {
        // The order of Segment.finish: the chain, then the checksum.
        int at = record + (step + Layout.R_CHAIN) % Layout.R_LENGTH;
        now[at] = chained[at];
        Path dead = Files.createDirectories(temp.resolve("dead-" + at));
        Files.write(dead.resolve(name), now);
        JournalWriter.open(disk, dead, "run", SEGMENT_BYTES).close();
        assertThat(Files.readAllBytes(dead.resolve(name))).as("byte %d", at).isEqualTo(chained);
      }
      record += Bytes.getInt(chained, record + Layout.R_LENGTH);
    }
    assertThat(now).isEqualTo(chained);
  }

  @Test
  void anUnfinishedRecordThatWasChangedIsCutAndOneUnderAMarkIsDamage() throws IOException {
    Path live = temp.resolve("live");
    byte[] stored;
    int from;
    try (JournalWriter writer = JournalWriter.open(disk, live, "run", SEGMENT_BYTES)) {
      Samples.append(writer, 1, 9);
      writer.settle();
      from = end(live);
      writer.input(Samples.nanos(10), SampleRecords.input(1, 10));
      stored = bytes(live);
      writer.settle();
      Samples.mark(writer, 10);
    }
    String name = SegmentFiles.list(live).getFirst().getFileName().toString();
    int length = Bytes.getInt(stored, from + Layout.R_LENGTH);
    for (int at = from; at < from + length; at++) {
      byte[] bad = stored.clone();
      bad[at] ^= 0x40;
      Path dead = Files.createDirectories(temp.resolve("dead-" + at));
      Files.write(dead.resolve(name), bad);
      assertThat(JournalReader.read(dead, _ -> {}).lastSeq()).as("byte %d", at).isEqualTo(9);
    }
    byte[] marked = bytes(live);
    System.arraycopy(stored, from, marked, from, length);
    Files.write(live.resolve(name), marked);
    assertThatThrownBy(() -> JournalReader.read(live, _ -> {})).isInstanceOf(JournalDamaged.class);
  }

  @Test
  void whenRecordsAreChainedDoesNotChangeAByte() throws IOException {
    List<byte[]> journals =
        List.of(written("each", true), written("late", false), written("each again", true));
    assertThat(journals.get(1)).isEqualTo(journals.get(0));
    assertThat(journals.get(2)).isEqualTo(journals.get(0));
  }

  private byte[] written(String name, boolean each) throws IOException {
    Path folder = temp.resolve(name);
    try (JournalWriter writer = JournalWriter.open(disk, folder, "run", 1 << 20)) {
      for (long seq = 1; seq <= 300; seq++) {
        writer.input(Samples.nanos(seq), SampleRecords.input(1, seq));
        for (Derived derived : SampleRecords.derived(1, seq)) {
          writer.derived(derived);
          Digest head = each ? writer.derivedHead() : Digest.ZERO;
          assertThat(head.equals(Digest.ZERO)).isNotEqualTo(each);
        }
        if (each) {
          writer.settle();
        }
      }
    }
    return Files.readAllBytes(SegmentFiles.list(folder).getFirst());
  }

  @Test
  void moreConclusionsThanMayWaitAreChainedOnTheWay() {
    Path folder = temp.resolve("many");
    RootJournal heads = new RootJournal();
    List<Derived> some = SampleRecords.derived(1, seqWithConclusions());
    try (JournalWriter writer = JournalWriter.open(disk, folder, "run", SEGMENT_BYTES)) {
      for (Journal to : List.of(writer, heads)) {
        to.input(1, SampleRecords.input(1, 1));
        for (int i = 0; i < 3_000; i++) {
          to.derived(some.getFirst());
        }
        to.settle();
      }
      assertThat(writer.root()).isEqualTo(heads.root());
    }
    assertThat(SegmentFiles.list(folder).size()).isGreaterThan(2);
    assertThat(JournalReader.read(folder, _ -> {}).derivedHead()).isEqualTo(heads.derivedHead());
  }

  private static void conclude(Journal writer, long seq) {
    writer.input(Samples.nanos(seq), SampleRecords.input(1, seq));
    SampleRecords.derived(1, seq).forEach(writer::derived);
  }

  private static long seqWithConclusions() {
    long seq = 1;
    while (SampleRecords.derived(1, seq).isEmpty()) {
      seq++;
    }
    return seq;
  }

  private static byte[] bytes(Path folder) throws IOException {
    return Files.readAllBytes(SegmentFiles.list(folder).getFirst());
  }

  /// Where records end in the first segment.
  private static int end(Path folder) {
    Scanner scanner = new Scanner(SegmentFiles.list(folder), 0);
    scanner.toEnd();
    return (int) scanner.dataBytes();
  }
}
