package dev.warrant.governance.report;

import dev.warrant.knowledge.unit.E8;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.knowledge.unit.Lots;
import dev.warrant.knowledge.unit.Side;
import java.math.BigInteger;

/// Position of one instrument at average cost, computed here anew so that the page does not merely
/// repeat the desk's ledger. Values round down, shares of cost towards zero.
final class Holdings {
  private static final long ONE_E8 = 100_000_000L;

  private final Instrument instrument;
  private @Lots long net;
  private @E8 long costE8;
  private @E8 long realisedE8;
  private @E8 long feesE8;
  private @E8 long priceE8;

  Holdings(Instrument instrument) {
    this.instrument = instrument;
  }

  /// Books a fill; gives what it realised, fees not included.
  @E8
  long fill(Side side, @Lots long lots, @E8 long atE8, @E8 long feeE8) {
    long opening = lots;
    long realised = 0;
    if (net != 0 && Long.signum(net) != side.sign()) {
      long closing = Math.min(lots, Math.abs(net));
      long cost = share(costE8, closing, Math.abs(net));
      realised = Long.signum(net) * valueE8(closing, atE8) - cost;
      costE8 -= cost;
      opening -= closing;
    }
    net += side.sign() * lots;
    costE8 += side.sign() * valueE8(opening, atE8);
    realisedE8 += realised;
    feesE8 += feeE8;
    return realised;
  }

  /// Takes the venue's position over.
  void take(@Lots long venueNet, @E8 long entryE8) {
    net = venueNet;
    costE8 = Long.signum(venueNet) * valueE8(Math.abs(venueNet), entryE8);
  }

  void price(@E8 long e8) {
    priceE8 = e8;
  }

  boolean valued() {
    return net == 0 || priceE8 != 0;
  }

  @E8
  long unrealisedE8() {
    return net == 0 || priceE8 == 0 ? 0 : valueE8(net, priceE8) - costE8;
  }

  /// Value of signed lots, in two parts because the product does not fit.
  @E8
  long valueE8(@Lots long lots, @E8 long atE8) {
    long quantity = Math.multiplyExact(lots, instrument.lotE8());
    long whole = Math.multiplyExact(Math.floorDiv(quantity, ONE_E8), atE8);
    long rest = Math.floorMod(quantity, ONE_E8);
    long part = rest * (atE8 / ONE_E8) + rest * (atE8 % ONE_E8) / ONE_E8;
    return Math.addExact(whole, part);
  }

  private static long share(long total, long part, long whole) {
    return BigInteger.valueOf(total)
        .multiply(BigInteger.valueOf(part))
        .divide(BigInteger.valueOf(whole))
        .longValueExact();
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
  long realisedE8() {
    return realisedE8;
  }

  @E8
  long feesE8() {
    return feesE8;
  }
}
