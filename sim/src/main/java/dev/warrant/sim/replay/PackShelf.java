package dev.warrant.sim.replay;

import dev.warrant.execution.desk.DeskRules;
import dev.warrant.knowledge.event.DeskEvent;
import org.jspecify.annotations.Nullable;

/// Where the packs of earlier epochs are, if they were changed between two starts of a run.
@FunctionalInterface
public interface PackShelf {
  /// The packs an epoch ran under, or null if they are not there.
  @Nullable DeskRules find(DeskEvent.Started started);
}
