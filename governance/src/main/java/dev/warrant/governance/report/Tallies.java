package dev.warrant.governance.report;

import dev.warrant.governance.report.ReportData.Tally;
import java.util.SortedMap;
import java.util.TreeMap;

/// Counts by name. Names come from packs and ports and are few; should they not be, the rest is
/// counted together.
final class Tallies {
  private static final int NAMES_MAX = 200;
  private static final String REST = "(others)";

  private final SortedMap<String, Tally> tallies = new TreeMap<>();

  void count(String name, long nanos, String says) {
    String key = tallies.containsKey(name) || tallies.size() < NAMES_MAX ? name : REST;
    tallies.merge(
        key,
        new Tally(1, nanos, says),
        (old, one) -> new Tally(old.count() + 1, old.firstNanos(), old.says()));
  }

  SortedMap<String, Tally> all() {
    return tallies;
  }
}
