package dev.warrant.sim.wire;

import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.knowledge.unit.MarginBracket;
import java.util.List;

/// The instruments of the default set as Binance USD-M stated them: steps and minimum notional from
/// `exchangeInfo` of August 2025, margin brackets from `leverageBracket` of June 2025, fees of the
/// lowest tier.
public final class Instruments {
  private static final long USDT = 100_000_000L;

  private Instruments() {}

  /// BTCUSDT: tick 0.10 USDT, lot 0.001 BTC, at least 100 USDT.
  public static Instrument btcUsdt(int index) {
    return new Instrument(
        index,
        "BTCUSDT",
        10_000_000L,
        100_000L,
        1,
        1_000_000,
        100 * USDT,
        200,
        500,
        List.of(
            row(50_000, 125, 4_000, 0),
            row(600_000, 100, 5_000, 50),
            row(3_000_000, 75, 6_500, 950),
            row(12_000_000, 50, 10_000, 11_450),
            row(70_000_000, 25, 20_000, 131_450),
            row(100_000_000, 20, 25_000, 481_450),
            row(230_000_000, 10, 50_000, 2_981_450)));
  }

  /// ETHUSDT: tick 0.01 USDT, lot 0.001 ETH, at least 20 USDT.
  public static Instrument ethUsdt(int index) {
    return new Instrument(
        index,
        "ETHUSDT",
        1_000_000L,
        100_000L,
        1,
        10_000_000,
        20 * USDT,
        200,
        500,
        List.of(
            row(50_000, 125, 4_000, 0),
            row(600_000, 100, 5_000, 50),
            row(3_000_000, 75, 6_500, 950),
            row(12_000_000, 50, 10_000, 11_450),
            row(50_000_000, 25, 20_000, 131_450),
            row(65_000_000, 20, 25_000, 381_450),
            row(150_000_000, 10, 50_000, 2_006_450)));
  }

  /// Both, BTCUSDT first.
  public static List<Instrument> standard() {
    return List.of(btcUsdt(0), ethUsdt(1));
  }

  private static MarginBracket row(long cap, int leverage, long ratePpm, long cumulative) {
    return new MarginBracket(cap * USDT, leverage, ratePpm, cumulative * USDT);
  }
}
