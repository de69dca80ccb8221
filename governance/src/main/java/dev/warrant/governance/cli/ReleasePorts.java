package dev.warrant.governance.cli;

import dev.warrant.governance.release.Judge;
import dev.warrant.governance.release.Switch;
import dev.warrant.reasoning.prove.PolicyDiff;
import dev.warrant.rules.pack.PolicyPacks;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// What release commands ask others for: who compares policies, and who switches desks.
final class ReleasePorts {
  private ReleasePorts() {}

  /// The solver compares what both policies admit.
  static Judge judge() {
    return (base, candidate) ->
        PolicyDiff.compare(PolicyPacks.load(base), PolicyPacks.load(candidate)).verdict();
  }

  /// One running desk, or none, and then what is live is recorded for the next start.
  static Switch switcher(@Nullable String run) throws IOException {
    return run == null ? Switch.NEXT_START : new RunSwitch(Runs.find(run));
  }
}
