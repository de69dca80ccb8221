package dev.warrant.governance.report;

import dev.warrant.governance.report.ReportData.Stretch;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which of a few kinds held when. Like [Downsample] it merges bins of time as the run grows; a bin
/// shows the kind that held longest in it.
final class Ribbon<E extends Enum<E>> {
  private static final int BINS = 1000;
  private static final long WIDTH_NANOS = 1_000_000;
  private static final long NANOS_PER_MICRO = 1000;

  private final E[] kinds;
  private final long[][] micros;
  private final double[][] weighted;
  private long origin;
  private long width = WIDTH_NANOS;
  private @Nullable E now;
  private long nowPpm;
  private long since;

  Ribbon(E[] kinds) {
    this.kinds = kinds.clone();
    micros = new long[BINS][kinds.length];
    weighted = new double[BINS][kinds.length];
  }

  /// From `nanos` on `kind` holds, with this probability.
  void set(E kind, long ppm, long nanos) {
    if (now == null) {
      origin = nanos;
    } else {
      spread(now, nanos);
    }
    now = kind;
    nowPpm = ppm;
    since = nanos;
  }

  private void spread(E kind, long until) {
    while (until - origin > width * BINS) {
      merge();
    }
    for (long from = since; from < until; ) {
      int bin = (int) ((from - origin) / width);
      long to = Math.min(until, origin + (bin + 1) * width);
      long held = Math.max(1, (to - from) / NANOS_PER_MICRO);
      micros[bin][kind.ordinal()] += held;
      weighted[bin][kind.ordinal()] += (double) held * nowPpm;
      from = to;
    }
  }

  private void merge() {
    for (int i = 0; i < BINS; i++) {
      for (int k = 0; k < kinds.length; k++) {
        boolean both = 2 * i + 1 < BINS;
        micros[i][k] = both ? micros[2 * i][k] + micros[2 * i + 1][k] : 0;
        weighted[i][k] = both ? weighted[2 * i][k] + weighted[2 * i + 1][k] : 0;
      }
    }
    width *= 2;
  }

  /// All stretches up to `until`; call once, at the end.
  List<Stretch<E>> stretches(long until) {
    List<Stretch<E>> out = new ArrayList<>();
    if (now == null) {
      return out;
    }
    spread(now, until);
    int at = 0;
    while (at < BINS) {
      int kind = longest(at);
      int next = at + 1;
      while (next < BINS && longest(next) == kind) {
        next++;
      }
      if (kind >= 0) {
        long to = Math.min(until, origin + next * width);
        out.add(new Stretch<>(origin + at * width, to, kinds[kind], ppm(kind, at, next)));
      }
      at = next;
    }
    return out;
  }

  private int longest(int bin) {
    int best = -1;
    for (int k = 0; k < kinds.length; k++) {
      if (micros[bin][k] > 0 && (best < 0 || micros[bin][k] > micros[bin][best])) {
        best = k;
      }
    }
    return best;
  }

  private long ppm(int kind, int from, int to) {
    double sum = 0;
    long held = 0;
    for (int i = from; i < to; i++) {
      sum += weighted[i][kind];
      held += micros[i][kind];
    }
    return Math.round(sum / held);
  }
}
