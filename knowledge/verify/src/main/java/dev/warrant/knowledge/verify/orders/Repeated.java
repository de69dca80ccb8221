package dev.warrant.knowledge.verify.orders;

import java.util.ArrayDeque;
import java.util.Iterator;

/// Equal orders of one instrument in the last second, of the last 64.
final class Repeated {
  private static final int MEMORY = 64;
  private static final long SECOND = 1_000_000_000L;

  private record Sent(long price, long signedLots, long nanos) {}

  private final ArrayDeque<Sent> newest = new ArrayDeque<>();

  void add(Order o, long nanos) {
    newest.addFirst(new Sent(o.price(), o.side() * o.lots(), nanos));
    if (newest.size() > MEMORY) {
      newest.removeLast();
    }
  }

  long count(Order o, long nanos) {
    long n = 0;
    for (Iterator<Sent> all = newest.iterator(); all.hasNext(); ) {
      Sent s = all.next();
      if (nanos - s.nanos() >= SECOND) {
        break;
      }
      n += s.price() == o.price() && s.signedLots() == o.side() * o.lots() ? 1 : 0;
    }
    return n;
  }
}
