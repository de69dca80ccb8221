package dev.warrant.governance.report;

import dev.warrant.governance.report.ReportData.Point;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Keeps first, last, least and greatest value of each bin of time, so that a line drawn through
/// them looks as if it were drawn through all values (M4: Jugel, Jerzak, Hackenbroich, Markl, VLDB
/// 2014). The length of the run need not be known: when the bins are used up they are merged two by
/// two. At most [#POINTS_MAX] points, whatever comes.
final class Downsample {
  /// Most points given out.
  static final int POINTS_MAX = 2000;

  private static final int BINS = POINTS_MAX / 4;
  private static final long WIDTH_NANOS = 1_000_000;

  private final @Nullable Bin[] bins = new Bin[BINS];
  private long origin;
  private long width = WIDTH_NANOS;
  private boolean begun;

  private static final class Bin {
    private Point first;
    private Point last;
    private Point least;
    private Point most;

    Bin(Point p) {
      first = p;
      last = p;
      least = p;
      most = p;
    }

    void add(Point p) {
      last = p;
      least = p.value() < least.value() ? p : least;
      most = p.value() > most.value() ? p : most;
    }

    void append(Bin later) {
      last = later.last;
      least = later.least.value() < least.value() ? later.least : least;
      most = later.most.value() > most.value() ? later.most : most;
    }
  }

  /// Adds a value; times never decrease.
  void add(long nanos, long value) {
    if (!begun) {
      begun = true;
      origin = nanos;
    }
    while ((nanos - origin) / width >= BINS) {
      merge();
    }
    int at = (int) ((nanos - origin) / width);
    Point p = new Point(nanos, value);
    Bin bin = bins[at];
    if (bin == null) {
      bins[at] = new Bin(p);
    } else {
      bin.add(p);
    }
  }

  boolean isEmpty() {
    return !begun;
  }

  private void merge() {
    for (int i = 0; i < BINS; i++) {
      Bin even = 2 * i < BINS ? bins[2 * i] : null;
      Bin odd = 2 * i + 1 < BINS ? bins[2 * i + 1] : null;
      if (even != null && odd != null) {
        even.append(odd);
      }
      bins[i] = even != null ? even : odd;
    }
    width *= 2;
  }

  /// What is left, in order of time.
  List<Point> points() {
    List<Point> out = new ArrayList<>();
    for (Bin bin : bins) {
      if (bin != null) {
        boolean leastFirst = bin.least.nanos() <= bin.most.nanos();
        put(out, bin.first);
        put(out, leastFirst ? bin.least : bin.most);
        put(out, leastFirst ? bin.most : bin.least);
        put(out, bin.last);
      }
    }
    return out;
  }

  private static void put(List<Point> out, Point p) {
    if (out.isEmpty() || !out.getLast().equals(p)) {
      out.add(p);
    }
  }
}
