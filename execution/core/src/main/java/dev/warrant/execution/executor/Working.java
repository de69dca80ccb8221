package dev.warrant.execution.executor;

import dev.warrant.knowledge.unit.Lots;
import dev.warrant.knowledge.unit.Ticks;

/// What a tactic may know about the orders under its warrant. One instance is filled in anew for
/// every call; a tactic must not keep it.
public final class Working {
  boolean resting;
  boolean lingering;
  @Ticks long price;
  @Lots long remaining;
  @Lots long room;
  long activatedNanos;
  int sent;

  /// Whether an order rests; then [#price] and [#remaining] are its.
  public boolean resting() {
    return resting;
  }

  /// Whether the resting order is known to stay in the book, or has been without its end for longer
  /// than an answer takes. Until then one that takes at once may be over already.
  public boolean lingering() {
    return lingering;
  }

  /// Limit price of the resting order.
  public @Ticks long price() {
    return price;
  }

  /// Lots of the resting order that have not traded.
  public @Lots long remaining() {
    return remaining;
  }

  /// Lots that may be added without passing the warrant's cap; negative if it is passed already.
  public @Lots long room() {
    return room;
  }

  /// When the warrant became active.
  public long activatedNanos() {
    return activatedNanos;
  }

  /// Orders sent under the warrant.
  public int sent() {
    return sent;
  }
}
