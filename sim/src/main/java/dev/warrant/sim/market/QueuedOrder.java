package dev.warrant.sim.market;

import dev.warrant.knowledge.unit.Lots;
import dev.warrant.knowledge.unit.Side;
import dev.warrant.knowledge.unit.Ticks;

/// An account's order resting among recorded ones, and the estimate of how many recorded lots stand
/// before it.
///
/// Trades at the price shorten the queue from the front. A shrinking level beyond what was traded
/// means cancels, of which the share `1 - p` stood before us, where `p = back^2 / (back^2 +
/// front^2)`: the longer the queue behind us, the likelier a cancel was there. This is the power
/// probability queue model of hftbacktest (nkaz001/hftbacktest,
/// `hftbacktest/src/backtest/models/queue.rs`; n = 2), after
/// <https://quant.stackexchange.com/questions/3782>. Growth of a level is behind us.
final class QueuedOrder {
  private final long venueId;
  private final Side side;
  private final @Ticks long price;
  private @Lots long remaining;
  private @Lots long ahead;
  private @Lots long seen;
  private @Lots long traded;

  QueuedOrder(long venueId, Side side, @Ticks long price, @Lots long lots, @Lots long visible) {
    this.venueId = venueId;
    this.side = side;
    this.price = price;
    remaining = lots;
    ahead = visible;
    seen = visible;
  }

  long venueId() {
    return venueId;
  }

  Side side() {
    return side;
  }

  @Ticks
  long price() {
    return price;
  }

  @Lots
  long remaining() {
    return remaining;
  }

  /// Recorded lots estimated to stand before this order.
  @Lots
  long ahead() {
    return ahead;
  }

  void fill(@Lots long lots) {
    remaining -= lots;
  }

  /// `lots` of the recorded queue traded at this price; returns how many were left for us.
  @Lots
  long passed(@Lots long lots) {
    long reach = lots - ahead;
    ahead = Math.max(0, ahead - lots);
    traded += lots;
    return Math.max(0, reach);
  }

  /// The level's quantity is now `lots`.
  void level(@Lots long lots) {
    long gone = seen - lots - traded;
    if (gone > 0 && ahead > 0) {
      double front = ahead;
      double back = Math.max(0, seen - ahead);
      double behind = back * back / (back * back + front * front);
      double left = front - (1 - behind) * gone + Math.min(back - behind * gone, 0);
      ahead = (long) Math.max(0, left);
    }
    ahead = Math.min(ahead, lots);
    seen = lots;
    traded = 0;
  }
}
