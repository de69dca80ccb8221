package dev.warrant.governance.report;

import dev.warrant.governance.report.Svg.Dot;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/// The time axis that all charts of a page share, so that one can be read against another.
record TimeFrame(long fromNanos, long toNanos) {
  /// Width of a chart.
  static final double WIDTH = 1120;

  /// Where time begins.
  static final double LEFT = 76;

  /// Where it ends.
  static final double RIGHT = WIDTH - 14;

  private static final long SECOND = 1_000_000_000L;
  private static final long DAY = 86_400 * SECOND;
  private static final int WANTED = 9;
  private static final List<Long> STEPS =
      List.of(
          SECOND / 100,
          SECOND / 20,
          SECOND / 10,
          SECOND / 2,
          SECOND,
          2 * SECOND,
          5 * SECOND,
          10 * SECOND,
          15 * SECOND,
          30 * SECOND,
          60 * SECOND,
          120 * SECOND,
          300 * SECOND,
          600 * SECOND,
          900 * SECOND,
          1800 * SECOND,
          3600 * SECOND,
          7200 * SECOND,
          14_400 * SECOND,
          21_600 * SECOND,
          43_200 * SECOND);

  /// A frame over a run, at least a second long.
  static TimeFrame of(ReportData data) {
    return new TimeFrame(data.fromNanos(), Math.max(data.toNanos(), data.fromNanos() + SECOND));
  }

  long spanNanos() {
    return toNanos - fromNanos;
  }

  double x(long nanos) {
    long inside = Math.max(fromNanos, Math.min(toNanos, nanos));
    return LEFT + (RIGHT - LEFT) * (inside - fromNanos) / spanNanos();
  }

  /// Attributes by which the page's script turns a place into a time.
  String attributes() {
    return "data-from=\""
        + fromNanos / 1_000_000
        + "\" data-span=\""
        + spanNanos() / 1_000_000
        + "\" data-left=\""
        + Svg.num(LEFT)
        + "\" data-right=\""
        + Svg.num(RIGHT)
        + "\"";
  }

  private long step() {
    for (long s : STEPS) {
      if (spanNanos() / s <= WANTED) {
        return s;
      }
    }
    return Math.ceilDiv(spanNanos() / WANTED, DAY) * DAY;
  }

  /// Grid lines and the times under them.
  void grid(Svg svg, double top, double bottom) {
    long step = step();
    String pattern =
        step >= DAY
            ? "MMM d"
            : step >= 60 * SECOND ? "HH:mm" : step >= SECOND ? "HH:mm:ss" : "ss.SS";
    DateTimeFormatter format =
        DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneOffset.UTC);
    for (long t = Math.ceilDiv(fromNanos, step) * step; t <= toNanos; t += step) {
      svg.line("grid", new Dot(x(t), top), new Dot(x(t), bottom));
      if (x(t) > LEFT + 14 && x(t) < RIGHT - 14) {
        svg.text(
            "tick mid", new Dot(x(t), bottom + 15), format.format(Instant.ofEpochSecond(0, t)));
      }
    }
  }
}
