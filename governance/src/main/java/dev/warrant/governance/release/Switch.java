package dev.warrant.governance.release;

import dev.warrant.knowledge.release.Certificate;

/// Has running desks take a stage. Called after the activation is on disk.
@FunctionalInterface
public interface Switch {
  /// No desk runs: the next start takes what is live.
  Switch NEXT_START = (_, _) -> "recorded; a desk takes it at its next start";

  /// Hands over what was activated.
  ///
  /// @return one line about what happened, for the person who asked
  String to(Stage stage, Certificate certificate);
}
