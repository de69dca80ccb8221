package dev.warrant.execution.ledger;

/// What the ledger wants to be asked of the venue; the answers come back to [Ledger#on].
public interface Requests {
  /// Asks for wallet, positions, leverage and modes.
  void account();

  /// Asks for all open orders and resting stops.
  void openOrders();

  /// Asks for our fills since `sinceMs`, venue time.
  void fills(int instrument, long sinceMs);

  /// Asks about one order.
  void query(int instrument, String clientId);
}
