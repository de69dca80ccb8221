package dev.warrant.knowledge.order;

import dev.warrant.knowledge.unit.Digest;
import dev.warrant.knowledge.unit.Lots;
import dev.warrant.knowledge.unit.Side;
import dev.warrant.knowledge.unit.Ticks;

/// An order as admitted: written before its bytes leave. How near it came to a limit stands in the
/// record after it, [dev.warrant.knowledge.event.Derived.Admitted].
///
/// @param price limit price; stop price for a stop; collar price for a market order
/// @param root trace node of the warrant; [Digest#ZERO] for exits
/// @param cause sequence number of the input that led to it
public record OrderRecord(
    String clientId,
    int epoch,
    long warrant,
    int instrument,
    Side side,
    OrderKind kind,
    @Ticks long price,
    @Lots long lots,
    boolean reduceOnly,
    Digest root,
    long cause) {
  /// The same of another size.
  public OrderRecord withLots(@Lots long lots) {
    return new OrderRecord(
        clientId, epoch, warrant, instrument, side, kind, price, lots, reduceOnly, root, cause);
  }

  /// The same under a warrant of another root.
  public OrderRecord withRoot(Digest root) {
    return new OrderRecord(
        clientId, epoch, warrant, instrument, side, kind, price, lots, reduceOnly, root, cause);
  }

  /// The same of another cause.
  public OrderRecord withCause(long cause) {
    return new OrderRecord(
        clientId, epoch, warrant, instrument, side, kind, price, lots, reduceOnly, root, cause);
  }
}
