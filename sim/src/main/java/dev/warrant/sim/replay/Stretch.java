package dev.warrant.sim.replay;

/// Where the inputs are not those that were recorded. A trace head holds the head of the chain over
/// inputs; the replay computes that chain again.
///
/// @param after the last input up to which a trace head vouches for all; 0 if there is none
/// @param through the input whose trace head does not hold the chain of these inputs
public record Stretch(long after, long through) {
  @Override
  public String toString() {
    return "the inputs are not those that were recorded: from input "
        + (after + 1)
        + " to input "
        + through
        + " at least one was changed, left out or put in\n  the trace head of input "
        + through
        + " holds the chain of other inputs"
        + (after == 0 ? "" : "; that of input " + after + " holds the chain of these");
  }
}
