package dev.warrant.execution.desk;

import dev.warrant.knowledge.event.Derived.Breach;
import dev.warrant.knowledge.fact.Mode;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The breaches that are open, or still hold the desk in a mode; at most one per limit and place.
final class BreachBook {
  private final TreeMap<Spot, Breach> breaches = new TreeMap<>();

  BreachBook() {}

  /// The same breaches.
  BreachBook(BreachBook other) {
    breaches.putAll(other.breaches);
  }

  static Spot spot(Breach b) {
    return new Spot(b.limit(), b.instrument());
  }

  /// Whether people must release the desk from it.
  static boolean holds(Breach b) {
    return b.people() > 0;
  }

  /// Takes note of how a breach is; one that neither is open nor holds is forgotten.
  void put(Breach b) {
    if (b.open() || holds(b)) {
      breaches.put(spot(b), b);
    } else {
      breaches.remove(spot(b));
    }
  }

  @Nullable Breach find(Spot spot) {
    return breaches.get(spot);
  }

  List<Breach> all() {
    return List.copyOf(breaches.values());
  }

  /// The tightest mode that one of them holds the desk in.
  Mode asks() {
    Breach tightest = tightest();
    return tightest == null ? Mode.NORMAL : tightest.asks();
  }

  /// The limit that asks for it, the first by name among equals; null if none does.
  @Nullable Breach tightest() {
    Breach found = null;
    for (Breach b : breaches.values()) {
      if (holds(b) && (found == null || b.asks().compareTo(found.asks()) > 0)) {
        found = b;
      }
    }
    return found;
  }
}
