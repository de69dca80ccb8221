package dev.warrant.reasoning.ask;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The least change under which all of some conditions hold, where each condition that fails can be
/// mended by one input: every choice of an input for each of them is tried.
final class Cover {
  private static final int INPUTS_MAX = 5;
  private static final int FACTOR = 2;

  /// A condition of a decision.
  interface Condition {
    /// Inputs it is about.
    List<Lever> levers();

    /// Values of the input at which it may change its mind.
    SortedSet<Long> hints(Lever lever);

    /// Whether it holds after `move`.
    boolean holds(Move move);
  }

  private final List<? extends Condition> conditions;
  private final Predicate<Move> decision;
  private @Nullable Move best;

  /// @param decision what must pass in the end; all conditions together, or more
  Cover(List<? extends Condition> conditions, Predicate<Move> decision) {
    this.conditions = conditions;
    this.decision = decision;
  }

  /// The least, if there is one of at most five inputs.
  Optional<Move> least() {
    search(Move.NONE, new ArrayList<>());
    return Optional.ofNullable(best);
  }

  private void search(Move move, List<Condition> mended) {
    Move least = best;
    if (least != null && least.compareTo(move) <= 0 || move.settings().size() > INPUTS_MAX) {
      return;
    }
    Condition failing = null;
    for (Condition c : conditions) {
      if (!c.holds(move)) {
        failing = c;
        break;
      }
    }
    if (failing == null) {
      if (decision.test(move)) {
        best = move;
      }
      return;
    }
    if (mended.contains(failing)) {
      return;
    }
    List<Condition> all = new ArrayList<>(mended);
    all.add(failing);
    for (Lever lever : failing.levers()) {
      Move others = move.without(lever);
      Predicate<Setting> mends = s -> all.stream().allMatch(c -> c.holds(others.with(s)));
      new Closest(mends, FACTOR, 0)
          .of(List.of(lever), failing::hints)
          .ifPresent(s -> search(others.with(s), all));
    }
  }
}
