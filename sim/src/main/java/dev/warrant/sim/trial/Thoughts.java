package dev.warrant.sim.trial;

import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// What deliberation thought in one or more stories.
public final class Thoughts {
  private final TreeSet<String> wishes = new TreeSet<>();
  private final TreeMap<String, Long> objections = new TreeMap<>();
  private final TreeMap<String, Long> fired = new TreeMap<>();
  private final TreeSet<String> now = new TreeSet<>();
  private long deliberations;

  void begin() {
    deliberations++;
    now.clear();
  }

  void deduced(String strategy, String what) {
    wishes.add(strategy + " " + what);
  }

  void objected(String rule) {
    objections.merge(rule, 1L, Long::sum);
    note(rule);
  }

  /// A rule counts once in a deliberation.
  void note(String rule) {
    if (!rule.isEmpty() && now.add(rule)) {
      fired.merge(rule, 1L, Long::sum);
    }
  }

  void add(Thoughts o) {
    deliberations += o.deliberations;
    wishes.addAll(o.wishes);
    o.objections.forEach((rule, n) -> objections.merge(rule, n, Long::sum));
    o.fired.forEach((rule, n) -> fired.merge(rule, n, Long::sum));
  }

  /// Wishes as `strategy side symbol`.
  public SortedSet<String> wishes() {
    return new TreeSet<>(wishes);
  }

  /// Objections by clause, rule or limit.
  public SortedMap<String, Long> objections() {
    return new TreeMap<>(objections);
  }

  /// In how many deliberations a rule or clause had a part.
  public long fired(String rule) {
    return this.fired.getOrDefault(rule, 0L);
  }

  /// How many deliberations there were.
  public long deliberations() {
    return deliberations;
  }
}
