package dev.warrant.execution.desk;

import dev.warrant.knowledge.unit.Canon;
import dev.warrant.knowledge.unit.E8;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
  private static final Pattern CANONICAL =
      Pattern.compile("DeskConfig\\(\\[([A-Z0-9\",]+)],((?:\\d+,){8}\\d+)\\)");

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

  /// The same desk on other instruments.
  public DeskConfig on(List<String> other) {
    return new DeskConfig(
        other,
        capitalE8,
        leverage,
        deliberateEveryMillis,
        publishAfterMicros,
        durableAfterMicros,
        deadmanMillis,
        rearmMillis,
        staleMillis,
        warmupBars);
  }

  /// Canonical text, kept in the journal's `Started` record.
  public String canonical() {
    return Canon.text(this);
  }

  /// Reads [#canonical] back.
  ///
  /// @throws IllegalArgumentException if the text is not of that form
  public static DeskConfig parse(String canonical) {
    Matcher m = CANONICAL.matcher(canonical);
    if (!m.matches()) {
      throw new IllegalArgumentException("not a desk's configuration: " + canonical);
    }
    long[] n = new long[9];
    String[] numbers = m.group(2).split(",", -1);
    for (int i = 0; i < n.length; i++) {
      n[i] = Long.parseLong(numbers[i]);
    }
    return new DeskConfig(
        List.of(m.group(1).replace("\"", "").split(",", -1)),
        n[0],
        (int) n[1],
        n[2],
        n[3],
        n[4],
        n[5],
        n[6],
        n[7],
        (int) n[8]);
  }
}
