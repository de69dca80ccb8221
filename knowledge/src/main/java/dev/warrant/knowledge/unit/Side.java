package dev.warrant.knowledge.unit;

/// The side of an order or intent.
public enum Side {
  BUY(1),
  SELL(-1);

  private final int sign;

  Side(int sign) {
    this.sign = sign;
  }

  /// `+1` for buy, `-1` for sell.
  public int sign() {
    return sign;
  }

  /// The other side.
  public Side opposite() {
    return this == BUY ? SELL : BUY;
  }
}
