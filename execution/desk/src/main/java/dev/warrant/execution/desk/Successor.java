package dev.warrant.execution.desk;

import dev.warrant.knowledge.unit.Digest;
import java.io.IOException;

/// Where a running desk finds the policy it is asked to switch to. Whoever asks says only that it
/// should look; what it takes is up to this, and whether it may be taken to its [Licence].
@FunctionalInterface
public interface Successor {
  /// A desk that takes what is live at its next start only.
  Successor NONE =
      _ -> {
        throw new IllegalStateException(
            "this desk was started without a release folder, so it cannot switch"
                + "\nMaybe start it with --releases DIR");
      };

  /// What to look for.
  enum Look {
    /// What is in force for everybody.
    LIVE,
    /// What trades small before it is live.
    CANARY,
    /// What only listens.
    SHADOW
  }

  /// What comes next.
  ///
  /// @param rules with the strategy and model of the desk; they lie where a replay finds them
  /// @param tighterThan digest of the policy it was proved no looser than; zero if of none
  /// @param why for people
  record Next(DeskRules rules, Digest tighterThan, String why) {}

  /// Looks.
  ///
  /// @throws IOException if it cannot be read
  /// @throws RuntimeException naming why there is nothing to take
  Next next(Look look) throws IOException;

  /// When to look again without being asked: an override begins or ends then. `Long.MAX_VALUE` if
  /// nothing is known to change.
  ///
  /// @param nanos the time now
  /// @throws IOException if it cannot be read
  default long lookAgain(long nanos) throws IOException {
    return Long.MAX_VALUE;
  }
}
