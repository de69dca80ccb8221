package dev.warrant.sim.trial;

import dev.warrant.rules.scenario.Scenario;
import java.util.List;

/// How a scenario ended.
///
/// @param found what happened, in words
/// @param refusing limits that refuse the judged order, in the guard's order
/// @param thoughts what real deliberation thought; empty if it was scripted
/// @param asked every question to the guard that was heard, with all readings
public record Verdict(
    Scenario scenario,
    boolean passed,
    String found,
    List<String> refusing,
    Thoughts thoughts,
    List<Asked> asked) {
  public Verdict {
    refusing = List.copyOf(refusing);
    asked = List.copyOf(asked);
  }
}
