package dev.warrant.sim.exchange;

import dev.warrant.knowledge.event.VenueEvent.OrderStatus;
import dev.warrant.knowledge.unit.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/// Conditional orders: they need no margin while they wait, and become market orders when a price
/// reaches them. Neither `allOpenOrders` nor the countdown touches them.
final class Conditionals {
  private final List<Account> accounts;
  private final ExchangeListener out;
  private final BiFunction<AlgoOrder, Long, Order> become;

  /// @param become makes the market order of a triggered one, or throws a [Rejection]
  Conditionals(
      List<Account> accounts, ExchangeListener out, BiFunction<AlgoOrder, Long, Order> become) {
    this.accounts = accounts;
    this.out = out;
    this.become = become;
  }

  void accepted(AlgoOrder algo, long nanos) {
    algo.account.add(algo);
    out.algoChanged(algo, nanos);
  }

  void end(AlgoOrder algo, AlgoOrder.Status how, long nanos) {
    algo.account.waiting.remove(algo.id());
    algo.move(how, nanos / 1_000_000);
    out.algoChanged(algo, nanos);
  }

  /// Triggers every order of a listing that its prices have reached.
  void trigger(Listing listing, long nanos) {
    List<AlgoOrder> due = new ArrayList<>();
    for (Account account : accounts) {
      for (AlgoOrder algo : account.waiting.values()) {
        if (algo.listing() == listing && listing.reached(algo)) {
          due.add(algo);
        }
      }
    }
    listing.rested();
    for (AlgoOrder algo : due) {
      if (algo.status().waiting()) {
        trigger(algo, nanos);
      }
    }
  }

  private void trigger(AlgoOrder algo, long nanos) {
    end(algo, AlgoOrder.Status.TRIGGERING, nanos);
    try {
      Order order = become.apply(algo, nanos);
      algo.became(order);
      end(algo, AlgoOrder.Status.TRIGGERED, nanos);
      if (order.status() == OrderStatus.FILLED || order.filled() > 0) {
        end(algo, AlgoOrder.Status.FINISHED, nanos);
      }
    } catch (Rejection no) {
      algo.failed(no.code() == -2022 ? "Reduce Only reject" : no.text());
      end(algo, AlgoOrder.Status.EXPIRED, nanos);
    }
  }

  /// The market order that a triggered one becomes.
  static NewOrder request(AlgoOrder algo) {
    Listing listing = algo.listing();
    int index = listing.instrument().index();
    long net = algo.account.position(index).net();
    long closable = Math.max(0, -algo.side().sign() * net);
    boolean reducing = algo.reduceOnly() || algo.closePosition();
    long lots = algo.closePosition() ? closable : algo.lots();
    if (reducing && closable == 0) {
      throw new Rejection(-2022, "ReduceOnly Order is rejected.");
    }
    Side side = algo.side();
    NewOrder order =
        NewOrder.market(index, side, lots * listing.instrument().lotE8(), algo.clientId());
    return reducing ? order.reducing() : order;
  }
}
