package dev.warrant.reasoning.ask;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.knowledge.seam.SeededRandom;
import dev.warrant.rules.limit.Rational;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The searches against a look at every value.
final class LeastTest {
  private static final int MOST = 300;

  /// An input counted in pieces, from 0 to 300.
  private static Lever lever(String name, long value) {
    return new Lever("", name, Lever.Kind.MEASURE, value, 0, MOST, 0);
  }

  private static List<Lever> levers(SeededRandom r) {
    return List.of(
        lever("orders.open", r.nextInt(MOST)),
        lever("orders.unknown", r.nextInt(MOST)),
        lever("rate.messages", r.nextInt(MOST)));
  }

  /// Some stretches of values.
  private record Stretches(List<long[]> all) {
    static Stretches random(SeededRandom r) {
      List<long[]> out = new ArrayList<>();
      for (int i = r.nextInt(4); i > 0; i--) {
        long from = r.nextInt(MOST);
        out.add(new long[] {from, from + r.nextInt(20)});
      }
      return new Stretches(out);
    }

    boolean has(long value) {
      return all.stream().anyMatch(s -> s[0] <= value && value <= s[1]);
    }

    SortedSet<Long> ends() {
      SortedSet<Long> out = new TreeSet<>();
      all.forEach(s -> out.addAll(List.of(s[0], s[1])));
      return out;
    }
  }

  @Test
  void theClosestValueIsTheOneALookAtAllFinds() {
    SeededRandom r = new SeededRandom(4);
    int found = 0;
    for (int round = 0; round < 2000; round++) {
      List<Lever> levers = levers(r);
      List<Stretches> good = levers.stream().map(_ -> Stretches.random(r)).toList();
      Predicate<Setting> passes =
          s -> s.to() != s.lever().value() && good.get(levers.indexOf(s.lever())).has(s.to());
      Optional<Setting> closest =
          new Closest(passes, 2 + r.nextInt(3), r.nextInt(2) * 1000L)
              .of(levers, l -> good.get(levers.indexOf(l)).ends());
      Optional<Rational> least =
          levers.stream()
              .flatMap(l -> every(l).filter(passes))
              .map(Setting::cost)
              .min(Rational::compareTo);
      assertThat(closest.map(Setting::cost)).isEqualTo(least);
      assertThat(closest.stream().allMatch(passes)).isTrue();
      found += closest.isPresent() ? 1 : 0;
    }
    assertThat(found).isBetween(1000, 1990);
  }

  private static Stream<Setting> every(Lever lever) {
    return LongStream.rangeClosed(lever.low(), lever.high()).mapToObj(to -> new Setting(lever, to));
  }

  /// `x` at least or at most a number.
  private record Bound(Lever lever, boolean atLeast, long limit) implements Cover.Condition {
    @Override
    public List<Lever> levers() {
      return List.of(lever);
    }

    @Override
    public SortedSet<Long> hints(Lever of) {
      return new TreeSet<>(List.of(limit));
    }

    @Override
    public boolean holds(Move move) {
      return holds(value(move, lever));
    }

    boolean holds(long value) {
      return atLeast ? value >= limit : value <= limit;
    }
  }

  /// A weighted sum of two at least a number.
  private record Sum(Lever x, Lever y, long a, long b, long limit) implements Cover.Condition {
    @Override
    public List<Lever> levers() {
      return List.of(x, y);
    }

    @Override
    public SortedSet<Long> hints(Lever of) {
      return new TreeSet<>();
    }

    @Override
    public boolean holds(Move move) {
      return a * value(move, x) + b * value(move, y) >= limit;
    }
  }

  private static long value(Move move, Lever lever) {
    return move.settings().stream()
        .filter(s -> s.lever().equals(lever))
        .mapToLong(Setting::to)
        .findFirst()
        .orElse(lever.value());
  }

  @Test
  void boundsOfSingleInputsAreCoveredByTheLeastChangeOfEach() {
    SeededRandom r = new SeededRandom(5);
    for (int round = 0; round < 1000; round++) {
      List<Lever> levers = levers(r);
      List<Bound> bounds = new ArrayList<>();
      for (int i = r.nextInt(5); i >= 0; i--) {
        bounds.add(new Bound(levers.get(r.nextInt(3)), r.nextInt(2) == 0, r.nextInt(MOST)));
      }
      Optional<Move> expected = Optional.of(Move.NONE);
      for (Lever lever : levers) {
        Optional<Setting> least =
            every(lever)
                .filter(s ->
                    bounds.stream()
                        .filter(b -> b.lever().equals(lever))
                        .allMatch(b -> b.holds(s.to())))
                .min((a, b) -> a.cost().compareTo(b.cost()));
        expected = expected.flatMap(m -> least.map(m::with));
      }
      assertThat(new Cover(bounds, _ -> true).least()).isEqualTo(expected);
    }
  }

  @Test
  void aSumOfTwoIsReachedByOneOfThemWhereOneIsEnoughAndNothingInItIsIdle() {
    SeededRandom r = new SeededRandom(6);
    int two = 0;
    for (int round = 0; round < 1000; round++) {
      List<Lever> levers = levers(r);
      List<Sum> sums = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        Lever x = levers.get(i);
        sums.add(new Sum(x, levers.get(i + 1), r.nextInt(3), 1 + r.nextInt(3), r.nextInt(1200)));
      }
      Optional<Move> found = new Cover(sums, _ -> true).least();
      Predicate<Move> all = m -> sums.stream().allMatch(s -> s.holds(m));
      if (all.test(Move.NONE)) {
        assertThat(found).contains(Move.NONE);
        continue;
      }
      Optional<Rational> single =
          levers.stream()
              .flatMap(LeastTest::every)
              .filter(s -> all.test(Move.NONE.with(s)))
              .map(Setting::cost)
              .min(Rational::compareTo);
      if (single.isPresent()) {
        assertThat(found.orElseThrow().settings()).hasSize(1);
        assertThat(found.orElseThrow().cost()).isEqualTo(single.get());
      }
      found.ifPresent(m -> assertThat(all.test(m)).isTrue());
      two += found.filter(m -> m.settings().size() == 2).isPresent() ? 1 : 0;
    }
    assertThat(two).isPositive();
  }
}
