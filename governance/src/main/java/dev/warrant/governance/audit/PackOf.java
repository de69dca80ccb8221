package dev.warrant.governance.audit;

import dev.warrant.execution.desk.RunFolder;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.rules.pack.StrategyPack;
import dev.warrant.rules.pack.StrategyPacks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// The packs of a run by the names people give them: a version, a name and version, or the first
/// digits of a digest.
final class PackOf {
  private static final int DIGITS_MIN = 4;

  /// One pack or model.
  ///
  /// @param kind `policy`, `strategy` or `model`
  /// @param version as its header says; empty for a model
  record Named(String kind, String name, String version, Digest digest) {
    String says() {
      return version.isEmpty()
          ? kind + " " + digest.brief()
          : "%s %s %s (%s)".formatted(kind, name, version, digest.brief());
    }

    boolean is(String asked) {
      boolean digits = asked.length() >= DIGITS_MIN && digest.hex().startsWith(asked);
      boolean named =
          asked.equals(version) || asked.equals(name + "@" + version) || asked.equals(name);
      return digits || !version.isEmpty() && named;
    }
  }

  private final RunFolder run;
  private final RunPolicies policies;
  private final TreeMap<Digest, StrategyPack> strategies = new TreeMap<>();

  PackOf(RunFolder run, RunPolicies policies) {
    this.run = run;
    this.policies = policies;
  }

  /// The strategy pack of this digest.
  ///
  /// @throws IllegalStateException if it is not there any more
  StrategyPack strategy(Digest digest) {
    return strategies.computeIfAbsent(
        digest,
        d -> {
          Path kept = run.kept(d);
          StrategyPack found = StrategyPacks.load(Files.isDirectory(kept) ? kept : run.strategy());
          if (!found.digest().equals(d)) {
            throw new IllegalStateException(
                "strategy pack " + d.brief() + " is not beside the run\nMaybe it was edited");
          }
          return found;
        });
  }

  /// What was in force, by name.
  List<Named> named(InForce.Packs packs) {
    var policy = policies.pack(packs.policy());
    StrategyPack strategy = strategy(packs.strategy());
    return List.of(
        new Named("policy", policy.name(), policy.version(), packs.policy()),
        new Named("strategy", strategy.name(), strategy.version(), packs.strategy()),
        new Named("model", "", "", packs.model()));
  }

  /// Those of a run that `asked` can mean, each once.
  ///
  /// @throws IllegalArgumentException if it means none, naming those there are
  List<Named> find(RunRecord record, String asked) {
    List<Named> all = new ArrayList<>();
    List<Named> out = new ArrayList<>();
    for (InForce.Stretch s : record.stretches()) {
      for (Named n : named(s.packs())) {
        if (!all.contains(n)) {
          all.add(n);
          if (n.is(asked)) {
            out.add(n);
          }
        }
      }
    }
    if (out.isEmpty()) {
      throw new IllegalArgumentException(
          "run %s was never under \"%s\", expected one of %s\nMaybe the first digits of its digest"
              .formatted(
                  record.run().id(),
                  asked,
                  String.join(", ", all.stream().map(Named::says).toList())));
    }
    return out;
  }
}
