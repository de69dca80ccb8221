package dev.warrant.sim.exchange;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// The newest entries of something that never stops growing.
final class History<T> {
  private final int limit;
  private final Consumer<T> dropped;
  private final ArrayDeque<T> entries = new ArrayDeque<>();

  History(int limit, Consumer<T> dropped) {
    this.limit = limit;
    this.dropped = dropped;
  }

  void add(T entry) {
    entries.addLast(entry);
    if (entries.size() > limit) {
      dropped.accept(entries.removeFirst());
    }
  }

  /// The newest `most` entries that match, oldest first.
  List<T> last(int most, Predicate<T> wanted) {
    List<T> found = new ArrayList<>();
    for (var it = entries.descendingIterator(); it.hasNext() && found.size() < most; ) {
      T entry = it.next();
      if (wanted.test(entry)) {
        found.add(entry);
      }
    }
    return found.reversed();
  }

  /// The oldest `most` entries that match, oldest first.
  List<T> first(int most, Predicate<T> wanted) {
    List<T> found = new ArrayList<>();
    for (T entry : entries) {
      if (found.size() == most) {
        break;
      }
      if (wanted.test(entry)) {
        found.add(entry);
      }
    }
    return found;
  }
}
