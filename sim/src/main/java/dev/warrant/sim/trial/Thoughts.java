package dev.warrant.sim.trial;

import dev.warrant.reasoning.deliberate.ClauseCoverage;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// What deliberation thought in one or more stories.
public final class Thoughts {
  private static final String OBJECTED = "objected: ";

  private final TreeSet<String> wishes = new TreeSet<>();
  private final TreeMap<String, Long> objections = new TreeMap<>();
  private final TreeMap<String, Long> fired = new TreeMap<>();
  private final TreeMap<String, Long> held = new TreeMap<>();
  private final TreeMap<String, Long> failed = new TreeMap<>();
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
    if (now.add(OBJECTED + rule)) {
      fired.merge(OBJECTED + rule, 1L, Long::sum);
    }
  }

  /// What became of the theory's clauses in one deliberation.
  void clauses(ClauseCoverage.Seen seen) {
    seen.held().forEach(clause -> held.merge(clause, 1L, Long::sum));
    seen.failed().forEach(clause -> failed.merge(clause, 1L, Long::sum));
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
    o.held.forEach((clause, n) -> held.merge(clause, n, Long::sum));
    o.failed.forEach((clause, n) -> failed.merge(clause, n, Long::sum));
  }

  /// Wishes as `strategy side symbol`.
  public SortedSet<String> wishes() {
    return new TreeSet<>(wishes);
  }

  /// Objections by clause, rule or limit.
  public SortedMap<String, Long> objections() {
    return new TreeMap<>(objections);
  }

  /// In how many deliberations a rule fired.
  public long fired(String rule) {
    return this.fired.getOrDefault(rule, 0L);
  }

  /// In how many deliberations a rule objected.
  public long objectedIn(String rule) {
    return this.fired.getOrDefault(OBJECTED + rule, 0L);
  }

  /// In how many deliberations a clause held.
  public long held(String clause) {
    return this.held.getOrDefault(clause, 0L);
  }

  /// In how many deliberations a clause was tried and did not hold.
  public long failed(String clause) {
    return this.failed.getOrDefault(clause, 0L);
  }

  /// How many deliberations there were.
  public long deliberations() {
    return deliberations;
  }
}
