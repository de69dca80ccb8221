package dev.warrant.execution.executor;

import dev.warrant.knowledge.order.OrderKind;
import dev.warrant.knowledge.unit.Lots;
import dev.warrant.knowledge.unit.Ticks;

/// What a tactic wants now. One instance is reused for every call.
public final class Decision {
  /// What to do.
  public enum Action {
    /// Leave things as they are.
    KEEP,
    /// Cancel the resting order; a new one follows once the venue has proved its end.
    CANCEL,
    /// Place an order.
    PLACE
  }

  private Action action = Action.KEEP;
  private OrderKind kind = OrderKind.LIMIT;
  private @Ticks long price;
  private @Lots long lots;
  private String why = "";

  /// Leaves things as they are.
  public void keep() {
    action = Action.KEEP;
  }

  /// Cancels what rests.
  public void cancel(String reason) {
    action = Action.CANCEL;
    why = reason;
  }

  /// Places an order.
  public void place(OrderKind orderKind, @Ticks long limit, @Lots long quantity) {
    action = Action.PLACE;
    kind = orderKind;
    price = limit;
    lots = quantity;
  }

  /// What to do.
  public Action action() {
    return action;
  }

  /// Kind of the order to place.
  public OrderKind kind() {
    return kind;
  }

  /// Its price.
  public @Ticks long price() {
    return price;
  }

  /// Its quantity.
  public @Lots long lots() {
    return lots;
  }

  /// Why to cancel.
  public String why() {
    return why;
  }
}
