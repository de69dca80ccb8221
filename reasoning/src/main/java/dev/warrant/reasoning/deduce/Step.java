package dev.warrant.reasoning.deduce;

/// A rule, ready to run.
interface Step {
  /// Concludes what the rule concludes from the rows that may be seen.
  ///
  /// @param now code of the instant of evaluation
  void run(Frame f, long now);
}
