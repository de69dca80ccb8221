package dev.warrant.sim.replay;

import dev.warrant.knowledge.event.Derived;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Lives of a desk recorded before trace heads were drawn once a second: they have them with ledger
/// snapshots alone. What a replay draws besides is no difference in such a life; in one that has
/// any of these heads, each that is missing is.
final class HeadsLeftOut {
  private long before;
  private long now;
  private boolean drawn;
  private @Nullable Difference first;
  private @Nullable Difference missing;

  /// The conclusions of an input as they count.
  ///
  /// @param most how many of `rebuilt` its desk had written
  List<Derived> counting(long seq, List<Derived> rebuilt, List<Derived> recorded, int most) {
    List<Derived> all = rebuilt.subList(0, Math.min(most, rebuilt.size()));
    if (snapshot(all) || snapshot(recorded)) {
      return all;
    }
    drawn |= head(recorded) >= 0;
    int at = head(all);
    if (at < 0 || head(recorded) >= 0) {
      return all;
    }
    now++;
    if (first == null) {
      first = new Difference(seq, at, "null", String.valueOf(all.get(at)));
    }
    List<Derived> without = new ArrayList<>(rebuilt);
    without.remove(at);
    return without.subList(0, Math.min(most, without.size()));
  }

  private static boolean snapshot(List<Derived> conclusions) {
    return conclusions.stream().anyMatch(Derived.Snapshot.class::isInstance);
  }

  private static int head(List<Derived> conclusions) {
    int at = conclusions.size() - 1;
    while (at >= 0 && !(conclusions.get(at) instanceof Derived.TraceHead)) {
      at--;
    }
    return at;
  }

  /// A life is over.
  void ended() {
    if (!drawn) {
      before += now;
    } else if (missing == null) {
      missing = first;
    }
    now = 0;
    drawn = false;
    first = null;
  }

  /// Heads of lives that have none of the kind.
  long heads() {
    return before;
  }

  /// The first that is missing of a life that has others.
  @Nullable Difference missing() {
    return missing;
  }
}
