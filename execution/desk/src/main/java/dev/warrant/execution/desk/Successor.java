package dev.warrant.execution.desk;

import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.unit.Digest;
import java.io.IOException;
import java.util.List;

/// Where a running desk finds what people have signed for it: the policy it is to switch to, and
/// releases from what breaches asked for. Whoever asks says only that it should look; what it takes
/// is up to this, and whether a policy may be taken to its [Licence].
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

  /// What enough people have signed the desk to be released from.
  ///
  /// @param run the desk's run
  /// @param held breaches that hold it
  /// @param symbols of its instruments, by index
  /// @throws IOException if it cannot be read
  /// @throws RuntimeException if this desk takes no releases
  default List<DeskEvent.Released> released(
      String run, List<Derived.Breach> held, List<String> symbols) throws IOException {
    throw new IllegalStateException(
        "this desk was started without a release folder, so nobody can sign its release"
            + "\nMaybe start it with --releases DIR; until then it stays as tight as it is.");
  }

  /// When to look again without being asked: an override begins or ends then. `Long.MAX_VALUE` if
  /// nothing is known to change.
  ///
  /// @param nanos the time now
  /// @throws IOException if it cannot be read
  default long lookAgain(long nanos) throws IOException {
    return Long.MAX_VALUE;
  }
}
