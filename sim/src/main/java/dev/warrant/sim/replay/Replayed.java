package dev.warrant.sim.replay;

import dev.warrant.execution.desk.Roots;
import dev.warrant.knowledge.journal.JournalSummary;
import org.jspecify.annotations.Nullable;

/// What a replay came to.
///
/// @param recorded the journal as it lies on disk
/// @param stripped whether the journal held no conclusions to compare with; then only the roots
///   tell
/// @param conclusions rebuilt
/// @param orders among them
/// @param rebuilt heads of journal and trace as the replay computed them
/// @param difference the first one, or null if there is none
public record Replayed(
    JournalSummary recorded,
    boolean stripped,
    long inputs,
    long conclusions,
    long orders,
    Roots rebuilt,
    @Nullable Difference difference) {
  /// Whether everything recorded was rebuilt.
  public boolean same() {
    return difference == null;
  }
}
