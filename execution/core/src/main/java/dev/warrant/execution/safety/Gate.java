package dev.warrant.execution.safety;

import dev.warrant.knowledge.order.OrderRecord;
import java.util.concurrent.atomic.AtomicBoolean;

/// The last gate before the wire. Any thread may close it, at once and without the sequencer; only
/// the sequencer opens it again, when two people have said so.
public final class Gate {
  private final AtomicBoolean killed = new AtomicBoolean();

  /// Closes the gate for everything but reduce-only orders.
  ///
  /// @return true if this call closed it
  public boolean kill() {
    return killed.compareAndSet(false, true);
  }

  /// Opens the gate again.
  public void open() {
    killed.set(false);
  }

  /// Whether the gate is closed.
  public boolean killed() {
    return killed.get();
  }

  /// Whether an order may pass now.
  public boolean admits(OrderRecord order) {
    return order.reduceOnly() || !killed.get();
  }
}
