package dev.warrant.reasoning.ask;

import dev.warrant.rules.limit.Rational;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Predicate;

/// The least change of some inputs that passes a test: the fewest inputs, then the least change in
/// all. Among equals it is the one of the inputs whose names come first, then the one that changes
/// the first of them least, and so on, down before up.
///
/// Boxes of changes are taken up in this order by the least change in them, thrown away where
/// nothing in them can pass, and halved; so the first single change that passes is the least of all
/// there are, not of some that were looked at.
final class LeastChange {
  private static final int DOWN = -1;

  /// Changes of some inputs at once, each in one direction, by at least `near` and at most `far`.
  static final class Box {
    private static final Comparator<Box> ORDER =
        Comparator.comparing((Box b) -> b.cost)
            .thenComparing(b -> b.which, Arrays::compare)
            .thenComparing(b -> b.near, Arrays::compare)
            .thenComparing(b -> b.directions, Arrays::compare);

    private final List<Lever> levers;
    private final int[] which;
    private final int[] directions;
    private final long[] near;
    private final long[] far;

    /// Of the least change in it.
    private final Rational cost;

    private Box(List<Lever> levers, int[] which, int[] directions, long[] near, long[] far) {
      this.levers = levers;
      this.which = which;
      this.directions = directions;
      this.near = near;
      this.far = far;
      Rational sum = Rational.ZERO;
      for (int i = 0; i < which.length; i++) {
        sum = sum.plus(part(i, near[i]));
      }
      cost = sum;
    }

    /// How many inputs it changes.
    int inputs() {
      return which.length;
    }

    /// One of them.
    Lever lever(int i) {
      return levers.get(which[i]);
    }

    /// Least value it gives to that input.
    long low(int i) {
      return lever(i).value() + (directions[i] == DOWN ? -far[i] : near[i]);
    }

    /// Greatest value likewise.
    long high(int i) {
      return lever(i).value() + (directions[i] == DOWN ? -near[i] : far[i]);
    }

    private boolean single() {
      return Arrays.equals(near, far);
    }

    private Rational part(int i, long change) {
      return Rational.of(change).over(Rational.of(lever(i).scale()));
    }

    /// In two where it is widest.
    private List<Box> halves() {
      int widest = 0;
      Rational most = Rational.ZERO;
      for (int i = 0; i < which.length; i++) {
        Rational width = part(i, far[i] - near[i]);
        if (width.compareTo(most) > 0) {
          widest = i;
          most = width;
        }
      }
      long middle = near[widest] + (far[widest] - near[widest]) / 2;
      long[] upTo = far.clone();
      upTo[widest] = middle;
      long[] from = near.clone();
      from[widest] = middle + 1;
      return List.of(
          new Box(levers, which, directions, near, upTo),
          new Box(levers, which, directions, from, far));
    }

    private Move move() {
      List<Setting> settings = new ArrayList<>();
      for (int i = 0; i < which.length; i++) {
        settings.add(new Setting(lever(i), low(i)));
      }
      return new Move(settings);
    }
  }

  private final List<Lever> levers;
  private final Predicate<Box> possible;
  private final Predicate<Move> passes;
  private int fuel;

  /// @param levers numbers, in the order of their names
  /// @param possible false only where no change in the box passes
  /// @param fuel how many boxes may be looked at
  LeastChange(List<Lever> levers, Predicate<Box> possible, Predicate<Move> passes, int fuel) {
    this.levers = List.copyOf(levers);
    this.possible = possible;
    this.passes = passes;
    this.fuel = fuel;
  }

  /// Boxes that may still be looked at.
  int left() {
    return fuel;
  }

  /// The least change; empty if there is none.
  ///
  /// @throws OutOfFuel if that is not known yet
  Optional<Move> find() {
    for (int inputs = 1; inputs <= levers.size(); inputs++) {
      PriorityQueue<Box> open = new PriorityQueue<>(Box.ORDER);
      whole(new int[inputs], new int[inputs], 0, 0, open);
      Optional<Move> found = find(open);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /// Every choice of inputs and directions.
  private void whole(int[] which, int[] directions, int at, int from, PriorityQueue<Box> open) {
    if (at == which.length) {
      whole(which.clone(), directions.clone(), open);
      return;
    }
    for (int lever = from; lever < levers.size(); lever++) {
      which[at] = lever;
      for (int direction = DOWN; direction <= 1; direction += 2) {
        directions[at] = direction;
        whole(which, directions, at + 1, lever + 1, open);
      }
    }
  }

  private void whole(int[] which, int[] directions, PriorityQueue<Box> open) {
    long[] near = new long[which.length];
    long[] far = new long[which.length];
    for (int i = 0; i < which.length; i++) {
      Lever lever = levers.get(which[i]);
      boolean down = directions[i] == DOWN;
      near[i] = Math.max(1, down ? lever.value() - lever.high() : lever.low() - lever.value());
      far[i] = down ? lever.value() - lever.low() : lever.high() - lever.value();
      if (near[i] > far[i]) {
        return;
      }
    }
    open.add(new Box(levers, which, directions, near, far));
  }

  private Optional<Move> find(PriorityQueue<Box> open) {
    while (!open.isEmpty()) {
      Box box = open.remove();
      if (fuel <= 0) {
        throw new OutOfFuel();
      }
      fuel--;
      if (!possible.test(box)) {
        continue;
      }
      if (!box.single()) {
        open.addAll(box.halves());
        continue;
      }
      Move move = box.move();
      if (passes.test(move)) {
        return Optional.of(move);
      }
    }
    return Optional.empty();
  }
}
