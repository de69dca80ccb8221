package dev.warrant.execution.desk;

import dev.warrant.knowledge.unit.Digest;
import java.io.IOException;

/// Where a running desk finds the policy it is asked to switch to. Whoever asks says only that it
/// should look; what it takes is up to this, and whether it may be taken to its [Licence].
@FunctionalInterface
public interface Successor {
  /// A desk that takes what is live at its next start only.
  Successor NONE =
      () -> {
        throw new IllegalStateException(
            "this desk was started without a release folder, so it cannot switch"
                + "\nMaybe start it with --releases DIR");
      };

  /// What comes next.
  ///
  /// @param rules with the strategy and model of the desk; they lie where a replay finds them
  /// @param tighterThan digest of the policy it is signed to be no looser than; zero if of none
  /// @param why for people
  record Next(DeskRules rules, Digest tighterThan, String why) {}

  /// Looks.
  ///
  /// @throws IOException if it cannot be read
  /// @throws RuntimeException naming why there is nothing to take
  Next next() throws IOException;
}
