package dev.warrant.sim.trial;

import dev.warrant.execution.desk.DeskRules;
import dev.warrant.knowledge.journal.Journal;
import dev.warrant.knowledge.seam.Stopwatch;
import dev.warrant.rules.scenario.Scenario;
import dev.warrant.rules.scenario.Scenarios;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Runs the scenarios of a policy and of a strategy on desks under both.
public final class Trials {
  private final DeskRules rules;
  private final List<Scenario> scenarios;
  private final @Nullable Path cache;

  private Trials(DeskRules rules, List<Scenario> scenarios, @Nullable Path cache) {
    this.cache = cache;
    this.rules = rules;
    this.scenarios = scenarios;
  }

  /// Reads both packs and their scenarios, the policy's first.
  ///
  /// @param names scenarios to keep, by name; empty for all
  /// @param cache folder of compiled rules, or null
  /// @throws dev.warrant.rules.text.RuleException naming file and line of what is wrong
  /// @throws IllegalArgumentException if there is no scenario of a name
  public static Trials load(Path policy, Path strategy, List<String> names, @Nullable Path cache) {
    List<Scenario> all = new ArrayList<>(Scenarios.load(policy));
    all.addAll(Scenarios.load(strategy));
    for (String name : names) {
      if (all.stream().noneMatch(s -> s.name().equals(name))) {
        throw new IllegalArgumentException(
            "no scenario " + name + "\nMaybe ./warrant rules test lists those there are.");
      }
    }
    List<Scenario> kept =
        all.stream().filter(s -> names.isEmpty() || names.contains(s.name())).toList();
    return new Trials(DeskRules.load(policy, strategy), kept, cache);
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
    List<Verdict> verdicts = new ArrayList<>();
    Coverage coverage = new Coverage(rules);
    try (Trial trial = new Trial(rules, cache)) {
      for (Scenario s : scenarios) {
        Verdict v = trial.run(s);
        verdicts.add(v);
        coverage.add(v);
        each.accept(v);
      }
    }
    double seconds = (Stopwatch.ticks() - began) / 1e9;
    return new TrialReport(verdicts, coverage, seconds);
  }

  /// Tells the only scenario, which must be a story, into a journal. Its warrants are scripted
  /// unless it says otherwise, so that a replay would not come to them.
  ///
  /// @throws IllegalArgumentException if it is not one story
  public Verdict keep(Journal journal) {
    if (scenarios.size() != 1 || !(scenarios.getFirst() instanceof Scenario.Venue story)) {
      throw new IllegalArgumentException(
          "found "
              + scenarios.stream().map(Scenario::name).toList()
              + ", expected one story to keep\nMaybe name it: only stories told to a desk have a"
              + " record");
    }
    try (Trial trial = new Trial(rules, cache)) {
      return trial.keep(story, journal);
    }
  }
}
