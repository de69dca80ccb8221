package dev.warrant.governance.release;

import dev.warrant.knowledge.release.ReleaseException;
import dev.warrant.reasoning.check.Finding;
import dev.warrant.reasoning.check.TableFindings;
import dev.warrant.rules.pack.PolicyPack;

/// Tables that leave no order without a bound: nothing else is proposed, and no desk starts with
/// anything else.
public final class SoundTables {
  private SoundTables() {}

  /// Asks that no table of `policy` has a gap or an overlap.
  ///
  /// @throws ReleaseException naming the first one
  public static void demand(PolicyPack policy) {
    for (Finding finding : TableFindings.of(policy)) {
      if (finding.code().blocks()) {
        throw new ReleaseException(
            finding.code().name(),
            finding.place() + ": " + finding.about() + ": " + finding.says(),
            "one row for every input, in every table of " + policy.name(),
            "docs/findings/" + finding.code() + ".md helps.");
      }
    }
  }
}
