package dev.warrant.sim.trial;

import java.util.List;

/// What a run of scenarios came to.
///
/// @param seconds it took
public record TrialReport(List<Verdict> verdicts, Coverage coverage, double seconds) {
  public TrialReport {
    verdicts = List.copyOf(verdicts);
  }

  /// Scenarios that did not come to what they say.
  public List<Verdict> red() {
    return verdicts.stream().filter(v -> !v.passed()).toList();
  }
}
