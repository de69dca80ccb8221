package dev.warrant.knowledge.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.event.MarketEvent;
import dev.warrant.knowledge.journal.JournalWriter;
import dev.warrant.knowledge.testing.SampleRuns;
import dev.warrant.knowledge.tlog.Checkpoint;
import dev.warrant.knowledge.trace.TraceNode;
import dev.warrant.knowledge.trace.TraceWriter;
import dev.warrant.knowledge.unit.Digest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Trace nodes that nobody derived, put where a verifier might not look: under an epoch that never
/// was, under records that nobody signed, or under those that were retired.
class TraceForgedTest {
  @TempDir Path temp;
  private Path run;
  private Path trace;
  private Checkpoint head = Checkpoint.of("none yet", 0, Digest.ZERO);

  @BeforeEach
  void place() {
    run = temp.resolve("run");
    trace = run.resolve("trace");
  }

  private LogVerdict verify() {
    return LogVerifier.verify(
        new LogVerifier.Query(
            run, head.origin(), SampleRuns.SIGNER.open().toString(), List.of(), List.of()));
  }

  private LogVerdict.Nodes nodes() {
    LogVerdict found = verify();
    assertThat(found).as("%s", found).isInstanceOf(LogVerdict.Clean.class);
    return ((LogVerdict.Clean) found).trace();
  }

  private static void started(JournalWriter writer, int epoch) {
    writer.input(
        writer.lastSeq() + 1,
        new DeskEvent.Started(epoch, 0, 1, Digest.ZERO, Digest.ZERO, Digest.ZERO, List.of(), "x"));
  }

  private static void derive(JournalWriter writer, TraceWriter trace, String what) {
    trace.append(TraceNode.of(TraceNode.Kind.FACT, "", what, List.of()));
    writer.derived(new Derived.TraceHead(trace.size(), writer.inputHead(), trace.root()));
    writer.settle();
  }

  /// Two lives, both stopped in order.
  private void lives() {
    for (int epoch = 1; epoch <= 2; epoch++) {
      try (JournalWriter writer = SampleRuns.writer(run);
          TraceWriter own = TraceWriter.open(trace, epoch)) {
        started(writer, epoch);
        derive(writer, own, "fact " + epoch);
        writer.input(writer.lastSeq() + 1, new DeskEvent.Stopped("test"));
        derive(writer, own, "last " + epoch);
      }
    }
    head = SampleRuns.seal(run, 4);
    assertThat(nodes()).isEqualTo(new LogVerdict.Nodes(4, 4, 0));
  }

  private void forged(int epoch) {
    try (TraceWriter own = TraceWriter.open(trace, epoch)) {
      own.append(TraceNode.of(TraceNode.Kind.ORDER, "r", "order that never was", List.of()));
    }
  }

  @Test
  void aTraceOfAnEpochThatNeverWasIsFound() throws IOException {
    lives();
    forged(7);
    assertThat(verify().toString()).startsWith("TAMPERED").contains("a trace of epoch 7");
    Files.delete(trace.resolve("nodes-00007-00001.bin"));
    forged(0);
    assertThat(verify().toString()).startsWith("TAMPERED").contains("a trace of epoch 0");
  }

  @Test
  void aStartThatNeverReachedTheJournalMayHaveBegunTheNextTrace() {
    lives();
    forged(3);
    assertThat(nodes()).isEqualTo(new LogVerdict.Nodes(4, 4, 1));
    assertThat(verify().toString()).contains("under no signed record: the last 1 trace nodes");
  }

  @Test
  void aHeaderThatSaysAnotherPlaceIsFound() throws IOException {
    lives();
    Path file = trace.resolve("nodes-00002-00001.bin");
    byte[] good = Files.readAllBytes(file);
    for (int at : new int[] {8, 12, 16}) {
      byte[] bad = good.clone();
      bad[at] ^= 4;
      CRC32C crc = new CRC32C();
      crc.update(bad, 0, 24);
      ByteBuffer.wrap(bad).order(ByteOrder.LITTLE_ENDIAN).putInt(24, (int) crc.getValue());
      Files.write(file, bad);
      assertThat(verify().toString())
          .startsWith("TAMPERED")
          .contains("expected file 1 of epoch 2 after 0");
    }
    Files.write(file, good);
    Files.move(file, trace.resolve("nodes-00002-00002.bin"));
    assertThat(verify().exitStatus()).isEqualTo(1);
  }

  /// Behind the last signed head anybody may write: what such records say of the trace vouches for
  /// nothing.
  @Test
  void aTraceHeadThatNobodySignedHoldsNoNode() {
    JournalWriter writer = SampleRuns.writer(run);
    TraceWriter own = TraceWriter.open(trace, 1);
    started(writer, 1);
    derive(writer, own, "signed");
    writer.input(writer.lastSeq() + 1, new DeskEvent.Timer());
    head = SampleRuns.seal(run, writer.force());
    derive(writer, own, "not signed");
    own.flush();
    LogVerdict.Nodes found = nodes();
    writer.close();
    own.close();
    assertThat(found).isEqualTo(new LogVerdict.Nodes(1, 1, 1));
  }

  @Test
  void whereTheStartWasRetiredTheTraceIsHeldAgainstTheHeadsThatAreLeft() throws IOException {
    try (JournalWriter writer = SampleRuns.writer(run);
        TraceWriter own = TraceWriter.open(trace, 1)) {
      started(writer, 1);
      for (int i = 0; i < 3_000; i++) {
        writer.input(
            writer.lastSeq() + 1, new MarketEvent.Trade(0, i, 600_000, 1 + i, true, true, i, i));
        if (i % 100 == 0) {
          derive(writer, own, "fact " + i);
        }
      }
      writer.input(writer.lastSeq() + 1, new DeskEvent.Stopped("test"));
      derive(writer, own, "last");
      head = Checkpoint.of("none yet", writer.lastSeq(), Digest.ZERO);
    }
    head = SampleRuns.seal(run, head.size());
    assertThat(nodes()).isEqualTo(new LogVerdict.Nodes(31, 31, 0));
    // Whoever may write into the folder may delete its oldest segments, and does.
    List<Path> segments = new Forger(run).segments();
    assertThat(segments.size()).isGreaterThan(2);
    Files.delete(segments.getFirst());
    assertThat(verify().toString()).contains("records were retired");
    assertThat(nodes()).isEqualTo(new LogVerdict.Nodes(31, 31, 0));
    forged(1);
    assertThat(verify().exitStatus()).isEqualTo(1);
  }

  @Test
  void textInMoreBytesThanItNeedsIsNoNode() throws IOException {
    try (JournalWriter writer = SampleRuns.writer(run);
        TraceWriter own = TraceWriter.open(trace, 1)) {
      started(writer, 1);
      derive(writer, own, "é");
    }
    head = SampleRuns.seal(run, 1);
    Path file = trace.resolve("nodes-00001-00001.bin");
    byte[] good = Files.readAllBytes(file);
    assertThat(verify().exitStatus()).isZero();
    // 28 header, 8 frame, 32 id, 1 kind, 1 length of no rule, 1 length of the text, 2 bytes of it.
    assertThat(good[28 + 8 + 32 + 2]).isEqualTo((byte) 2);
    byte[] bad = new byte[good.length + 1];
    int text = 28 + 8 + 32 + 3;
    System.arraycopy(good, 0, bad, 0, text);
    bad[text - 1] = 3;
    bad[text] = (byte) 0xe0;
    bad[text + 1] = (byte) (0x80 | 'é' >> 6);
    bad[text + 2] = good[text + 1];
    System.arraycopy(good, text + 2, bad, text + 3, good.length - text - 2);
    ByteBuffer out = ByteBuffer.wrap(bad).order(ByteOrder.LITTLE_ENDIAN);
    int length = bad.length - 36;
    CRC32C crc = new CRC32C();
    crc.update(bad, 36, length);
    out.putInt(28, length).putInt(32, (int) crc.getValue());
    Files.write(file, bad);
    assertThat(verify().toString()).startsWith("TAMPERED").contains("more bytes than it needs");
  }

  /// A life that was killed, and what of its trace a loss of power kept from the disk.
  @Test
  void aHoleAtTheEndOfTheLastTraceIsALossAndAnywhereElseAForgery() throws IOException {
    for (int epoch = 1; epoch <= 2; epoch++) {
      try (JournalWriter writer = SampleRuns.writer(run);
          TraceWriter own = TraceWriter.open(trace, epoch)) {
        started(writer, epoch);
        for (int i = 0; i < 60; i++) {
          derive(writer, own, "fact " + i);
        }
      }
    }
    head = SampleRuns.seal(run, 2);
    assertThat(nodes()).isEqualTo(new LogVerdict.Nodes(120, 120, 0));
    Path last = trace.resolve("nodes-00002-00001.bin");
    byte[] good = Files.readAllBytes(last);
    assertThat(good.length).isGreaterThan(2048);
    for (int from : new int[] {0, 512, 1024, 1536}) {
      byte[] torn = good.clone();
      Arrays.fill(torn, from, torn.length, (byte) 0);
      Files.write(last, torn);
      LogVerdict.Nodes found = nodes();
      assertThat(found.hold()).as("zeros from %d", from).isBetween(60L, 119L);
      assertThat(found.told()).isEqualTo(120);
      assertThat(verify().toString()).contains(" of 120 that were told; the rest is not there");
    }
    byte[] holed = good.clone();
    Arrays.fill(holed, 512, 1024, (byte) 0);
    Files.write(last, holed);
    assertThat(nodes().hold()).isLessThan(90);
    byte[] flipped = good.clone();
    flipped[900] ^= 1;
    Files.write(last, flipped);
    assertThat(verify().toString()).startsWith("TAMPERED");
    Files.write(last, good);
    // What an earlier life did not get to the disk, the next start cut away.
    Path before = trace.resolve("nodes-00001-00001.bin");
    byte[] earlier = Files.readAllBytes(before);
    Arrays.fill(earlier, 1024, earlier.length, (byte) 0);
    Files.write(before, earlier);
    assertThat(verify().toString()).startsWith("TAMPERED");
  }
}
