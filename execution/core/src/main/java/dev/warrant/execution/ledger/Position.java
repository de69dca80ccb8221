package dev.warrant.execution.ledger;

import dev.warrant.knowledge.event.Derived.Holding;
import dev.warrant.knowledge.unit.E8;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.knowledge.unit.Lots;
import dev.warrant.knowledge.unit.Side;

/// Net position of one instrument at average cost, and what it has earned and paid.
final class Position {
  private final Instrument instrument;
  private @Lots long net;

  /// What the net lots cost, with the sign of the position.
  private @E8 long costE8;

  private @E8 long realisedE8;
  private @E8 long feesE8;
  private @E8 long fundingE8;
  private @E8 long markE8;

  Position(Instrument instrument) {
    this.instrument = instrument;
  }

  /// Books a fill.
  ///
  /// @return realised profit, fees not included
  @E8
  long fill(Side side, @Lots long lots, @E8 long priceE8, @E8 long feeE8) {
    long left = lots;
    long realised = 0;
    if (net != 0 && Long.signum(net) != side.sign()) {
      long closing = Math.min(left, Math.abs(net));
      long cost = Exact.share(costE8, closing, Math.abs(net));
      realised = Long.signum(net) * valueE8(closing, priceE8) - cost;
      costE8 -= cost;
      net += side.sign() * closing;
      left -= closing;
    }
    if (left > 0) {
      net += side.sign() * left;
      costE8 = Math.addExact(costE8, side.sign() * valueE8(left, priceE8));
    }
    realisedE8 += realised;
    feesE8 += feeE8;
    return realised;
  }

  void fund(@E8 long deltaE8) {
    fundingE8 += deltaE8;
  }

  void mark(@E8 long priceE8) {
    markE8 = priceE8;
  }

  /// Takes over the venue's position as it is.
  void force(@Lots long venueNet, @E8 long entryE8) {
    net = venueNet;
    costE8 = Long.signum(venueNet) * valueE8(Math.abs(venueNet), entryE8);
  }

  void restore(Holding h) {
    net = h.net();
    costE8 = h.costE8();
    realisedE8 = h.realisedE8();
    feesE8 = h.feesE8();
    fundingE8 = h.fundingE8();
  }

  Holding holding() {
    return new Holding(instrument.index(), net, costE8, realisedE8, feesE8, fundingE8);
  }

  Instrument instrument() {
    return instrument;
  }

  @Lots
  long net() {
    return net;
  }

  @E8
  long costE8() {
    return costE8;
  }

  @E8
  long markE8() {
    return markE8;
  }

  /// Average entry price; 0 if flat.
  @E8
  long entryE8() {
    return net == 0 ? 0 : Exact.scaled(Math.abs(costE8), Math.abs(net) * instrument.lotE8(), 8);
  }

  /// Profit if closed at the mark; 0 while there is no mark.
  @E8
  long unrealisedE8() {
    return net == 0 || markE8 == 0
        ? 0
        : Exact.notionalDown(Math.multiplyExact(net, instrument.lotE8()), markE8) - costE8;
  }

  private long valueE8(long lots, long priceE8) {
    return Exact.notionalDown(Math.multiplyExact(lots, instrument.lotE8()), priceE8);
  }
}
