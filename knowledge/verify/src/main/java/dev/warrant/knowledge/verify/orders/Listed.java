package dev.warrant.knowledge.verify.orders;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The restricted list (`RESTRICTED`): a name that is added counts at once, one that is taken off
/// as soon as the list is on disk and its time has come.
final class Listed {
  private record Told(List<String> symbols, long from, long until, long seq) {
    Told {
      symbols = List.copyOf(symbols);
    }

    boolean counts(long nanos) {
      return from <= nanos && nanos < until;
    }
  }

  private List<String> symbols = List.of();
  private @Nullable Boolean[] named = new Boolean[0];
  private @Nullable Told inForce;
  private @Nullable Told waiting;
  private boolean onDisk;

  void start(List<String> instruments) {
    symbols = List.copyOf(instruments);
    named = new Boolean[symbols.size()];
    waiting = null;
    onDisk = false;
    forget();
  }

  private void forget() {
    inForce = null;
    Arrays.fill(named, null);
  }

  void told(Payload p, long seq, long nanos) {
    Told list = new Told(p.list(Payload::text), p.signed(), p.signed(), seq);
    if (nanos >= list.until()) {
      waiting = null;
      forget();
      return;
    }
    waiting = list;
    onDisk = false;
    for (int i = 0; i < named.length; i++) {
      if (list.symbols().contains(symbols.get(i))) {
        named[i] = true;
      }
    }
  }

  void durable(long through, long nanos) {
    Told list = waiting;
    onDisk |= list != null && list.seq() <= through;
    take(nanos);
  }

  /// Time passed.
  void pass(long nanos) {
    take(nanos);
    Told list = inForce;
    if (list != null && !list.counts(nanos)) {
      forget();
    }
  }

  private void take(long nanos) {
    Told list = waiting;
    if (list == null || !onDisk || !list.counts(nanos)) {
      return;
    }
    waiting = null;
    inForce = list;
    for (int i = 0; i < named.length; i++) {
      named[i] = list.symbols().contains(symbols.get(i));
    }
  }

  /// Whether the list names an instrument; null if there is no list.
  @Nullable Boolean restricted(int i) {
    return named[i];
  }
}
