package dev.warrant.sim.backtest;

import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.unit.Digest;
import java.util.List;

/// The restricted list of a simulation that is about something else: it names nothing, and counts
/// from the beginning on for as long as the simulation lasts. Nobody signed it, and it reaches no
/// venue but ours.
public final class Unrestricted {
  private static final String SAYS = "simulated: nothing is restricted";

  private Unrestricted() {}

  /// The list.
  public static DeskEvent.Restricted from(long startNanos) {
    return new DeskEvent.Restricted(
        List.of(), startNanos, Long.MAX_VALUE, Digest.sha256(SAYS), SAYS);
  }
}
