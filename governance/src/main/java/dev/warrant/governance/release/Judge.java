package dev.warrant.governance.release;

import dev.warrant.knowledge.release.Verdict;
import java.nio.file.Path;

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

  /// How the orders admitted by `candidate` compare with those admitted by `base`.
  Verdict compare(Path base, Path candidate);
}
