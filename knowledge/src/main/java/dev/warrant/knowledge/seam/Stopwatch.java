package dev.warrant.knowledge.seam;

/// Measures elapsed time for reports and watchdogs; its readings never enter hashed content.
public final class Stopwatch {
  private Stopwatch() {}

  /// Ticks in nanoseconds from an arbitrary origin.
  public static long ticks() {
    return System.nanoTime();
  }
}
