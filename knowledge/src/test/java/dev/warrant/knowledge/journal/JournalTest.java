package dev.warrant.knowledge.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.event.MarketEvent;
import dev.warrant.knowledge.testing.JournalRewrite;
import dev.warrant.knowledge.unit.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
  @TempDir Path folder;

  @Test
  void whatIsWrittenOverManySegmentsIsReadBack() {
    Digest root;
    long bytes;
    try (JournalWriter writer = JournalWriter.open(folder, "run-1", Samples.SMALL)) {
      Samples.append(writer, 1, 2_000);
      root = writer.root();
      bytes = writer.bytes();
    }
    Samples.check(folder, 1);
    JournalSummary summary = JournalReader.read(folder, _ -> {});
    assertThat(summary.run()).isEqualTo("run-1");
    assertThat(summary.firstSeq()).isEqualTo(1);
    assertThat(summary.lastSeq()).isEqualTo(2_000);
    assertThat(summary.lastNanos()).isEqualTo(Samples.nanos(2_000));
    assertThat(summary.root()).isEqualTo(root);
    assertThat(summary.closed()).isTrue();
    assertThat(summary.tornBytes()).isZero();
    assertThat(summary.bytes()).isBetween(bytes, bytes + 2 * Samples.SMALL);
    assertThat(SegmentFiles.list(folder).size()).isGreaterThan(50);
    assertThat(folder.resolve(SegmentFiles.PREPARED)).doesNotExist();
  }

  @Test
  void aJournalThatKeepsOnlyItsHeadsHasTheSameHeads() {
    RootJournal heads = new RootJournal();
    try (JournalWriter writer = JournalWriter.open(folder, "run", Samples.SMALL)) {
      Samples.append(writer, 1, 500);
      Samples.mark(writer, 400);
      Samples.append(heads, 1, 500);
      Samples.mark(heads, 400);
      assertThat(heads.inputHead()).isEqualTo(writer.inputHead());
      assertThat(heads.derivedHead()).isEqualTo(writer.derivedHead());
      assertThat(heads.root()).isEqualTo(writer.root());
      assertThat(heads.lastSeq()).isEqualTo(501);
    }
  }

  @Test
  void aJournalGoesOnAfterACleanClose() {
    Samples.write(folder, 1, 100);
    try (JournalWriter writer = JournalWriter.open(folder, "run", Samples.SMALL)) {
      assertThat(writer.lastSeq()).isEqualTo(100);
      assertThat(writer.cutBytes()).isZero();
      Samples.append(writer, 1, 200);
    }
    Samples.check(folder, 1);
    assertThat(JournalReader.tail(folder)).isEqualTo(tailOfAll());
  }

  @Test
  void aJournalThatWasOpenedAndClosedWithoutInputsIsSound() {
    for (int i = 0; i < 3; i++) {
      Samples.write(folder, 1, 0);
    }
    assertThat(Samples.entries(folder)).isEmpty();
    Samples.write(folder, 1, 10);
    Samples.check(folder, 1);
  }

  @Test
  void theTailIsFoundFromTheLastSegmentAlone() {
    try (JournalWriter writer = JournalWriter.open(folder, "run", Samples.SMALL)) {
      for (int through = 1; through < 300; through += 7) {
        Samples.append(writer, 3, through);
        assertThat(JournalReader.tail(folder).root()).isEqualTo(writer.root());
      }
    }
    assertThat(JournalReader.tail(folder)).isEqualTo(tailOfAll());
  }

  @Test
  void aSecondWriterIsTurnedAwayWithAdvice() {
    try (JournalWriter _ = JournalWriter.open(folder, "run", Samples.SMALL)) {
      assertThatThrownBy(() -> JournalWriter.open(folder, "run", Samples.SMALL))
          .isInstanceOfSatisfying(
              JournalFault.class, f -> assertThat(f.kind()).isEqualTo(JournalFault.Kind.LOCKED))
          .hasMessageContaining("process " + ProcessHandle.current().pid())
          .hasMessageContaining("\nMaybe");
    }
    JournalWriter.open(folder, "run", Samples.SMALL).close();
  }

  @Test
  void aClosedWriterTakesNothing() {
    JournalWriter writer = JournalWriter.open(folder, "run", Samples.SMALL);
    writer.close();
    writer.close();
    assertThatThrownBy(() -> writer.input(1, new DeskEvent.Timer()))
        .isInstanceOfSatisfying(
            JournalFault.class, f -> assertThat(f.kind()).isEqualTo(JournalFault.Kind.CLOSED));
    assertThatThrownBy(writer::force).isInstanceOf(JournalFault.class);
  }

  @Test
  void aRecordThatFitsNoSegmentIsRefusedAndTheJournalGoesOn() {
    try (JournalWriter writer = JournalWriter.open(folder, "run", Samples.SMALL)) {
      Samples.append(writer, 1, 5);
      assertThatThrownBy(() -> writer.input(1, new DeskEvent.Stopped("x".repeat(5_000))))
          .isInstanceOfSatisfying(
              JournalFault.class, f -> assertThat(f.kind()).isEqualTo(JournalFault.Kind.TOO_LARGE));
      Samples.append(writer, 1, 10);
    }
    Samples.check(folder, 1);
  }

  @Test
  void anInputIsPromisedOnceItIsSettled() {
    try (JournalWriter writer = JournalWriter.open(folder, "run", Samples.SMALL)) {
      assertThat(writer.force()).isZero();
      writer.input(1, new DeskEvent.Timer());
      assertThat(writer.force()).isZero();
      writer.input(2, new DeskEvent.Timer());
      assertThat(writer.force()).isEqualTo(1);
      writer.settle();
      assertThat(writer.force()).isEqualTo(2);
    }
  }

  @Test
  void aStrippedCopyKeepsTheInputChain() {
    Path copy = folder.resolve("stripped");
    Path source = folder.resolve("source");
    Samples.write(source, 1, 300);
    Samples.write(source, 1, 400);
    JournalStrip.strip(source, copy);
    JournalSummary all = JournalReader.read(source, _ -> {});
    JournalSummary stripped = JournalReader.read(copy, _ -> {});
    assertThat(stripped.stripped()).isTrue();
    assertThat(stripped.inputHead()).isEqualTo(all.inputHead());
    assertThat(stripped.root()).isEqualTo(all.root());
    assertThat(Samples.entries(copy))
        .isEqualTo(Samples.entries(source).stream().filter(e -> e instanceof Entry.Input).toList());
    assertThatThrownBy(() -> JournalWriter.open(copy, "run"))
        .isInstanceOf(JournalFault.class)
        .hasMessageContaining("stripped");
  }

  @Test
  void aRunThatWasNeverClosedCanBeStripped() {
    Path source = folder.resolve("source");
    Path copy = folder.resolve("stripped");
    try (JournalWriter writer = JournalWriter.open(source, "run", Samples.SMALL)) {
      Samples.append(writer, 1, 100);
      JournalStrip.strip(source, copy);
      assertThat(JournalReader.read(copy, _ -> {}).inputHead()).isEqualTo(writer.inputHead());
    }
  }

  @Test
  void aRewrittenJournalIsSoundAndHoldsTheChange() {
    Path source = folder.resolve("source");
    Path copy = folder.resolve("copy");
    Samples.write(source, 1, 100);
    JournalRewrite.rewrite(
        source,
        copy,
        e -> e instanceof MarketEvent.Trade t && t.tradeId() > 90 ? new DeskEvent.Timer() : e);
    List<Entry> before = Samples.entries(source);
    List<Entry> after = Samples.entries(copy);
    assertThat(after).hasSameSizeAs(before).isNotEqualTo(before);
    assertThat(after.subList(0, 80)).isEqualTo(before.subList(0, 80));
  }

  @Test
  void aFolderWithoutSegmentsIsNamed() {
    assertThatThrownBy(() -> JournalReader.open(folder.resolve("none")))
        .isInstanceOf(JournalDamaged.class)
        .hasMessageContaining("none")
        .hasMessageContaining("\nMaybe");
  }

  @Test
  void oldSegmentsGoOnlyBehindTheSnapshot() throws IOException {
    Samples.write(folder, 1, 1_000);
    int before = SegmentFiles.list(folder).size();
    long now = Samples.nanos(1_000);
    assertThat(Retention.days(1).sweep(folder, 1_000, now)).isEmpty();
    assertThat(Retention.bytes(0).sweep(folder, 0, now)).isEmpty();
    List<Path> gone = Retention.bytes(10 * Samples.SMALL).sweep(folder, 500, now);
    assertThat(gone).isNotEmpty();
    JournalSummary rest = JournalReader.read(folder, _ -> {});
    assertThat(rest.firstSeq()).isBetween(400L, 500L);
    assertThat(rest.lastSeq()).isEqualTo(1_000);
    Retention.bytes(10 * Samples.SMALL).sweep(folder, 1_000, now);
    assertThat(SegmentFiles.list(folder).size()).isBetween(5, 10);
    assertThat(before).isGreaterThan(30);
    Samples.write(folder, 1, 1_100);
    assertThat(JournalReader.read(folder, _ -> {}).lastSeq()).isEqualTo(1_100);
    assertThat(Files.exists(gone.getFirst())).isFalse();
  }

  @Test
  void statisticsCountAndExtrapolate() {
    Samples.write(folder, 1, 1_000);
    JournalStats stats = JournalStats.of(folder);
    long derived = Samples.entries(folder).size() - 1_000L;
    assertThat(stats.inputs()).isEqualTo(1_000);
    assertThat(stats.derived()).isEqualTo(derived);
    assertThat(stats.spanNanos()).isEqualTo(Samples.nanos(999));
    assertThat(stats.bytesPerDay()).isEqualTo(stats.bytes() * 86_400_000 / 999);
    assertThat(stats.segments()).isEqualTo(SegmentFiles.list(folder).size());
  }

  private JournalSummary tailOfAll() {
    JournalSummary all = JournalReader.read(folder, _ -> {});
    JournalSummary tail = JournalReader.tail(folder);
    return new JournalSummary(
        all.run(),
        tail.firstSeq(),
        all.lastSeq(),
        all.lastNanos(),
        all.inputHead(),
        all.derivedHead(),
        all.stripped(),
        all.closed(),
        all.tornBytes(),
        tail.bytes());
  }
}
