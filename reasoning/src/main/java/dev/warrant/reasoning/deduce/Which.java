package dev.warrant.reasoning.deduce;

/// Which rows of a predicate a step may see.
enum Which {
  /// All of this round.
  ALL,
  /// Those known a round ago.
  OLD,
  /// Those found in the last round.
  NEW;

  int from(Frame f, int predicate) {
    return this == NEW ? f.old[predicate] : 0;
  }

  int to(Frame f, int predicate) {
    return this == OLD ? f.old[predicate] : f.end[predicate];
  }
}
