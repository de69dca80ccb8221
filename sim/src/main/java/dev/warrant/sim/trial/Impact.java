package dev.warrant.sim.trial;

import java.util.ArrayList;
import java.util.List;

/// What changes over a market when one set of rules takes another's place. Both are run in full, so
/// that whatever follows from the first difference is in it: after an order that did not leave,
/// position, prices and later orders differ as well.
///
/// @param same how many orders left alike under both
/// @param added orders that left only under the second rules
/// @param removed orders that left only under the first rules
/// @param resized orders that left under both at the same moment and price, with different sizes
public record Impact(
    Rerun before,
    Rerun after,
    int same,
    List<Rerun.Placed> added,
    List<Rerun.Placed> removed,
    List<Resized> resized) {
  public Impact {
    added = List.copyOf(added);
    removed = List.copyOf(removed);
    resized = List.copyOf(resized);
  }

  /// One order of two sizes.
  public record Resized(Rerun.Placed before, Rerun.Placed after) {}

  /// Whether the orders differ at all.
  public boolean none() {
    return added.isEmpty() && removed.isEmpty() && resized.isEmpty();
  }

  /// Compares two runs over the same market.
  public static Impact of(Rerun before, Rerun after) {
    List<Rerun.Placed> removed = new ArrayList<>();
    List<Rerun.Placed> added = new ArrayList<>(after.orders());
    int same = 0;
    for (Rerun.Placed order : before.orders()) {
      if (added.remove(order)) {
        same++;
      } else {
        removed.add(order);
      }
    }
    List<Resized> resized = new ArrayList<>();
    for (Rerun.Placed order : List.copyOf(removed)) {
      added.stream()
          .filter(order::resized)
          .findFirst()
          .ifPresent(other -> {
            removed.remove(order);
            added.remove(other);
            resized.add(new Resized(order, other));
          });
    }
    return new Impact(before, after, same, added, removed, resized);
  }
}
