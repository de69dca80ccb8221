package dev.warrant.perception.pattern;

import dev.warrant.knowledge.fact.Fact;
import java.util.function.Consumer;

/// Recognises nothing.
enum NoPatterns implements Patterns {
  INSTANCE;

  @Override
  public void advance(long seq, long nanos, Consumer<Fact.Pattern> out) {}

  @Override
  public void on(long seq, long nanos, PatternEvent event, Consumer<Fact.Pattern> out) {}

  @Override
  public void close() {}
}
