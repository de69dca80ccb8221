package dev.warrant.sim.trial;

import dev.warrant.execution.desk.DeskRules;
import dev.warrant.execution.desk.Guards;
import dev.warrant.rules.pack.OtherValues;
import dev.warrant.rules.pack.PolicyPack;
import dev.warrant.rules.pack.PolicyPacks;
import dev.warrant.rules.scenario.Scenario;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Runs each scenario under the values of parameters it is told under: those of the policy, or
/// others. What was told under some values is never taken for what others would come to.
final class Rehearsals implements AutoCloseable {
  private final Path policy;
  private final DeskRules rules;
  private final @Nullable Path cache;
  private final Map<String, Trial> trials = new LinkedHashMap<>();

  /// @param policy the folder that the policy of `rules` was read from
  /// @param cache folder of compiled rules, or null
  Rehearsals(Path policy, DeskRules rules, @Nullable Path cache) {
    this.policy = policy;
    this.rules = rules;
    this.cache = cache;
  }

  /// Runs a scenario as it says.
  ///
  /// @throws dev.warrant.rules.text.RuleException if the policy does not allow its values
  Verdict run(Scenario scenario) {
    return under(scenario instanceof Scenario.Venue v ? v.under() : OtherValues.NONE).run(scenario);
  }

  /// What tells stories under some values.
  Trial under(OtherValues values) {
    return trials.computeIfAbsent(values.text(), _ -> new Trial(rules(values), cache));
  }

  private DeskRules rules(OtherValues values) {
    if (values.none()) {
      return rules;
    }
    PolicyPack other = PolicyPacks.load(policy, values);
    return new DeskRules(other, rules.strategy(), rules.model(), Guards.of(other), rules.lineage());
  }

  @Override
  public void close() {
    trials.values().forEach(Trial::close);
  }
}
