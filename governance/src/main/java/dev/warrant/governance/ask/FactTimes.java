package dev.warrant.governance.ask;

import dev.warrant.reasoning.deduce.lang.Value;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// When a fact of a trace holds, as far as it says so itself, and since when the desk knew it:
/// since the input came that it was last derived from. How long it stayed so after that nobody
/// recorded (facts are recorded at cuts), so most hold at that one instant; a belief from when it
/// is believed since up to it; a pattern as long as it says, which may be longer.
///
/// @param from the first instant
/// @param to the last, not before the first
/// @param seen when the desk had it
record FactTimes(long from, long to, long seen) {
  /// An input by its number, at the second place.
  private static final String EVENT = "/event";

  private static final String BELIEF = "/belief";
  private static final String PATTERN = "/pattern";

  /// Facts, which have the number of their input third; see [dev.warrant.knowledge.fact.Fact].
  static final SortedSet<String> FACTS =
      new TreeSet<>(
          List.of(
              "/quote",
              "/feature",
              BELIEF,
              PATTERN,
              "/feed",
              "/position",
              "/account",
              "/working",
              "/measure",
              "/deskmode",
              "/derived"));

  private static final int SOURCE = 2;

  /// Where a belief has since when, and a pattern from when.
  private static final int SINCE = 5;

  /// Where a pattern has until when.
  private static final int UNTIL = 6;

  /// Of what a step says; null if that rests on no input that the journal has.
  static @Nullable FactTimes of(Value says, InputTimes times) {
    if (!(says instanceof Value.ListOf list)
        || list.items().isEmpty()
        || !(list.items().getFirst() instanceof Value.Name kind)) {
      return null;
    }
    String name = kind.text();
    boolean event = name.equals(EVENT);
    long source = event || FACTS.contains(name) ? number(list, event ? 1 : SOURCE) : -1;
    long seen = source < 0 ? InputTimes.NONE : times.nanos(source);
    if (seen == InputTimes.NONE) {
      return null;
    }
    return switch (name) {
      case BELIEF -> new FactTimes(Math.min(seen, number(list, SINCE)), seen, seen);
      case PATTERN -> {
        long from = number(list, SINCE);
        yield new FactTimes(from, Math.max(from, number(list, UNTIL)), seen);
      }
      default -> new FactTimes(seen, seen, seen);
    };
  }

  /// The number at a place; -1 if there is none.
  private static long number(Value.ListOf list, int at) {
    boolean there = at < list.items().size();
    return there && list.items().get(at) instanceof Value.Num n ? n.value() : -1;
  }
}
