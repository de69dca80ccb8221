package dev.warrant.execution.executor;

import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.order.OrderRecord;
import dev.warrant.knowledge.order.Refusal;

/// What executor and exits decide, in order. The ledger has booked an order or cancel already when
/// it is heard of here; what remains is to write the record and then to send.
public interface ExecutorOutput {
  /// An order was admitted.
  void ordered(OrderRecord order);

  /// What the guard saw when it admitted the order just heard of.
  void admitted(OrderRecord order, Derived.Admitted admitted);

  /// The measures behind what was just heard of: an admission, or a refusal by the guard.
  void seen(Derived.Seen seen);

  /// A cancel was decided; `stop` tells a protective stop, which has its own cancel at the venue.
  void cancel(int instrument, String clientId, boolean stop, String why);

  /// An order was refused; repeats within a second are not told again.
  void refused(Refusal refusal);

  /// A warrant ended.
  void withdrawn(int epoch, long warrant, String why);

  /// A resting order was re-admitted under another warrant and rests on; `toWarrant` is 0 if only
  /// by another policy, under the terms it had.
  void adopted(int instrument, String clientId, long fromWarrant, long toWarrant);
}
