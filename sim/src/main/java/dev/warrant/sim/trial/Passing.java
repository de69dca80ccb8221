package dev.warrant.sim.trial;

import dev.warrant.knowledge.event.Derived;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// Listens for passive breaches that begin, get worse and are over again while no order leaves the
/// desk and none is filled.
final class Passing implements Consumer<Derived> {
  private final LongSupplier fills;
  private final TreeMap<String, Begun> open = new TreeMap<>();
  private final TreeSet<String> passed = new TreeSet<>();
  private long orders;

  /// A breach that is open.
  ///
  /// @param orders that had left when it began
  /// @param fills that had come by then
  private record Begun(long orders, long fills, boolean worse) {}

  /// @param fills how many have come so far
  Passing(LongSupplier fills) {
    this.fills = fills;
  }

  @Override
  public void accept(Derived derived) {
    if (derived instanceof Derived.Ordered) {
      orders++;
    } else if (derived instanceof Derived.Breached b) {
      turned(b.turn(), b.breach());
    }
  }

  private void turned(Derived.Turn turn, Derived.Breach breach) {
    String key = breach.limit() + "@" + breach.instrument();
    switch (turn) {
      case OPENED -> {
        if (!breach.active()) {
          open.put(key, new Begun(orders, fills.getAsLong(), false));
        }
      }
      case WORSE -> open.computeIfPresent(key, (_, b) -> new Begun(b.orders, b.fills, true));
      case CLEARED -> {
        Begun b = open.remove(key);
        if (b != null && b.worse && b.orders == orders && b.fills == fills.getAsLong()) {
          passed.add(breach.limit());
        }
      }
      case RELEASED, STANDS -> {}
    }
  }

  /// Limits that were broken and kept again in this way, and are not broken now.
  SortedSet<String> limits() {
    TreeSet<String> out = new TreeSet<>(passed);
    open.keySet().forEach(key -> out.remove(key.substring(0, key.lastIndexOf('@'))));
    return Collections.unmodifiableSortedSet(out);
  }
}
