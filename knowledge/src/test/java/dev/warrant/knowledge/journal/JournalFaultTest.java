package dev.warrant.knowledge.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warrant.knowledge.testing.SampleRecords;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalFaultTest {
  @TempDir Path folder;
  private final FaultyDisk disk = new FaultyDisk();

  @Test
  void aFullDiskRefusesAndFreeSpaceLetsTheSameWriterGoOn() {
    try (JournalWriter writer = JournalWriter.open(disk, folder, "run", Samples.SMALL)) {
      for (long round = 1; round <= 20; round++) {
        disk.full = true;
        long refusedAt = appendUntilRefused(writer);
        assertThat(writer.lastSeq()).isEqualTo(refusedAt - 1);
        assertThat(writer.force()).isLessThan(refusedAt);
        disk.full = false;
        appendOnceItWorks(writer, refusedAt);
      }
    }
    JournalSummary summary = JournalReader.read(folder, _ -> {});
    assertThat(summary.closed()).isTrue();
    assertThat(SegmentFiles.list(folder).size()).isGreaterThan(20);
  }

  @Test
  void aFullDiskAtTheStartIsNamed() {
    disk.full = true;
    assertThatThrownBy(() -> JournalWriter.open(disk, folder, "run", Samples.SMALL))
        .isInstanceOfSatisfying(
            JournalFault.class, f -> assertThat(f.kind()).isEqualTo(JournalFault.Kind.WRITE))
        .hasMessageContaining("No space left on device")
        .hasMessageContaining("\nMaybe");
    disk.full = false;
    JournalWriter.open(disk, folder, "run", Samples.SMALL).close();
  }

  @Test
  void anUnconfirmedForceEndsTheWriterForGood() {
    JournalWriter writer = JournalWriter.open(disk, folder, "run", Samples.SMALL);
    Samples.append(writer, 1, 10);
    long through = writer.force();
    disk.failing = true;
    Samples.append(writer, 1, 12);
    assertThatThrownBy(writer::force)
        .isInstanceOfSatisfying(
            JournalFault.class, f -> assertThat(f.kind()).isEqualTo(JournalFault.Kind.SYNC));
    disk.failing = false;
    assertThatThrownBy(writer::force).isInstanceOf(JournalFault.class);
    assertThatThrownBy(() -> Samples.append(writer, 1, 13)).isInstanceOf(JournalFault.class);
    writer.close();
    try (JournalWriter again = JournalWriter.open(disk, folder, "run", Samples.SMALL)) {
      assertThat(again.lastSeq()).isGreaterThanOrEqualTo(through);
      assertThat(JournalReader.read(folder, _ -> {}).closed()).isFalse();
    }
    Samples.check(folder, 1);
  }

  private static long appendUntilRefused(JournalWriter writer) {
    for (long seq = writer.lastSeq() + 1; ; seq++) {
      try {
        writer.input(Samples.nanos(seq), SampleRecords.input(1, seq));
      } catch (JournalFault fault) {
        assertThat(fault.kind()).isEqualTo(JournalFault.Kind.WRITE);
        return seq;
      }
    }
  }

  /// A refused call may be answered from the attempt before; a later one sees the free space.
  private static void appendOnceItWorks(JournalWriter writer, long seq) {
    while (writer.lastSeq() < seq) {
      try {
        writer.input(Samples.nanos(seq), SampleRecords.input(1, seq));
      } catch (JournalFault fault) {
        Thread.onSpinWait();
      }
    }
  }
}
