package dev.warrant.governance.release;

import dev.warrant.knowledge.release.Verdict;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Says how a policy compares with the one in force; asked when something is proposed and again
/// when one person wants to activate it.
@FunctionalInterface
public interface Judge {
  /// Nothing was proved: everything needs two people.
  Judge NOBODY = (_, _) -> Verdict.UNKNOWN;

  /// Asks that a policy lies inside its parents; asked for everything that is proposed or
  /// activated.
  ///
  /// @throws dev.warrant.knowledge.release.ReleaseException if it is not proved to
  default void lineage(Path policy) {}

  /// Asks that a small version is nothing but the policy with its marked parameters made small, and
  /// no looser than the policy and than what is live.
  ///
  /// @param live null if nothing is
  /// @throws dev.warrant.knowledge.release.ReleaseException if it is not, or not proved to be
  default void canary(@Nullable Path live, Path policy, Path canary) {}

  /// How the orders admitted by `candidate` compare with those admitted by `base`.
  Verdict compare(Path base, Path candidate);
}
