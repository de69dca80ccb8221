package dev.warrant.perception;

import dev.warrant.knowledge.fact.Fact;

/// What perception asks for or concludes while it takes an input.
public interface PerceptionOutput {
  /// A snapshot of this instrument's book is needed.
  void resync(int instrument);

  /// A pattern matched, or matched again past half of its hold time.
  void matched(Fact.Pattern pattern);

  /// The regime classifier spoke.
  void believed(Fact.Belief belief);
}
