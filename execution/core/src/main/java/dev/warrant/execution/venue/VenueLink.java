package dev.warrant.execution.venue;

import dev.warrant.knowledge.order.OrderRecord;

/// What the desk asks of a venue. Every call returns at once; answers come back as events. Called
/// by the sequencer thread, and for cancels also by the kill path.
public interface VenueLink extends AutoCloseable {
  /// Connects streams and keeps them connected. Everything the desk must know first (instruments,
  /// clock, account, klines, snapshots) is asked for by the desk itself.
  void start();

  /// Sends an admitted order, unless the gate withholds it (then a `Suppressed` event comes back).
  /// A stop goes out as reduce-only `STOP_MARKET`.
  void place(OrderRecord order);

  /// Cancels by client id.
  void cancel(int instrument, String clientId);

  /// Cancels a protective stop by client id.
  void cancelStop(int instrument, String clientId);

  /// Cancels every open order of the instrument; stops rest on.
  void cancelAll(int instrument);

  /// Arms the venue's dead-man's switch; 0 disarms.
  void armDeadman(int instrument, long millis);

  /// Asks for a depth snapshot.
  void requestSnapshot(int instrument);

  /// Asks for the last `count` closed one-minute bars.
  void requestKlines(int instrument, int count);

  /// Asks for trading rules, fees and margin brackets.
  void requestInstruments();

  /// Asks for wallet, positions, leverage and position mode.
  void requestAccount();

  /// Asks for all open orders and resting stops.
  void requestOpenOrders();

  /// Asks for our fills since a time.
  void requestFills(int instrument, long sinceMs);

  /// Asks about one order by client id.
  void queryOrder(int instrument, String clientId);

  /// Asks for the venue's clock.
  void requestClock();

  @Override
  void close();
}
