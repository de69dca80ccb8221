package dev.warrant.governance.ask;

/// How much of a trace was read for an answer.
///
/// @param nodes how many steps
/// @param of how many there are; 0 if nobody counted
public record TraceRead(Way way, long nodes, long of) {
  /// Which of them.
  public enum Way {
    /// None: the question is about the journal alone.
    NOTHING,
    /// Those that anything the answer can stand on leads to.
    ASKED,
    /// All, or those that whoever asked chose.
    WHOLE
  }

  /// In words.
  public String says() {
    return switch (way) {
      case NOTHING -> "read nothing of the trace";
      case ASKED -> "read " + nodes + " of the trace's " + of + " nodes; --whole reads all of them";
      case WHOLE -> "read the whole trace, " + nodes + " nodes";
    };
  }
}
