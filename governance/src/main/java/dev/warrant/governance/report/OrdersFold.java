package dev.warrant.governance.report;

import dev.warrant.governance.report.ReportData.OrderMark;
import dev.warrant.governance.report.ReportData.Sample;
import dev.warrant.knowledge.event.VenueEvent.OrderStatus;
import dev.warrant.knowledge.order.OrderRecord;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The orders of one instrument: when each was admitted, what traded of it and how it ended.
final class OrdersFold {
  private static final int ORDERS_MAX = 1500;
  private static final int OPEN_MAX = 10_000;

  private final Thinned<Working> orders = new Thinned<>(ORDERS_MAX);
  private final TreeMap<String, Working> open = new TreeMap<>();

  private static final class Working {
    private final long nanos;
    private final OrderRecord order;
    private long filled;
    private long ended = Long.MAX_VALUE;
    private @Nullable OrderStatus end;

    Working(long nanos, OrderRecord order) {
      this.nanos = nanos;
      this.order = order;
    }

    OrderMark mark(long until) {
      return new OrderMark(
          nanos,
          Math.min(ended, until),
          order.clientId(),
          order.side(),
          order.kind(),
          order.price(),
          order.lots(),
          filled,
          order.reduceOnly(),
          end);
    }
  }

  void ordered(OrderRecord order, long nanos) {
    Working w = new Working(nanos, order);
    orders.add(w);
    if (open.size() == OPEN_MAX) {
      open.pollFirstEntry();
    }
    open.put(order.clientId(), w);
  }

  void filled(String clientId, long lots) {
    Working w = open.get(clientId);
    if (w != null) {
      w.filled += lots;
    }
  }

  /// The venue says how the order stands.
  void stands(String clientId, OrderStatus status, long nanos) {
    if (status.terminal()) {
      end(clientId, status, nanos);
    }
  }

  /// It never left, or never arrived.
  void neverThere(String clientId, long nanos) {
    end(clientId, null, nanos);
  }

  private void end(String clientId, @Nullable OrderStatus status, long nanos) {
    Working w = open.remove(clientId);
    if (w != null) {
      w.ended = nanos;
      w.end = status;
    }
  }

  Sample<OrderMark> finish(long until) {
    return orders.sample(w -> w.mark(until));
  }
}
