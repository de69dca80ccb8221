package dev.warrant.governance.audit.window;

import dev.warrant.governance.audit.Clocks;

/// Which match of a pattern is meant.
///
/// @param seq the input it came with; 0 if that is not said
/// @param nanos it is the last by then
/// @param pattern name of the pattern; empty if any
/// @param instrument symbol; empty if any
/// @param node first digits of the digest of its trace node; empty if that is not said, and else
///   nothing besides counts
public record MatchAsked(long seq, long nanos, String pattern, String instrument, String node) {
  boolean means(Matches.Match m) {
    return (seq == 0 || m.seq() == seq)
        && m.pattern().fromNanos() <= nanos
        && (pattern.isEmpty() || m.pattern().name().equals(pattern))
        && (instrument.isEmpty() || m.symbol().equals(instrument));
  }

  String says() {
    return (pattern.isEmpty() ? "" : " of " + pattern)
        + (instrument.isEmpty() ? "" : " in " + instrument)
        + (seq == 0 ? "" : " at input " + seq)
        + (nanos == Long.MAX_VALUE ? "" : " by " + Clocks.instant(nanos));
  }
}
