package dev.warrant.reasoning.session;

import java.util.ArrayList;
import java.util.List;
import org.drools.core.common.InternalFactHandle;
import org.drools.core.util.SingleLinkedEntry;
import org.drools.tms.LogicalDependency;
import org.drools.tms.SimpleMode;
import org.drools.tms.TruthMaintenanceSystemEqualityKey;
import org.drools.tms.beliefsystem.BeliefSet;
import org.jspecify.annotations.Nullable;
import org.kie.api.runtime.rule.FactHandle;
import org.kie.api.runtime.rule.Match;

/// Reads why a logically inserted object holds. The only place that touches the internals of
/// Drools' truth maintenance.
final class Justifications {
  private Justifications() {}

  /// The matches that justify the object of `handle`; none if it was merely inserted.
  static List<Match> of(FactHandle handle) {
    Object key = ((InternalFactHandle) handle).getEqualityKey();
    if (!(key instanceof TruthMaintenanceSystemEqualityKey tms)) {
      return List.of();
    }
    BeliefSet<?> set = tms.getBeliefSet();
    List<Match> out = new ArrayList<>();
    @Nullable Object entry = set == null ? null : set.getFirst();
    while (entry != null) {
      @Nullable LogicalDependency<SimpleMode> why = ((SimpleMode) entry).getObject();
      if (why != null) {
        out.add(why.getJustifier());
      }
      entry = ((SingleLinkedEntry<?>) entry).getNext();
    }
    return out;
  }
}
