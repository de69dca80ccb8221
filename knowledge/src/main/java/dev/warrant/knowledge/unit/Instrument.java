package dev.warrant.knowledge.unit;

import java.util.List;

/// A perpetual future: its place in the desk's list, its symbol, and what one tick and one lot are
/// worth.
///
/// @param index place in the desk's instrument list, from 0
/// @param symbol the venue's name, such as `BTCUSDT`
/// @param tickE8 price step in 1e-8 USDT
/// @param lotE8 quantity step in 1e-8 of the base asset
/// @param minLots smallest order
/// @param maxLots largest order
/// @param minNotionalE8 smallest notional of an order that is not reduce-only
/// @param makerFeePpm maker fee, parts per million of notional
/// @param takerFeePpm taker fee, parts per million of notional
/// @param brackets maintenance-margin table, ascending
public record Instrument(
    int index,
    String symbol,
    @E8 long tickE8,
    @E8 long lotE8,
    @Lots long minLots,
    @Lots long maxLots,
    @E8 long minNotionalE8,
    long makerFeePpm,
    long takerFeePpm,
    List<MarginBracket> brackets) {

  private static final long ONE_E8 = 100_000_000L;

  public Instrument {
    brackets = List.copyOf(brackets);
    if (tickE8 <= 0 || lotE8 <= 0 || Math.multiplyExact(tickE8, lotE8) % ONE_E8 != 0) {
      throw new IllegalArgumentException(
          symbol
              + ": tick "
              + tickE8
              + "e-8 times lot "
              + lotE8
              + "e-8 must be a positive multiple of 1e-8 USDT");
    }
  }

  /// Value of one tick on one lot, in 1e-8 USDT.
  public @E8 long tickLotE8() {
    return tickE8 * lotE8 / ONE_E8;
  }

  /// Notional of `lots` at `ticks`, in 1e-8 USDT.
  ///
  /// @throws ArithmeticException if it does not fit
  public @E8 long notionalE8(@Ticks long ticks, @Lots long lots) {
    return Math.multiplyExact(Math.multiplyExact(ticks, lots), tickLotE8());
  }

  /// A price in 1e-8 USDT rounded to the nearest tick, half up.
  public @Ticks long ticksOfE8(@E8 long priceE8) {
    return Math.floorDiv(priceE8 + tickE8 / 2, tickE8);
  }

  /// The decimal text of a price in ticks, as the venue writes it.
  public String priceText(@Ticks long ticks) {
    return Decimals.text(Math.multiplyExact(ticks, tickE8), decimals(tickE8));
  }

  /// The decimal text of a quantity in lots, as the venue writes it.
  public String quantityText(@Lots long lots) {
    return Decimals.text(Math.multiplyExact(lots, lotE8), decimals(lotE8));
  }

  private static int decimals(long stepE8) {
    int n = 8;
    for (long s = stepE8; n > 0 && s % 10 == 0; s /= 10) {
      n--;
    }
    return n;
  }
}
