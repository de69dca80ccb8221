package dev.warrant.sim.replay;

import dev.warrant.execution.desk.DeskRules;
import dev.warrant.knowledge.unit.Digest;
import org.jspecify.annotations.Nullable;

/// Where the packs of a run are that are not beside its journal any more: changed between two
/// starts, or by a switch.
@FunctionalInterface
public interface PackShelf {
  /// The packs with these digests, or null if they are not there.
  @Nullable DeskRules find(Digest policy, Digest strategy);
}
