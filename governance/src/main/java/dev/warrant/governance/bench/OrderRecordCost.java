package dev.warrant.governance.bench;

import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.journal.JournalWriter;
import dev.warrant.knowledge.order.ClientId;
import dev.warrant.knowledge.order.OrderKind;
import dev.warrant.knowledge.order.OrderRecord;
import dev.warrant.knowledge.seam.Stopwatch;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.knowledge.unit.Side;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// What the record of an order costs the thread that sends it: bytes in the journal, and the time
/// until they are in the mapped file. Chains are hashed after the order has left, untimed here.
final class OrderRecordCost {
  /// Orders an input sets off here. One alone could not be timed.
  private static final int BATCH = 16;

  private OrderRecordCost() {}

  static List<Figure> measure(Path folder, int rounds) {
    long[] nanos = new long[rounds];
    long bytes;
    try (JournalWriter journal = JournalWriter.open(folder, "bench")) {
      Derived[] orders = new Derived[BATCH];
      bytes = 0;
      for (int round = 0; round < rounds; round++) {
        journal.input(round, new DeskEvent.Timer());
        for (int i = 0; i < BATCH; i++) {
          orders[i] = new Derived.Ordered(order(round, i));
        }
        long before = journal.bytes();
        long began = Stopwatch.ticks();
        for (Derived order : orders) {
          journal.derived(order);
        }
        nanos[round] = Stopwatch.ticks() - began;
        bytes = Math.max(bytes, (journal.bytes() - before) / BATCH);
        journal.settle();
      }
    }
    // The first half is warm-up.
    long[] warm = Arrays.copyOfRange(nanos, rounds / 2, rounds);
    Arrays.sort(warm);
    return List.of(
        Figure.of("an order's record in the journal", (double) bytes, "bytes").anchor("target 200"),
        Figure.of(
                "the same, until it is in the mapped file, p50 of batches of " + BATCH,
                warm[warm.length / 2] / (double) BATCH,
                "ns")
            .anchor("target 100"));
  }

  private static OrderRecord order(int round, int i) {
    return new OrderRecord(
        new ClientId('W', 1, round + 1L, i).text(),
        1,
        round + 1L,
        i % 2,
        i % 3 == 0 ? Side.BUY : Side.SELL,
        OrderKind.POST_ONLY,
        600_000L + round % 977,
        1L + i,
        false,
        Digest.sha256(new byte[] {(byte) round, (byte) i}),
        round + 1L);
  }
}
