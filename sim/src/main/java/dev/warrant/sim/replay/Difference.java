package dev.warrant.sim.replay;

/// The first place where a replay did not come to what is recorded.
///
/// @param seq the input at which it happened
/// @param ordinal place among the conclusions of that input
/// @param recorded what the journal holds, or `nothing`
/// @param rebuilt what the replay came to, or `nothing`
public record Difference(long seq, int ordinal, String recorded, String rebuilt) {
  @Override
  public String toString() {
    return "first difference at input "
        + seq
        + ", conclusion "
        + ordinal
        + "\n  recorded: "
        + recorded
        + "\n  rebuilt:  "
        + rebuilt;
  }
}
