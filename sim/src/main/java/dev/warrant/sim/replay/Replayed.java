package dev.warrant.sim.replay;

import dev.warrant.execution.desk.Roots;
import dev.warrant.knowledge.journal.JournalSummary;
import java.util.List;
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
/// @param otherInputs where the inputs are not those recorded, or null if no trace head says so
/// @param vouched the last input up to which a trace head vouches for all
/// @param headsLeftOut trace heads that were drawn for lives of the desk recorded before there was
///   one a second, and which count as no difference
/// @param otherPacks which packs were not those that were named, each with both digests; empty if
///   all were, and only then is a difference one of the journal
public record Replayed(
    JournalSummary recorded,
    boolean stripped,
    long inputs,
    long conclusions,
    long orders,
    Roots rebuilt,
    @Nullable Difference difference,
    @Nullable Stretch otherInputs,
    long vouched,
    long headsLeftOut,
    List<String> otherPacks) {
  public Replayed {
    otherPacks = List.copyOf(otherPacks);
  }

  /// Whether everything recorded was rebuilt.
  public boolean same() {
    return difference == null && otherInputs == null && otherPacks.isEmpty();
  }
}
