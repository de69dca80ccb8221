package dev.warrant.reasoning.ask;

import dev.warrant.reasoning.feasible.Border;
import dev.warrant.rules.limit.Rational;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;

/// The least change of one input that passes a test. Values are tried in order of how much each
/// changes, all inputs side by side, and then the border is found by halving. Between two values
/// that are tried next to each other the test may change its mind once; numbers at which it is
/// known to (hints) are tried with both their neighbours.
final class Closest {
  private static final int DOWN = -1;
  private static final int UP = 1;

  private final Predicate<Setting> passes;
  private final int factor;
  private final long fineness;

  /// One input in one direction.
  private static final class Ray {
    final Lever lever;
    final int direction;

    /// The furthest change that did not pass.
    long failed;

    Ray(Lever lever, int direction) {
      this.lever = lever;
      this.direction = direction;
    }

    long most() {
      return direction == DOWN
          ? Math.subtractExact(lever.value(), lever.low())
          : Math.subtractExact(lever.high(), lever.value());
    }

    Setting at(long change) {
      return new Setting(lever, lever.value() + direction * change);
    }

    /// The furthest change that is less than `cost`.
    long below(Rational cost) {
      Rational exact = cost.times(Rational.of(lever.scale()));
      BigInteger[] whole = exact.numerator().divideAndRemainder(exact.denominator());
      BigInteger less = whole[1].signum() == 0 ? whole[0].subtract(BigInteger.ONE) : whole[0];
      return less.min(BigInteger.valueOf(most())).longValueExact();
    }
  }

  private record Probe(Ray ray, long change) {
    Rational cost() {
      return ray.at(change).cost();
    }
  }

  /// @param factor how much further each try is than the one before
  /// @param fineness the first try is this part of an input's scale away, one unit at least; 0 for
  ///   one unit
  Closest(Predicate<Setting> passes, int factor, long fineness) {
    this.passes = passes;
    this.factor = factor;
    this.fineness = fineness;
  }

  /// @param hints values at which the test may change its mind
  Optional<Setting> of(List<Lever> levers, Function<Lever, SortedSet<Long>> hints) {
    List<Probe> probes = new ArrayList<>();
    List<Ray> rays = new ArrayList<>();
    for (Lever lever : levers) {
      if (lever.isSwitch()) {
        switches(lever, probes);
      } else {
        for (int direction : new int[] {DOWN, UP}) {
          Ray ray = new Ray(lever, direction);
          rays.add(ray);
          changes(ray, hints.apply(lever)).forEach(c -> probes.add(new Probe(ray, c)));
        }
      }
    }
    probes.sort(
        Comparator.comparing(Probe::cost)
            .thenComparing(p -> p.ray().lever.full())
            .thenComparingInt(p -> p.ray().direction));
    for (Probe probe : probes) {
      Setting here = probe.ray().at(probe.change());
      if (passes.test(here)) {
        return Optional.of(least(rays, probe));
      }
      probe.ray().failed = probe.change();
    }
    return Optional.empty();
  }

  private static void switches(Lever lever, List<Probe> probes) {
    for (long to = lever.low(); to <= lever.high(); to++) {
      if (to != lever.value()) {
        int direction = to < lever.value() ? DOWN : UP;
        probes.add(new Probe(new Ray(lever, direction), Math.abs(to - lever.value())));
      }
    }
  }

  private SortedSet<Long> changes(Ray ray, SortedSet<Long> hints) {
    SortedSet<Long> out = new TreeSet<>();
    long most = ray.most();
    long first = fineness == 0 ? 1 : Math.max(1, ray.lever.scale() / fineness);
    for (long c = first; c < most; c = c > most / factor ? most : c * factor) {
      out.add(c);
    }
    for (long hint : hints) {
      for (long at = hint - 1; at <= hint + 1; at++) {
        out.add((at - ray.lever.value()) * ray.direction);
      }
    }
    out.add(most);
    out.removeIf(c -> c < 1 || c > most);
    return out;
  }

  /// The probe passed; the border is between the one before and it, unless another input has a
  /// nearer one.
  private Setting least(List<Ray> rays, Probe found) {
    if (found.ray().lever.isSwitch()) {
      return beaten(rays, found.ray().at(found.change()));
    }
    return beaten(rays, border(found.ray(), found.change()));
  }

  private Setting beaten(List<Ray> rays, Setting best) {
    Setting least = best;
    for (Ray ray : rays) {
      long nearer = ray.below(least.cost());
      if (nearer > ray.failed && passes.test(ray.at(nearer))) {
        least = border(ray, nearer);
      }
    }
    return least;
  }

  private Setting border(Ray ray, long passed) {
    long failed = Border.last(ray.failed, passed, change -> !passes.test(ray.at(change)));
    return ray.at(failed + 1);
  }
}
