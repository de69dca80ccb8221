package dev.warrant.execution.safety;

import dev.warrant.knowledge.order.OrderRecord;
import java.util.concurrent.atomic.AtomicLong;

/// The last gate before the wire. Any thread may close it, at once and without the sequencer; only
/// the sequencer opens it again, when two people have said so, and then only for the kills it has
/// heard of: one that is still on its way keeps the gate closed.
public final class Gate {
  private final AtomicLong kills = new AtomicLong();
  private long heard;
  private volatile long lifted;

  /// Closes the gate for everything but reduce-only orders. Exactly one KILL command must follow.
  ///
  /// @return true if this call closed it
  public boolean kill() {
    return kills.getAndIncrement() <= lifted;
  }

  /// The sequencer takes in the command of one kill.
  public void heard() {
    heard++;
  }

  /// Opens the gate again as far as kills were heard of. Sequencer only.
  ///
  /// @return whether it is open now
  public boolean open() {
    lifted = Math.min(heard, kills.get());
    return !killed();
  }

  /// Whether the gate is closed.
  public boolean killed() {
    return kills.get() > lifted;
  }

  /// Whether an order may pass now.
  public boolean admits(OrderRecord order) {
    return order.reduceOnly() || !killed();
  }
}
