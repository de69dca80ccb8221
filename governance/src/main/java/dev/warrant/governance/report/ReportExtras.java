package dev.warrant.governance.report;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What the page tells besides the journal: words, and what lies in the trace and the histograms.
///
/// @param title heading of the page
/// @param subtitle one line under it; may be empty
/// @param objectionsByRule objections of deliberations by rule, limit or clause, from the trace
/// @param tickToOrder time from a decoded event to its journalled order; empty if not measured
/// @param deliberation time of a deliberation; empty if not measured
/// @param machine where it ran; may be empty
/// @param commit which code ran; may be empty
/// @param roots digests to check the run by, and what to know of them, by name
/// @param tryNext commands to try next, one a line
public record ReportExtras(
    String title,
    String subtitle,
    SortedMap<String, Long> objectionsByRule,
    List<Bucket> tickToOrder,
    List<Bucket> deliberation,
    String machine,
    String commit,
    SortedMap<String, String> roots,
    List<String> tryNext) {
  public ReportExtras {
    objectionsByRule = Collections.unmodifiableSortedMap(new TreeMap<>(objectionsByRule));
    tickToOrder = List.copyOf(tickToOrder);
    deliberation = List.copyOf(deliberation);
    roots = Collections.unmodifiableSortedMap(new TreeMap<>(roots));
    tryNext = List.copyOf(tryNext);
  }

  /// Only a title; every section that needs more says that there is nothing.
  public static ReportExtras titled(String title) {
    return new ReportExtras(
        title, "", new TreeMap<>(), List.of(), List.of(), "", "", new TreeMap<>(), List.of());
  }
}
