package dev.warrant.governance.report;

import java.util.ArrayList;
import java.util.List;

/// Maps values to pixels along one axis. Doubles draw; they decide nothing.
record Scale(double from, double to, double pixelFrom, double pixelTo) {
  /// A scale over `[from, to]`, widened by a part of its span on both sides; never empty.
  static Scale padded(double from, double to, double part, Svg.Box box) {
    double span = to > from ? to - from : Math.max(1, Math.abs(from) * 1e-4);
    return new Scale(from - part * span, to + part * span, box.y1(), box.y0());
  }

  double at(double value) {
    return pixelFrom + (value - from) / (to - from) * (pixelTo - pixelFrom);
  }

  /// A `long` up to 2^53 keeps its place exactly, and no drawing shows more.
  double at(long value) {
    return at((double) value);
  }

  boolean holds(double value) {
    return value >= from && value <= to;
  }

  /// Round values inside, about `wanted` of them, at steps of 1, 2 or 5 times a power of ten.
  List<Long> ticks(int wanted) {
    long step = step((to - from) / wanted);
    List<Long> out = new ArrayList<>();
    for (long v = Math.ceilDiv((long) Math.ceil(from), step) * step; v <= to; v += step) {
      out.add(v);
    }
    return out;
  }

  private static long step(double least) {
    long power = 1;
    while (power < Long.MAX_VALUE / 100 && power * 10 < least) {
      power *= 10;
    }
    for (long times : List.of(1L, 2L, 5L)) {
      if (power * times >= least) {
        return power * times;
      }
    }
    return power * 10;
  }
}
