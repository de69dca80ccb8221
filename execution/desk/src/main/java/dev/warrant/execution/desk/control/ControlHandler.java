package dev.warrant.execution.desk.control;

/// Answers requests; called on the socket's thread, so it must never wait for the sequencer.
@FunctionalInterface
public interface ControlHandler {
  /// The answer as one line of JSON.
  String answer(ControlRequest request);
}
