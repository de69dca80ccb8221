package dev.warrant.sim.market;

import dev.warrant.knowledge.testing.SharedData;
import dev.warrant.knowledge.unit.Instrument;
import java.nio.file.Path;
import java.util.List;

/// Instruments and recordings the tests use.
final class Instruments {
  static final Instrument BTC = of(0, "BTCUSDT", 10_000_000);
  static final Instrument ETH = of(1, "ETHUSDT", 1_000_000);

  private Instruments() {}

  private static Instrument of(int index, String symbol, long tickE8) {
    return new Instrument(
        index, symbol, tickE8, 100_000, 1, 1_000_000, 500_000_000, 200, 500, List.of());
  }

  static Path ticks(String name) {
    return SharedData.require("market-data/ticks/binance-usdm/" + name);
  }

  static Path reference(String name) {
    return SharedData.require("market-data/reference/ticks/binance-usdm_" + name);
  }

  static RecordedTape btc2023() {
    return RecordedTape.load(
        List.of(ticks("btcusdt_20230405.dat.gz"), ticks("btcusdt_20230404.dat.gz")), BTC);
  }

  static RecordedTape btc2024() {
    return RecordedTape.load(List.of(ticks("btcusdt_20240808.gz")), BTC);
  }

  static RecordedTape eth2024() {
    return RecordedTape.load(List.of(ticks("ethusdt_20240808.gz")), ETH);
  }
}
