package dev.warrant.sim.exchange;

import dev.warrant.knowledge.unit.E8;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.knowledge.unit.Lots;
import dev.warrant.knowledge.unit.MarginBracket;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/// Margin by the venue's bracket tables (Binance FAQ "How to calculate liquidation price of USDⓈ-M
/// futures contracts"): maintenance margin is `notional * rate - cumulative` in the bracket of the
/// notional.
public final class Margin {
  private Margin() {}

  /// The bracket in which `notionalE8` falls; the last one if it is beyond the table.
  public static MarginBracket bracket(Instrument instrument, @E8 long notionalE8) {
    List<MarginBracket> rows = instrument.brackets();
    for (int i = 0; i < rows.size() - 1; i++) {
      if (notionalE8 <= rows.get(i).notionalCapE8()) {
        return rows.get(i);
      }
    }
    return rows.getLast();
  }

  /// Maintenance margin of a position of absolute notional `notionalE8`, rounded up.
  public static @E8 long maintenanceE8(Instrument instrument, @E8 long notionalE8) {
    if (notionalE8 == 0) {
      return 0;
    }
    MarginBracket row = bracket(instrument, notionalE8);
    return Money.owed(notionalE8, row.maintenanceRatePpm()) - row.cumulativeE8();
  }

  /// Largest position notional allowed at a leverage; 0 if no bracket allows it.
  public static @E8 long maxNotionalE8(Instrument instrument, int leverage) {
    long most = 0;
    for (MarginBracket row : instrument.brackets()) {
      if (row.maxLeverage() >= leverage) {
        most = row.notionalCapE8();
      }
    }
    return most;
  }

  /// The mark price at which a position is liquidated: `(WB - TMM_others + UPNL_others + cum -
  /// side*qty*entry) / (qty*mmr - side*qty)`.
  ///
  /// @param balanceE8 wallet balance, less maintenance margin and plus unrealised profit of the
  ///   other positions (cross margin)
  /// @param net signed lots, not 0
  /// @param row the bracket of the position
  /// @return the price, rounded to the nearest 1e-8; 0 if no positive price liquidates it
  public static @E8 long liquidationPriceE8(
      @E8 long balanceE8,
      Instrument instrument,
      @Lots long net,
      @E8 long entryE8,
      MarginBracket row) {
    BigDecimal side = BigDecimal.valueOf(Long.signum(net));
    BigDecimal quantity = e8(Math.multiplyExact(Math.abs(net), instrument.lotE8()));
    BigDecimal rate = BigDecimal.valueOf(row.maintenanceRatePpm(), 6);
    BigDecimal top =
        e8(balanceE8)
            .add(e8(row.cumulativeE8()))
            .subtract(side.multiply(quantity).multiply(e8(entryE8)));
    BigDecimal bottom = quantity.multiply(rate).subtract(side.multiply(quantity));
    if (bottom.signum() == 0) {
      return 0;
    }
    BigDecimal price = top.divide(bottom, 8, RoundingMode.HALF_EVEN);
    return price.signum() <= 0 ? 0 : price.unscaledValue().longValueExact();
  }

  private static BigDecimal e8(long value) {
    return BigDecimal.valueOf(value, 8);
  }
}
