package dev.warrant.execution.ledger;

/// Something about orders, fills, position or money on which desk and venue had to be brought
/// together.
///
/// @param instrument index, or `-1` for the account
/// @param subject client id, trade id, or empty
/// @param ours what the ledger held (lots, or 1e-8 USDT for balances)
/// @param venue what the venue says
public record Finding(
    Kind kind, int instrument, String subject, long ours, long venue, String says) {

  /// What was found.
  public enum Kind {
    /// Open on both sides, with the same fills.
    ORDER_MATCHED(false),
    /// A desk's order that this ledger did not know; its risk is held now.
    ORDER_ADOPTED(true),
    /// An order made by hand or by the venue; its risk is held now.
    ORDER_FOREIGN(true),
    /// Open here, not in the venue's list: unknown until a query proves something.
    ORDER_MISSING(false),
    /// Ended here, yet the venue lists it: its risk is held again until a query proves something.
    ORDER_REVIVED(true),
    /// Side, price or quantity differ.
    ORDER_DIFFERS(true),
    /// The venue never got it; its risk is released.
    ORDER_NEVER_ARRIVED(false),
    /// It was there, and the venue no longer knows it.
    ORDER_VANISHED(true),
    /// It traded more than was asked; the position follows the venue.
    ORDER_OVERFILLED(true),
    /// The venue made it to close a position it liquidates or settles.
    LIQUIDATION(true),
    /// A fill that the stream had not brought.
    FILL_MISSING(false),
    /// A fill of an order the ledger does not know.
    FILL_FOREIGN(true),
    /// A fill after the order's end was seen.
    FILL_AFTER_END(true),
    /// The order's end announced fills that have not come; their risk stays held.
    FILL_AWAITED(false),
    POSITION_MATCHED(false),
    /// They differ once; asked again before anything is believed.
    POSITION_DIFFERS(false),
    /// They differed twice with no fill between; the ledger took the venue's.
    POSITION_FORCED(true),
    /// They drifted apart while running.
    POSITION_DRIFTED(true),
    BALANCE_MATCHED(false),
    /// The ledger took the venue's: more counts as paid in, less as lost.
    BALANCE_DIFFERS(false),
    /// Position mode, margin mode or leverage are not as configured.
    ACCOUNT_MODE(true),
    /// Orders, fills, position and balance agree.
    RECONCILED(false);

    private final boolean alarm;

    Kind(boolean alarm) {
      this.alarm = alarm;
    }

    /// Whether a person should look.
    public boolean alarm() {
      return alarm;
    }
  }
}
