package dev.warrant.governance.cli;

import dev.warrant.governance.release.Judge;
import dev.warrant.governance.release.Switch;

/// What release commands ask others for: who compares policies, and who switches desks.
final class ReleasePorts {
  private ReleasePorts() {}

  /// Nothing compares policies yet, so every change needs two people.
  static Judge judge() {
    return Judge.NOBODY;
  }

  /// A running desk does not switch yet; what is live is recorded.
  static Switch switcher() {
    return Switch.NEXT_START;
  }
}
