package dev.warrant.execution.ledger;

import dev.warrant.knowledge.unit.E8;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.knowledge.unit.MarginBracket;

/// Where the venue would liquidate a cross-margin position in one-way mode: `(wallet − maintenance
/// of others + unrealised of others + cum − side·qty·entry) / (qty·rate − side·qty)` (Binance FAQ
/// b3c689c1f50a44cabb3a84e663b81d93, "How to calculate liquidation price").
public final class Liquidation {
  private static final long PPM = 1_000_000L;

  private Liquidation() {}

  /// Money of the account apart from this position.
  ///
  /// @param maintenanceE8 maintenance margin of all other positions
  /// @param unrealisedE8 unrealised profit of all other positions
  public record Others(@E8 long walletE8, @E8 long maintenanceE8, @E8 long unrealisedE8) {
    @E8
    long freeE8() {
      return walletE8 - maintenanceE8 + unrealisedE8;
    }
  }

  /// The liquidation price; not positive if no price can liquidate the position.
  ///
  /// @param net signed lots, not 0
  /// @param costE8 entry value with the sign of `net`
  /// @throws IllegalStateException if the instrument has no margin brackets
  public static @E8 long priceE8(
      Instrument instrument, long net, @E8 long costE8, @E8 long markE8, Others others) {
    return priceE8(instrument, net, costE8, markE8, others.freeE8());
  }

  static long priceE8(Instrument instrument, long net, long costE8, long markE8, long freeE8) {
    long quantityE8 = Math.multiplyExact(Math.abs(net), instrument.lotE8());
    MarginBracket b = bracket(instrument, Exact.notionalUp(quantityE8, markE8));
    long numerator = freeE8 + b.cumulativeE8() - costE8;
    return net > 0
        ? Exact.scaled(-numerator, Exact.share(quantityE8, PPM - b.maintenanceRatePpm(), PPM), 8)
        : Exact.scaled(
            numerator, quantityE8 + Exact.share(quantityE8, b.maintenanceRatePpm(), PPM), 8);
  }

  /// Distance from mark to liquidation in ppm of the mark, rounded down, within 0 and 1000000.
  static long distancePpm(boolean isLong, @E8 long markE8, @E8 long priceE8) {
    long gap = isLong ? markE8 - Math.max(0, priceE8) : priceE8 - markE8;
    return gap <= 0 ? 0 : gap >= markE8 ? PPM : Exact.scaled(gap, markE8, 6);
  }

  /// Maintenance margin of a position of this notional, rounded up.
  static @E8 long maintenanceE8(Instrument instrument, @E8 long notionalE8) {
    if (notionalE8 == 0) {
      return 0;
    }
    MarginBracket b = bracket(instrument, notionalE8);
    long margin = Exact.share(notionalE8, b.maintenanceRatePpm(), PPM) + 1;
    return Math.max(0, margin - b.cumulativeE8());
  }

  private static MarginBracket bracket(Instrument instrument, long notionalE8) {
    int last = instrument.brackets().size() - 1;
    if (last < 0) {
      throw new IllegalStateException(
          instrument.symbol()
              + " has no margin brackets, so its liquidation price is unknown\n"
              + "Maybe ask the venue for its instruments before the first position.");
    }
    for (int i = 0; i < last; i++) {
      MarginBracket b = instrument.brackets().get(i);
      if (notionalE8 <= b.notionalCapE8()) {
        return b;
      }
    }
    return instrument.brackets().get(last);
  }
}
