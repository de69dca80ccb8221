package dev.warrant.perception.pattern;

import dev.warrant.knowledge.fact.Fact;
import java.util.function.Consumer;

/// Recognises patterns over the stream of events. What it says depends on the events and times
/// handed in and on nothing else.
public interface Patterns extends AutoCloseable {
  /// Desk time moved to `nanos` with input `seq`; windows slide and waits end.
  void advance(long seq, long nanos, Consumer<Fact.Pattern> out);

  /// An event at the time last advanced to.
  void on(long seq, long nanos, PatternEvent event, Consumer<Fact.Pattern> out);

  @Override
  void close();

  /// Recognises nothing: a desk without the engine.
  static Patterns none() {
    return NoPatterns.INSTANCE;
  }
}
