package dev.warrant.perception.pattern;

import dev.warrant.perception.pattern.Streams.Given;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// What the shipped patterns stand on, read from their texts by hand and computed without an
/// engine.
final class Folds {
  private Folds() {}

  /// The events on which a match of `name` that came with the last of `heard` can stand: one list,
  /// or for a sequence one for each way it could have been opened.
  static List<List<Given>> of(String name, List<Given> heard) {
    return switch (name) {
      case "largeTrade" -> List.of(last(heard, 256, PatternEvent.Trade.class::isInstance));
      case "quoteStuffing" -> List.of(last(heard, 60, PatternEvent.Pulse.class::isInstance));
      case "spreadBlowOut" ->
          List.of(last(heard, 12, e -> e instanceof PatternEvent.Book b && b.normalCenti() > 0));
      case "staleFeed" -> pairs(heard, 3_000, a -> a.ageMicros() > 700_000, Folds::older);
      case "momentumBurst" ->
          pairs(heard, 3_500, a -> a.midCenti() > 0 && a.noiseCenti() > 0, Folds::moved);
      default -> throw new AssertionError(name);
    };
  }

  private static boolean older(PatternEvent.Pulse a, PatternEvent.Pulse b) {
    return b.ageMicros() > a.ageMicros();
  }

  private static boolean moved(PatternEvent.Pulse a, PatternEvent.Pulse b) {
    return b.midCenti() > 0 && Math.abs(b.midCenti() - a.midCenti()) > 6 * a.noiseCenti();
  }

  /// The last events of the instrument of the last.
  private static List<Given> last(List<Given> heard, int n, Predicate<PatternEvent> kind) {
    int instrument = instrument(heard.getLast().event());
    List<Given> all =
        heard.stream()
            .filter(g -> kind.test(g.event()) && instrument(g.event()) == instrument)
            .toList();
    return all.subList(Math.max(0, all.size() - n), all.size());
  }

  private interface Then {
    boolean follows(PatternEvent.Pulse a, PatternEvent.Pulse b);
  }

  /// Each `a` that waits for a `b`, if the last pulse is the first to end its waiting in time.
  private static List<List<Given>> pairs(
      List<Given> heard, long millis, Predicate<PatternEvent.Pulse> opens, Then then) {
    Given closing = heard.getLast();
    if (!(closing.event() instanceof PatternEvent.Pulse b)) {
      return List.of();
    }
    List<List<Given>> out = new ArrayList<>();
    for (int i = 0; i < heard.size() - 1; i++) {
      Given opening = heard.get(i);
      if (opening.event() instanceof PatternEvent.Pulse a
          && a.instrument() == b.instrument()
          && opens.test(a)
          && closing.nanos() - opening.nanos() < millis * 1_000_000
          && then.follows(a, b)
          && heard.subList(i + 1, heard.size() - 1).stream()
              .noneMatch(g ->
                  g.event() instanceof PatternEvent.Pulse c
                      && c.instrument() == a.instrument()
                      && then.follows(a, c))) {
        out.add(List.of(opening, closing));
      }
    }
    return out;
  }

  static int instrument(PatternEvent event) {
    return switch (event) {
      case PatternEvent.Book b -> b.instrument();
      case PatternEvent.Trade t -> t.instrument();
      case PatternEvent.Pulse p -> p.instrument();
    };
  }
}
