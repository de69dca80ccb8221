package dev.warrant.execution.desk;

import dev.warrant.knowledge.unit.Canon;
import dev.warrant.knowledge.unit.E8;
import java.util.List;

/// Everything about a desk that is decided before it starts and that replay needs to know.
///
/// @param symbols instruments in order; their place is their index
/// @param capitalE8 what the desk believes it may use, checked against the wallet at start
/// @param leverage per instrument, verified at the venue
/// @param deliberateEveryMillis least time between cuts
/// @param publishAfterMicros in simulated time, how long a deliberation takes (architecture §3)
/// @param durableAfterMicros in simulated time, how long the disk takes
/// @param deadmanMillis countdown of the venue's dead-man's switch
/// @param rearmMillis how often it is armed again
/// @param staleMillis age from which a book is stale
/// @param warmupBars one-minute bars asked for at the start
public record DeskConfig(
    List<String> symbols,
    @E8 long capitalE8,
    int leverage,
    long deliberateEveryMillis,
    long publishAfterMicros,
    long durableAfterMicros,
    long deadmanMillis,
    long rearmMillis,
    long staleMillis,
    int warmupBars) {
  public DeskConfig {
    symbols = List.copyOf(symbols);
  }

  /// A desk of 10 000 USDT on BTCUSDT and ETHUSDT.
  public static DeskConfig standard() {
    return new DeskConfig(
        List.of("BTCUSDT", "ETHUSDT"),
        1_000_000_000_000L,
        3,
        100,
        5_000,
        2_000,
        10_000,
        3_000,
        500,
        120);
  }

  /// Canonical text, kept in the journal's `Started` record.
  public String canonical() {
    return Canon.text(this);
  }
}
