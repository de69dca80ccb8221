package dev.warrant.execution.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.execution.guard.WatchedLimit.State;
import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.rules.limit.Expr;
import dev.warrant.rules.limit.Limit;
import dev.warrant.rules.limit.Reading;
import dev.warrant.rules.pack.PolicyPack;
import dev.warrant.rules.pack.PolicyReading;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// What is read again and again, against what the limits mean.
class WatchedLimitTest {
  private static final PolicyPack PACK = Policies.twenty();

  private static void each(int vectors, Consumer<long[]> body) {
    CompiledGuard guard = GuardCompiler.compile(PACK);
    new Vectors(guard, new Oracle(PACK, guard.limits()), 11)
        .each(
            vectors,
            slots -> {
              // As a desk at rest is read: as if an order increased.
              slots[MeasureBoard.slot(MeasureId.ORDER_INCREASING)] = 1;
              slots[MeasureId.ORDER_INCREASING.ordinal() >> 6] |=
                  1L << (MeasureId.ORDER_INCREASING.ordinal() & 63);
              body.accept(slots);
            });
  }

  private static State meant(Reading reading) {
    return switch (reading) {
      case Reading.NotBinding _ -> State.FREE;
      case Reading.Absent _, Reading.OutOfRange _, Reading.NoRow _ -> State.UNREAD;
      case Reading.Judged j -> j.admits() ? State.KEPT : State.BROKEN;
    };
  }

  @Test
  void itSaysOfEveryLimitWhatItsExactReadingSaysToTheLastPart() {
    PolicyReading meaning = new PolicyReading(PACK);
    List<WatchedLimit> watched = PACK.limits().stream().map(l -> WatchedLimit.of(PACK, l)).toList();
    Map<State, Integer> seen = new EnumMap<>(State.class);
    each(
        100_000,
        slots -> {
          for (WatchedLimit w : watched) {
            Reading reading = meaning.read(w.limit(), new SlotMeasures(slots));
            State state = w.state(slots);
            seen.merge(state, 1, Integer::sum);
            if (state != meant(reading)) {
              assertThat(state)
                  .as(w.limit().id() + Arrays.toString(slots))
                  .isEqualTo(meant(reading));
            }
            if (reading instanceof Reading.Judged j && w.usedPpm(slots) != j.utilisationPpm()) {
              assertThat(w.usedPpm(slots))
                  .as(w.limit().id() + Arrays.toString(slots))
                  .isEqualTo(j.utilisationPpm());
            }
          }
        });
    assertThat(seen.values()).hasSize(State.values().length).allMatch(n -> n > 1_000);
  }

  @Test
  void aParameterMovedByOneIsNoticed() {
    PolicyReading meaning = new PolicyReading(PACK);
    List<String> unnoticed = new ArrayList<>();
    int moves = 0;
    for (Limit limit : PACK.limits()) {
      if (limit.parameters().isEmpty()) {
        continue;
      }
      moves++;
      TreeMap<String, Expr.Num> moved = new TreeMap<>(limit.parameters());
      moved.replaceAll((name, n) -> new Expr.Num(n.numerator() + n.denominator(), n.denominator()));
      Limit other =
          new Limit(
              limit.number(),
              limit.id(),
              limit.layer(),
              limit.binds(),
              limit.says(),
              limit.text(),
              limit.when(),
              limit.require(),
              moved,
              limit.owner(),
              limit.file());
      WatchedLimit wrong = WatchedLimit.of(PACK, other);
      int[] differences = {0};
      each(
          20_000,
          slots -> {
            Reading right = meaning.read(limit, new SlotMeasures(slots));
            boolean same =
                wrong.state(slots) == meant(right)
                    && (!(right instanceof Reading.Judged j)
                        || wrong.usedPpm(slots) == j.utilisationPpm());
            differences[0] += same ? 0 : 1;
          });
      if (differences[0] == 0) {
        unnoticed.add(limit.id());
      }
    }
    assertThat(moves).isPositive();
    assertThat(unnoticed).isEmpty();
  }
}
