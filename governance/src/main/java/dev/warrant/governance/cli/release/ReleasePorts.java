package dev.warrant.governance.cli.release;

import dev.warrant.governance.cli.common.Packs;
import dev.warrant.governance.cli.common.Runs;
import dev.warrant.governance.release.Judge;
import dev.warrant.governance.release.Switch;
import dev.warrant.knowledge.release.ReleaseException;
import dev.warrant.knowledge.release.Verdict;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.reasoning.prove.Hierarchy;
import dev.warrant.reasoning.prove.PolicyDiff;
import dev.warrant.rules.pack.Lineage;
import dev.warrant.rules.pack.ParameterEdits;
import dev.warrant.rules.pack.PolicyPacks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What release commands ask others for: who compares policies, and who switches desks.
final class ReleasePorts {
  private ReleasePorts() {}

  /// The solver compares what both policies admit.
  static Judge judge() {
    return new Solver();
  }

  /// A policy that leaves its parent or takes another may loosen later what it may not loosen now,
  /// so that is no tightening, whatever it admits today.
  private static final class Solver implements Judge {
    @Override
    public Verdict compare(Path base, Path candidate) {
      Digest before = Lineage.of(base).parentDigest();
      boolean leaves =
          !before.equals(Digest.ZERO) && !before.equals(Lineage.of(candidate).parentDigest());
      return leaves
          ? Verdict.UNKNOWN
          : PolicyDiff.compare(PolicyPacks.load(base), PolicyPacks.load(candidate)).verdict();
    }

    @Override
    public void canary(@Nullable Path live, Path policy, Path canary) {
      Path again = Packs.temporary().resolve("canary");
      Digest made = ParameterEdits.write(policy, again, ParameterEdits.canary(policy)).digest();
      Digest named = PolicyPacks.load(canary).digest();
      if (!made.equals(named)) {
        throw new ReleaseException(
            "canary-other",
            "a canary " + named.brief() + " that is not the policy made small",
            made.brief() + ", with nothing changed but what is marked scales");
      }
      inside("the version proposed", policy, canary);
      if (live != null) {
        inside("what is live", live, canary);
      }
    }

    private static void inside(String than, Path wide, Path small) {
      Hierarchy line = Hierarchy.prove(PolicyPacks.load(small), List.of(PolicyPacks.load(wide)));
      if (!line.proved()) {
        throw new ReleaseException(
            "canary-looser",
            "a canary that is not proved no looser than "
                + than
                + ": "
                + line.says().replace("its parent ", ""),
            "one that admits nothing more, however it is marked",
            "mark what you loosen with scales and a share that brings it below what is live");
      }
    }

    @Override
    public void lineage(Path policy) {
      Hierarchy line = Packs.hierarchy(policy);
      if (!line.proved()) {
        throw new ReleaseException(
            "parent-looser",
            line.says(),
            "a policy that admits no order its parent refuses",
            "ask the owner of the parent to widen it first");
      }
    }
  }

  /// One running desk, or none, and then what is live is recorded for the next start.
  static Switch switcher(@Nullable String run) throws IOException {
    return run == null ? Switch.NEXT_START : new RunSwitch(Runs.find(run));
  }
}
