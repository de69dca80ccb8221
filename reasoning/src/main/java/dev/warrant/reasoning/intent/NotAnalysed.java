package dev.warrant.reasoning.intent;

import dev.warrant.rules.text.Place;

/// Thrown where a rule is more than typed comparisons and linear joins; it may be a good rule all
/// the same.
final class NotAnalysed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Place place;

  /// @param construct what was met, in a few words
  NotAnalysed(String construct, Place place) {
    super(construct);
    this.place = place;
  }

  String construct() {
    return String.valueOf(getMessage());
  }

  Place place() {
    return place;
  }
}
