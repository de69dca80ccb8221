package dev.warrant.execution.executor;

import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.unit.Digest;

/// What is recorded about an admission beyond yes. Asked once per admitted order, as soon as it has
/// left, about the slots the guard saw; of a refusal that is told, only for the measures.
public interface AdmissionDetail {
  /// The limit with the least relative margin, as an index into the guard's list; 0 if none bound.
  int binding(long[] slots);

  /// Margin of limit number `limit` in its own scale.
  long margin(long[] slots, int limit);

  /// Digest of the measures the guard saw.
  Digest digest(long[] slots);

  /// The measures themselves.
  Derived.Seen seen(String clientId, long[] slots);
}
