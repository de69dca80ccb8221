package dev.warrant.knowledge.verify.orders;

import java.util.ArrayDeque;
import java.util.List;

/// What a restarted desk is to know: venue inputs, marks, orders and cancels since the last but one
/// snapshot of the books.
final class Fold {
  private static final long OVERLAP_MS = 120_000;

  private sealed interface Item {}

  private record In(long nanos, Heard heard) implements Item {}

  private record Out(long seq, int ordinal, long nanos, Object what) implements Item {}

  /// The books as a desk wrote them down (`SNAPSHOT`): money, and per instrument net and cost.
  record Snapshot(long walletE8, long peakE8, long dayE8, long day, List<long[]> holdings) {
    Snapshot {
      holdings = List.copyOf(holdings);
    }

    static Snapshot read(Payload p) {
      return new Snapshot(
          p.signed(),
          p.signed(),
          p.signed(),
          p.signed(),
          p.list(q ->
              new long[] {q.number(), q.signed(), q.signed(), q.signed(), q.signed(), q.signed()}));
    }
  }

  private final ArrayDeque<Item> items = new ArrayDeque<>();
  private int snapshots;

  void input(long nanos, Heard heard) {
    items.add(new In(nanos, heard));
  }

  /// @param what an [Order], the id of one that was cancelled, or a [Snapshot]
  void derived(long seq, int ordinal, long nanos, Object what) {
    items.add(new Out(seq, ordinal, nanos, what));
    if (what instanceof Snapshot) {
      snapshots++;
      while (snapshots > 2) {
        if (items.pollFirst() instanceof Out d && d.what() instanceof Snapshot) {
          snapshots--;
        }
      }
    }
  }

  /// Forgets conclusions of input `seq` beyond the first `kept`: the next life did not know them.
  void keepTail(long seq, int kept) {
    while (items.peekLast() instanceof Out d && d.seq() == seq && d.ordinal() >= kept) {
      items.removeLast();
      snapshots -= d.what() instanceof Snapshot ? 1 : 0;
    }
  }

  boolean isEmpty() {
    return items.isEmpty();
  }

  int snapshots() {
    return snapshots;
  }

  /// Brings new books to where the old ones were, with every open order in doubt.
  void into(Books books) {
    int left = snapshots;
    for (Item item : items) {
      switch (item) {
        case In in -> {
          if (in.heard() instanceof Heard.Mark m) {
            books.mark(m.instrument(), m.markE8(), in.nanos());
          } else {
            books.on(in.heard(), in.nanos());
          }
          books.pass(in.nanos());
          books.agreement.ask(in.nanos());
        }
        case Out out -> {
          switch (out.what()) {
            case Order o -> books.ordered(o.held(out.nanos()), out.nanos());
            case Snapshot s -> {
              if (--left == 0) {
                restore(books, s, out.nanos() / 1_000_000 - OVERLAP_MS);
              }
            }
            default -> books.cancelled(out.what().toString(), out.nanos());
          }
        }
      }
    }
    books.recovered();
  }

  private static void restore(Books books, Snapshot s, long fillsSinceMs) {
    books.agreement.restored(fillsSinceMs);
    Wallet w = books.wallet;
    w.known = true;
    w.walletE8 = s.walletE8();
    w.peakE8 = s.peakE8();
    w.dayE8 = s.dayE8();
    w.day = s.day();
    for (long[] h : s.holdings()) {
      Holding holding = books.holdings.get((int) h[0]);
      holding.net = h[1];
      holding.costE8 = h[2];
      books.refresh((int) h[0]);
    }
  }
}
