package dev.warrant.rules.fence;

import dev.warrant.rules.text.Place;

/// Thrown where a rule is more than typed comparisons and joins; it may be a good rule all the
/// same.
final class Unread extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Place place;

  /// @param construct what was met, in a word or two
  Unread(String construct, Place place) {
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
