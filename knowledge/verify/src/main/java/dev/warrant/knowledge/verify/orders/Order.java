package dev.warrant.knowledge.verify.orders;

/// An order as it was written before its bytes left (`ORDERED`).
record Order(
    String id,
    int epoch,
    long warrant,
    int instrument,
    int side,
    int kind,
    long price,
    long lots,
    boolean reduceOnly) {
  static Order read(Payload p) {
    return new Order(
        p.text(),
        p.number(),
        p.signed(),
        p.number(),
        p.u8() == 0 ? 1 : -1,
        p.u8(),
        p.signed(),
        p.signed(),
        p.bool());
  }

  /// Whether it claims a warrant; exits and stops claim none.
  boolean underWarrant() {
    return id.startsWith("W");
  }

  HeldOrder held(long nanos) {
    return new HeldOrder(id, instrument, side, kind, price, lots, reduceOnly, nanos);
  }
}
