package dev.warrant.governance.audit.mask;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.warrant.execution.desk.RunFolder;
import dev.warrant.knowledge.codec.ByteSink;
import dev.warrant.knowledge.codec.Codec;
import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.event.VenueEvent.OrderReport;
import dev.warrant.knowledge.event.VenueEvent.OrderStatus;
import dev.warrant.knowledge.journal.JournalWriter;
import dev.warrant.knowledge.order.OrderKind;
import dev.warrant.knowledge.order.OrderRecord;
import dev.warrant.knowledge.seam.Stopwatch;
import dev.warrant.knowledge.testing.SampleRuns;
import dev.warrant.knowledge.tlog.TreeHash;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.knowledge.unit.Side;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the hash of a masked record tells to somebody who tries, and what it does not.
final class GuessableTest {
  private static final long LOTS = 48_211;
  private static final long NANOS = 1_767_225_600_000_000_000L;
  private static final int INPUT = 1;
  private static final int ORDER_REPORT = 32;

  @TempDir private Path folder = Path.of("");

  private static OrderReport report(long lots) {
    return new OrderReport(
        0,
        "W1",
        7,
        Side.BUY,
        OrderKind.LIMIT,
        OrderStatus.NEW,
        600_000,
        lots,
        0,
        0,
        0,
        0,
        0,
        false,
        false,
        1_767_225_600_000L);
  }

  private static Derived ordered(String id, Digest root) {
    return new Derived.Ordered(
        new OrderRecord(id, 1, 1, 0, Side.BUY, OrderKind.LIMIT, 600_000, LOTS, false, root, 1));
  }

  private MaskedCopy.Made masked(EnumSet<Group> groups) throws IOException {
    RunFolder run = RunFolder.make(folder.resolve("run"));
    try (JournalWriter writer = SampleRuns.writer(run.path())) {
      writer.input(NANOS, report(LOTS));
      writer.derived(ordered("W2", Digest.sha256("a warrant")));
      writer.derived(ordered("X1", Digest.ZERO));
      writer.settle();
    }
    SampleRuns.seal(run.path(), 1);
    return MaskedCopy.write(run, groups, folder.resolve("copy"), folder.resolve("secret"));
  }

  private List<String> lines() throws IOException {
    return Files.readAllLines(folder.resolve("copy").resolve(MaskedCopy.NAME));
  }

  @Test
  void aQuantityIsFoundByTryingWhereNothingElseOfItsRecordIsUnknown() throws IOException {
    masked(EnumSet.of(Group.QUANTITIES));
    String line = lines().get(1);
    JsonNode shown = new ObjectMapper().readTree(line.substring(line.indexOf('{')));
    assertThat(shown.path("lots").asText()).startsWith("masked:");
    assertThat(shown.path("price").asLong()).isEqualTo(600_000);
    String told = line.split(" ")[1];
    long began = Stopwatch.ticks();
    long found = 0;
    for (long lots = 1; found == 0 && lots <= 1_000_000; lots++) {
      found = hash(report(lots)).equals(told) ? lots : 0;
    }
    System.out.println(
        "a masked quantity found after "
            + found
            + " tries in "
            + (Stopwatch.ticks() - began) / 1_000_000
            + " ms on one core");
    assertThat(found).isEqualTo(LOTS);
  }

  /// The hash of the leaf that input 1 would be, from what the line and the formats say.
  private static String hash(OrderReport report) {
    ByteSink payload = new ByteSink(64);
    Codec.encode(report, payload);
    byte[] body = payload.toBytes();
    byte[] leaf = new byte[28 + body.length];
    ByteBuffer.wrap(leaf)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(36 + leaf.length)
        .put((byte) 'W')
        .put((byte) 'R')
        .put((byte) INPUT)
        .put((byte) ORDER_REPORT)
        .putInt(0)
        .putLong(1)
        .putLong(NANOS)
        .put(body);
    return Base64.getEncoder().encodeToString(new TreeHash().leaf(leaf).bytes());
  }

  @Test
  void whatHoldsADigestThatTheCopyDoesNotShowIsNotCountedAsOpen() throws IOException {
    MaskedCopy.Made made = masked(EnumSet.of(Group.QUANTITIES));
    assertThat(made.masked()).isEqualTo(3);
    // The report, and the exit that stands under no warrant.
    assertThat(made.open()).containsEntry("ORDER_REPORT", 1L).containsEntry("ORDERED", 1L);
  }

  @Test
  void aDigestThatAWholeRecordShowsKeepsNobodyOut() {
    Guessable guessable = new Guessable();
    Record order = (Record) ordered("W2", Digest.sha256("a warrant"));
    guessable.masked("ORDERED", order);
    assertThat(guessable.open()).isEmpty();
    guessable.whole(order);
    assertThat(guessable.open()).containsEntry("ORDERED", 1L);
  }
}
