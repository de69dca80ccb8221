package dev.warrant.sim.trial;

import dev.warrant.execution.desk.DeskRules;
import dev.warrant.rules.limit.DecisionTable;
import dev.warrant.rules.limit.Limit;
import dev.warrant.rules.limit.Reading;
import dev.warrant.rules.limit.TableReader;
import dev.warrant.rules.pack.StrategyPack;
import dev.warrant.rules.scenario.Expectation;
import dev.warrant.rules.scenario.Scenario;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the scenarios have seen of each limit. Vectors count for kept and broken; only stories
/// count for being reached.
public final class Coverage {
  private static final Pattern RULE = Pattern.compile("(?m)^rule \"([^\"]+)\"");
  private static final Pattern CLAUSE = Pattern.compile("(?ms)^rule\\(([a-z0-9_]+),.*?\\)\\.\\s*$");
  private static final Pattern JOINT =
      Pattern.compile("(?m)^against\\(\\w+,\\s*/([A-Za-z0-9_-]+),");
  private static final Pattern BARE = Pattern.compile("(?s).*,\\s*true\\)\\.\\s*");

  private final StrategyPack strategy;
  private final Thoughts thoughts = new Thoughts();

  /// Scenarios that share a story share what was thought in it, which counts once.
  private final List<Thoughts> heard = new ArrayList<>();

  private final Map<String, Row> rows = new LinkedHashMap<>();
  private final List<DecisionTable> tables;
  private final Map<String, Decided> decided = new LinkedHashMap<>();

  /// One limit.
  ///
  /// @param kept how often it bound an order and was kept
  /// @param broken how often it bound and was broken
  /// @param absent how often a measure it reads had no value or one out of range
  /// @param alone names of stories, told to a desk, in which it refuses alone
  /// @param together stories in which it refuses together with others
  public record Row(
      String limit,
      long kept,
      long broken,
      long absent,
      List<String> alone,
      List<String> together) {
    public Row {
      alone = List.copyOf(alone);
      together = List.copyOf(together);
    }

    /// Whether a story reaches it end to end.
    public boolean reached() {
      return !alone.isEmpty() || !together.isEmpty();
    }

    /// Whether the scenarios saw it kept and broken.
    public boolean bothWays() {
      return kept > 0 && broken > 0;
    }

    private Row with(Reading r) {
      return switch (r) {
        case Reading.NotBinding _ -> this;
        case Reading.Absent _, Reading.OutOfRange _, Reading.NoRow _ ->
            new Row(limit, kept, broken, absent + 1, alone, together);
        case Reading.Judged j when j.admits() ->
            new Row(limit, kept + 1, broken, absent, alone, together);
        case Reading.Judged _ -> new Row(limit, kept, broken + 1, absent, alone, together);
      };
    }

    private Row in(String story, boolean byItself) {
      List<String> more = new ArrayList<>(byItself ? alone : together);
      more.add(story);
      return byItself
          ? new Row(limit, kept, broken, absent, more, together)
          : new Row(limit, kept, broken, absent, alone, more);
    }
  }

  /// A rule of `intents/`, or a clause or joint rule of `theory/`.
  ///
  /// @param kind `rule`, `clause` or `joint`
  /// @param had in how many deliberations the rule fired or objected, or the clause held
  /// @param hadNot in how many the rule did not fire, or the clause was tried and did not hold
  /// @param certain whether it has no condition that could fail
  public record Fired(
      String kind, String name, String file, long had, long hadNot, boolean certain) {
    /// Whether the scenarios saw it true, and false unless it cannot be.
    public boolean bothWays() {
      return had > 0 && (certain || hadNot > 0);
    }
  }

  /// A row of a decision table.
  ///
  /// @param file `file:line`
  /// @param did how often it decided
  /// @param didNot how often another row did, or none
  public record Decided(String table, String row, String file, long did, long didNot) {
    /// Whether the scenarios saw it decide, and not decide.
    public boolean bothWays() {
      return did > 0 && didNot > 0;
    }

    private Decided with(boolean decides) {
      return new Decided(table, row, file, did + (decides ? 1 : 0), didNot + (decides ? 0 : 1));
    }
  }

  Coverage(DeskRules rules) {
    strategy = rules.strategy();
    tables = List.copyOf(rules.policy().tables().values());
    for (DecisionTable t : tables) {
      for (DecisionTable.Row r : t.rows()) {
        decided.put(key(t, r), new Decided(t.name(), r.id(), r.cite(), 0, 0));
      }
    }
    for (Limit l : rules.policy().limits()) {
      rows.put(l.id(), new Row(l.id(), 0, 0, 0, List.of(), List.of()));
    }
  }

  private static String key(DecisionTable table, DecisionTable.Row row) {
    return table.name() + " " + row.id();
  }

  private void tables(Asked a) {
    for (DecisionTable t : tables) {
      if (t.inputs().stream().allMatch(i -> a.measures().present(i.measure()))) {
        int at = TableReader.row(t, a.measures());
        for (int i = 0; i < t.rows().size(); i++) {
          boolean decides = i == at;
          decided.computeIfPresent(key(t, t.rows().get(i)), (_, d) -> d.with(decides));
        }
      }
    }
  }

  /// Rows of decision tables, in the order they stand.
  public List<Decided> decided() {
    return List.copyOf(decided.values());
  }

  void add(Verdict v) {
    if (heard.stream().noneMatch(t -> t == v.thoughts())) {
      heard.add(v.thoughts());
      thoughts.add(v.thoughts());
    }
    for (Asked a : v.asked()) {
      tables(a);
      for (Reading r : a.readings()) {
        rows.computeIfPresent(r.limit().id(), (_, row) -> row.with(r));
      }
    }
    boolean story = v.scenario() instanceof Scenario.Venue;
    if (story && v.passed() && v.scenario().expect() instanceof Expectation.Refused) {
      boolean alone = v.refusing().size() == 1;
      for (String id : v.refusing()) {
        rows.computeIfPresent(id, (_, row) -> row.in(v.scenario().name(), alone));
      }
    }
  }

  /// Limits that no story reaches.
  public List<String> notReached() {
    return rows.values().stream().filter(r -> !r.reached()).map(Row::limit).toList();
  }

  /// Limits that stories reach, but never alone.
  public List<String> neverAlone() {
    return rows.values().stream()
        .filter(r -> r.reached() && r.alone().isEmpty())
        .map(Row::limit)
        .toList();
  }

  /// Rules and clauses of the strategy, in order of file.
  public List<Fired> fired() {
    List<Fired> out = new ArrayList<>();
    strategy.files("intents", ".drl").forEach((file, text) -> rules(out, file, text));
    strategy.files("theory", ".pl").forEach((file, text) -> clauses(out, file, text));
    strategy.files("theory", ".mg").forEach((file, text) -> joint(out, file, text));
    return out;
  }

  private void rules(List<Fired> out, String file, String text) {
    Matcher m = RULE.matcher(text);
    while (m.find()) {
      long had = thoughts.fired(m.group(1));
      out.add(new Fired("rule", m.group(1), file, had, thoughts.deliberations() - had, false));
    }
  }

  private void clauses(List<Fired> out, String file, String text) {
    Matcher m = CLAUSE.matcher(text);
    while (m.find()) {
      String id = m.group(1);
      boolean certain = BARE.matcher(m.group()).matches();
      out.add(new Fired("clause", id, file, thoughts.held(id), thoughts.failed(id), certain));
    }
  }

  private void joint(List<Fired> out, String file, String text) {
    Matcher m = JOINT.matcher(text);
    while (m.find()) {
      long had = thoughts.objectedIn(m.group(1));
      out.add(new Fired("joint", m.group(1), file, had, thoughts.deliberations() - had, false));
    }
  }

  /// All limits, in the guard's order.
  public List<Row> rows() {
    return List.copyOf(rows.values());
  }
}
