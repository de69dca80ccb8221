package dev.warrant.rules.intent;

import dev.warrant.rules.text.Place;
import java.util.List;

/// A rule of `intents/*.drl`.
///
/// @param place of its name
/// @param premises all of which must hold, in the order written
/// @param conclusions what it inserts, its local variables replaced by what they stand for
/// @param unread the construct that keeps it from being data, such as `accumulate`; empty if there
///   is none. Premises and conclusions are then incomplete.
/// @param unreadPlace where that stands
public record IntentRule(
    String name,
    Place place,
    List<Premise> premises,
    List<Conclusion> conclusions,
    String unread,
    Place unreadPlace) {
  /// What a rule inserts logically.
  ///
  /// @param type `Intent` or `Derived`
  /// @param args of its constructor, in order
  public record Conclusion(String type, List<Formula> args, Place place) {
    public Conclusion {
      args = List.copyOf(args);
    }
  }

  public IntentRule {
    premises = List.copyOf(premises);
    conclusions = List.copyOf(conclusions);
  }

  /// Whether all of it was read.
  public boolean read() {
    return unread.isEmpty();
  }
}
