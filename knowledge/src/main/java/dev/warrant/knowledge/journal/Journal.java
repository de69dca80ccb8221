package dev.warrant.knowledge.journal;

import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.event.Event;
import dev.warrant.knowledge.unit.Digest;

/// Where the sequencer puts its inputs before it processes them, and what it concludes from them.
/// Written by one thread.
public interface Journal extends AutoCloseable {
  /// Appends an input.
  ///
  /// @param nanos desk time
  /// @return its sequence number
  /// @throws JournalFault if it could not be appended; then nothing changed
  long input(long nanos, Event event);

  /// Appends a conclusion from the last input.
  ///
  /// @throws JournalFault if it could not be appended; then nothing changed
  void derived(Derived derived);

  /// Says that nothing more will be concluded from the last input; its records are chained now.
  /// Without this call an input is settled by the next one.
  void settle();

  /// Sequence number of the last input; 0 before the first.
  long lastSeq();

  /// Head of the chain over inputs.
  Digest inputHead();

  /// Head of the chain over conclusions.
  Digest derivedHead();

  /// `SHA-256(input head ‖ derived head)`: one value that stands for everything so far.
  default Digest root() {
    return Chains.root(inputHead(), derivedHead());
  }

  /// Ends the journal.
  @Override
  void close();
}
