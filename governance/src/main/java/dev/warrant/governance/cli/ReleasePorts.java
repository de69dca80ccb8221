package dev.warrant.governance.cli;

import dev.warrant.governance.release.Judge;
import dev.warrant.governance.release.Switch;
import dev.warrant.reasoning.prove.PolicyDiff;
import dev.warrant.rules.pack.PolicyPacks;

/// What release commands ask others for: who compares policies, and who switches desks.
final class ReleasePorts {
  private ReleasePorts() {}

  /// The solver compares what both policies admit.
  static Judge judge() {
    return (base, candidate) ->
        PolicyDiff.compare(PolicyPacks.load(base), PolicyPacks.load(candidate)).verdict();
  }

  /// A running desk does not switch yet; what is live is recorded.
  static Switch switcher() {
    return Switch.NEXT_START;
  }
}
