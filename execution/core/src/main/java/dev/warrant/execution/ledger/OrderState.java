package dev.warrant.execution.ledger;

/// Where an order stands, as far as the desk can prove.
public enum OrderState {
  /// Its record is written; the venue has not confirmed it.
  PENDING,
  /// It rests at the venue.
  OPEN,
  /// It rests and has traded.
  PARTIAL,
  /// A cancel is on its way; fills may still come.
  CANCEL_PENDING,
  /// Nobody can say; its risk stays held until the venue proves something.
  UNKNOWN,
  FILLED,
  CANCELED,
  REJECTED,
  EXPIRED,
  /// It never reached the venue.
  SUPPRESSED;

  /// Whether no further fill is expected.
  public boolean ended() {
    return compareTo(UNKNOWN) > 0;
  }

  /// Whether the venue is known to work it and no cancel is on its way.
  public boolean resting() {
    return this == OPEN || this == PARTIAL;
  }
}
