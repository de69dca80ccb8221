package dev.warrant.governance.bench;

import dev.warrant.execution.desk.DeskConfig;
import dev.warrant.execution.desk.RunFolder;
import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.event.VenueEvent;
import dev.warrant.knowledge.journal.JournalWriter;
import dev.warrant.knowledge.order.Objection;
import dev.warrant.knowledge.order.OrderKind;
import dev.warrant.knowledge.order.OrderRecord;
import dev.warrant.knowledge.order.Refusal;
import dev.warrant.knowledge.order.Stage;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.knowledge.unit.Side;
import java.nio.file.Path;
import java.util.List;

/// A journal with nothing in it but the orders of many days: each sent, admitted and filled, and
/// every third time one refused.
final class YearRun {
  static final int ORDERS_A_DAY = 5_000;

  private static final long DAY = 86_400 * Scope.SECOND;

  private YearRun() {}

  /// Writes it; the policy changes every ten days, as it does when a desk is started anew.
  static RunFolder write(Path path, int days) {
    RunFolder folder = new RunFolder(path);
    for (int from = 0; from < days; from += 10) {
      try (JournalWriter journal = JournalWriter.open(folder.journal(), "year")) {
        journal.input(nanos(from, 0), started(from / 10 + 1));
        for (int day = from; day < Math.min(days, from + 10); day++) {
          day(journal, day, from / 10 + 1);
        }
      }
    }
    return folder;
  }

  private static DeskEvent.Started started(int epoch) {
    return new DeskEvent.Started(
        epoch,
        0,
        1,
        policy(epoch),
        Digest.ZERO,
        Digest.ZERO,
        List.of(),
        DeskConfig.standard().canonical());
  }

  /// The policy of an epoch.
  static Digest policy(int epoch) {
    return Digest.sha256("policy " + epoch);
  }

  /// Time of an order.
  static long nanos(int day, int order) {
    return Scope.START_NANOS + day * DAY + order * (DAY / ORDERS_A_DAY);
  }

  /// Name of an order.
  static String order(int day, int number) {
    return "W%06d%06d".formatted(day, number);
  }

  private static void day(JournalWriter journal, int day, int epoch) {
    for (int n = 0; n < ORDERS_A_DAY; n++) {
      String id = order(day, n);
      long nanos = nanos(day, n);
      long seq = journal.input(nanos, new DeskEvent.Timer());
      OrderRecord order =
          new OrderRecord(
              id,
              epoch,
              1 + n / 20,
              n % 2,
              n % 3 == 0 ? Side.SELL : Side.BUY,
              OrderKind.LIMIT,
              600_000 + n % 997,
              1 + n % 29,
              false,
              Digest.sha256(id),
              seq);
      journal.derived(new Derived.Ordered(order));
      journal.derived(
          new Derived.Admitted(id, n % 45, (n * 7919L + day * 31L) % 1_000_000, Digest.ZERO));
      if (n % 3 == 0) {
        journal.derived(new Derived.Refused(refusal(n, seq)));
      }
      journal.input(nanos + 1_000_000, filled(order, (long) day * ORDERS_A_DAY + n + 1));
      journal.settle();
    }
  }

  private static Refusal refusal(int n, long seq) {
    Objection why =
        new Objection(
            Stage.GUARD, "limit-" + n % 45, n % 2, Side.BUY, "W1", "a <= b", 12, 10, 2, "2 over");
    return new Refusal(why, 1, seq);
  }

  private static VenueEvent filled(OrderRecord o, long trade) {
    return new VenueEvent.OrderReport(
        o.instrument(),
        o.clientId(),
        trade,
        o.side(),
        o.kind(),
        VenueEvent.OrderStatus.FILLED,
        o.price(),
        o.lots(),
        o.lots(),
        trade,
        o.lots(),
        1_000,
        2,
        true,
        false,
        1);
  }
}
