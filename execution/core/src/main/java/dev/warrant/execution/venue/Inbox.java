package dev.warrant.execution.venue;

import dev.warrant.knowledge.event.Event;

/// Where everything that reaches the desk is put; safe for use by any thread.
@FunctionalInterface
public interface Inbox {
  /// Hands over an event; the sequencer gives it its number and time.
  void offer(Event event);
}
