package dev.warrant.reasoning.ask;

import dev.warrant.knowledge.deliberate.Cut;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.rules.limit.Rational;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// A change of some inputs at once. The lesser of two is the one of fewer inputs, then the one of
/// which less is changed in all; equal ones are told apart by their names.
///
/// @param settings one for each input, by name
public record Move(List<Setting> settings) implements Comparable<Move> {
  /// No change.
  public static final Move NONE = new Move(List.of());

  private static final Comparator<Move> ORDER =
      Comparator.comparingInt((Move m) -> m.settings.size())
          .thenComparing(Move::cost)
          .thenComparing(Move::set);

  public Move {
    settings =
        settings.stream().sorted(Comparator.comparing((Setting s) -> s.lever().full())).toList();
  }

  /// The same with one more input, or another value for one of them; without it if the value is the
  /// one it had.
  Move with(Setting more) {
    Move less = without(more.lever());
    if (more.to() == more.lever().value()) {
      return less;
    }
    List<Setting> out = new ArrayList<>(less.settings);
    out.add(more);
    return new Move(out);
  }

  /// The same with that input as it was.
  Move without(Lever lever) {
    return new Move(settings.stream().filter(s -> !s.lever().full().equals(lever.full())).toList());
  }

  /// How much is changed in all.
  public Rational cost() {
    return settings.stream().map(Setting::cost).reduce(Rational.ZERO, Rational::plus);
  }

  /// As `what-if --set` takes it.
  public List<String> sets() {
    return settings.stream().map(Setting::set).toList();
  }

  private String set() {
    return String.join(" ", sets());
  }

  /// The cut with these changes in it.
  public Cut in(Cut cut, List<Instrument> instruments) {
    List<Change> changes = settings.stream().map(s -> s.lever().change(s.to())).toList();
    return Supposed.in(cut, instruments, changes).cut();
  }

  @Override
  public int compareTo(Move o) {
    return ORDER.compare(this, o);
  }
}
