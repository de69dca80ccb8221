package dev.warrant.execution.venue.binance;

import java.util.List;

/// How to reach an account.
///
/// @param apiKey sent as `X-MBX-APIKEY`
/// @param secret signs requests
/// @param symbols instruments in the desk's order
/// @param recvWindowMillis how old a signed request may be at the venue
/// @param seed seeds the jitter of reconnects
public record BinanceConfig(
    String apiKey, Secret secret, List<String> symbols, long recvWindowMillis, long seed) {
  public BinanceConfig {
    symbols = List.copyOf(symbols);
  }
}
