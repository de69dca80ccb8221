package dev.warrant.execution.desk;

import dev.warrant.knowledge.event.Derived;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// How a desk stood toward its limits when it ended, folded from what it concluded: breaches that
/// are open or hold it, and the shares at which limits warned. A later epoch goes on from there.
final class StandingFold {
  /// A conclusion of the last input, which may never have reached the journal.
  private record Late(int ordinal, Derived derived) {}

  private final BreachBook book = new BreachBook();
  private final TreeMap<Spot, Integer> shares = new TreeMap<>();
  private final List<Late> late = new ArrayList<>();

  void input() {
    settle();
  }

  void derived(int ordinal, Derived derived) {
    if (derived instanceof Derived.Breached || derived instanceof Derived.Warned) {
      late.add(new Late(ordinal, derived));
    }
  }

  void keepTail(int kept) {
    late.removeIf(l -> l.ordinal >= kept);
  }

  private void settle() {
    for (Late l : late) {
      if (l.derived instanceof Derived.Breached b) {
        book.put(b.breach());
      } else if (l.derived instanceof Derived.Warned w) {
        shares.put(new Spot(w.limit(), w.instrument()), w.share());
      }
    }
    late.clear();
  }

  /// The breaches as of now.
  BreachBook breaches() {
    settle();
    return new BreachBook(book);
  }

  /// The shares as of now, by limit and place.
  SortedMap<Spot, Integer> shares() {
    settle();
    return Collections.unmodifiableSortedMap(new TreeMap<>(shares));
  }
}
