package dev.warrant.knowledge.deliberate;

/// A pure function from a cut to its result. Equal cuts under equal packs give equal results, in
/// any process. Not safe for use by two threads at once.
public interface Deliberator extends AutoCloseable {
  /// Deliberates. Never throws for what the facts say; unknown becomes an objection.
  Deliberation deliberate(Cut cut);

  @Override
  void close();
}
