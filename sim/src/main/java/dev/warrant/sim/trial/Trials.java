package dev.warrant.sim.trial;

import dev.warrant.execution.desk.DeskRules;
import dev.warrant.knowledge.seam.Stopwatch;
import dev.warrant.rules.scenario.Scenario;
import dev.warrant.rules.scenario.Scenarios;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Runs the scenarios of a policy under a strategy's model.
public final class Trials {
  private final DeskRules rules;
  private final List<Scenario> scenarios;

  private Trials(DeskRules rules, List<Scenario> scenarios) {
    this.rules = rules;
    this.scenarios = scenarios;
  }

  /// Reads both packs and the scenarios of the policy.
  ///
  /// @param names scenarios to keep, by name; empty for all
  /// @throws dev.warrant.rules.text.RuleException naming file and line of what is wrong
  /// @throws IllegalArgumentException if there is no scenario of a name
  public static Trials load(Path policy, Path strategy, List<String> names) {
    List<Scenario> all = Scenarios.load(policy);
    for (String name : names) {
      if (all.stream().noneMatch(s -> s.name().equals(name))) {
        throw new IllegalArgumentException(
            "no scenario " + name + "\nMaybe ./warrant rules test lists those there are.");
      }
    }
    List<Scenario> kept =
        all.stream().filter(s -> names.isEmpty() || names.contains(s.name())).toList();
    return new Trials(DeskRules.load(policy, strategy), kept);
  }

  /// The packs.
  public DeskRules rules() {
    return rules;
  }

  /// The scenarios to run, in order.
  public List<Scenario> scenarios() {
    return scenarios;
  }

  /// Runs them all.
  ///
  /// @param each hears of each as it ends
  public TrialReport run(Consumer<Verdict> each) {
    long began = Stopwatch.ticks();
    Trial trial = new Trial(rules);
    List<Verdict> verdicts = new ArrayList<>();
    Coverage coverage = new Coverage(rules.policy());
    for (Scenario s : scenarios) {
      Verdict v = trial.run(s);
      verdicts.add(v);
      coverage.add(v);
      each.accept(v);
    }
    double seconds = (Stopwatch.ticks() - began) / 1e9;
    return new TrialReport(verdicts, coverage, seconds);
  }
}
