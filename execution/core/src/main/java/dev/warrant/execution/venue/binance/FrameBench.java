package dev.warrant.execution.venue.binance;

import dev.warrant.knowledge.seam.Stopwatch;
import dev.warrant.knowledge.unit.Instrument;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Measures how long a frame of the wire takes to become an event.
public final class FrameBench {
  private static final int CALLS = 20_000;
  private static final int ROUNDS = 12;
  private static final int LEVELS = 10;

  private FrameBench() {}

  /// Nanoseconds for one frame, best round.
  ///
  /// @param depthNanos a depth update of ten levels a side
  public record Result(double tickerNanos, double tradeNanos, double depthNanos) {}

  /// Measures frames of `instrument`, whose ticks must be of 0.1 and lots of 0.001.
  public static Result run(Instrument instrument) {
    FrameScanner scanner = new FrameScanner(List.of(instrument));
    String s = "\"s\":\"" + instrument.symbol() + "\"";
    String ticker =
        "{\"stream\":\"x@bookTicker\",\"data\":{\"e\":\"bookTicker\",\"u\":400900217,\"E\":1568014460893,"
            + "\"T\":1568014460891,"
            + s
            + ",\"b\":\"60000.10\",\"B\":\"31.210\",\"a\":\"60000.20\",\"A\":\"40.660\"}}";
    String trade =
        "{\"stream\":\"x@aggTrade\",\"data\":{\"e\":\"aggTrade\",\"E\":1568014460893,"
            + s
            + ",\"a\":5933014,\"p\":\"60000.10\",\"q\":\"1.002\",\"f\":100,\"l\":105,"
            + "\"T\":1568014460892,\"m\":true}}";
    String depth =
        "{\"stream\":\"x@depth@0ms\",\"data\":{\"e\":\"depthUpdate\",\"E\":1568014460893,"
            + "\"T\":1568014460891,"
            + s
            + ",\"U\":400900217,\"u\":400900317,\"pu\":400900216,\"b\":["
            + levels("59999.")
            + "],\"a\":["
            + levels("60000.")
            + "]}}";
    return new Result(best(scanner, ticker), best(scanner, trade), best(scanner, depth));
  }

  private static String levels(String whole) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < LEVELS; i++) {
      out.append(i == 0 ? "" : ",")
          .append("[\"")
          .append(whole)
          .append(i)
          .append("0\",\"1.")
          .append(100 + i)
          .append("\"]");
    }
    return out.toString();
  }

  private static double best(FrameScanner scanner, String text) {
    byte[] frame = text.getBytes(StandardCharsets.UTF_8);
    double best = Double.MAX_VALUE;
    long events = 0;
    for (int round = 0; round < ROUNDS; round++) {
      long start = Stopwatch.ticks();
      for (int i = 0; i < CALLS; i++) {
        events += scanner.scan(frame, 0, frame.length) == null ? 0 : 1;
      }
      best = Math.min(best, (Stopwatch.ticks() - start) / (double) CALLS);
    }
    if (events != (long) ROUNDS * CALLS) {
      throw new IllegalStateException("the scanner passed over " + text);
    }
    return best;
  }
}
