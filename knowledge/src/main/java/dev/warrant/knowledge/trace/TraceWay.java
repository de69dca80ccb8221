package dev.warrant.knowledge.trace;

import java.util.Comparator;

/// A way in which a rule stands in a trace, however many steps there are of it.
///
/// @param rule as the steps have it; empty only for intervals
/// @param bound of intervals what bounds them, the first quoted text of their content; else empty
public record TraceWay(TraceNode.Kind kind, String rule, String bound)
    implements Comparable<TraceWay> {
  private static final Comparator<TraceWay> ORDER =
      Comparator.comparing(TraceWay::kind)
          .thenComparing(TraceWay::rule)
          .thenComparing(TraceWay::bound);

  @Override
  public int compareTo(TraceWay o) {
    return ORDER.compare(this, o);
  }
}
