package dev.warrant.governance.audit;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warrant.execution.desk.RunFolder;
import dev.warrant.execution.guard.SlotMeasures;
import dev.warrant.rules.limit.DecisionTable;
import dev.warrant.rules.limit.Limit;
import dev.warrant.rules.limit.TableReader;
import dev.warrant.rules.pack.StrategyPack;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Rules that were in force and never mattered: intent rules that concluded nothing, clauses that
/// are in no proof and refused nothing, patterns that never matched, limits that never refused,
/// objected, bound a size, were closest to an order, were warned of or broken, and rows of tables
/// that never decided.
///
/// All but the rows is on record: in the excerpt of the journal and the index of the trace, or, if
/// asked for, in all of both. Which row decided is known once a run is played again, from the
/// measures at every question to a guard.
public final class NeverFired {
  private static final Pattern RULE = Pattern.compile("(?m)^rule \"([^\"]+)\"");
  private static final Pattern CLAUSE = Pattern.compile("(?m)^rule\\(([a-z0-9_]+),");
  private static final Pattern PATTERN = Pattern.compile("(?mi)^@name\\('([^']+)'\\)");

  /// What can fire.
  ///
  /// @param kind `rule`, `clause`, `pattern`, `limit` or `row`
  /// @param name its id; of a row with its table
  /// @param file where it stands in its pack
  private record Rule(String kind, String name, String file) implements Comparable<Rule> {
    private static final Comparator<Rule> ORDER =
        Comparator.comparing(Rule::kind).thenComparing(Rule::file).thenComparing(Rule::name);

    @Override
    public int compareTo(Rule o) {
      return ORDER.compare(this, o);
    }
  }

  private final TreeMap<Rule, Boolean> fired = new TreeMap<>();
  private final List<String> runs = new ArrayList<>();
  private final List<String> sources = new ArrayList<>();
  private final boolean rows;
  private final boolean whole;

  /// @param rows whether runs are played again, to know which rows of tables decided
  /// @param whole whether all of their journals and traces is read and verified
  public NeverFired(boolean rows, boolean whole) {
    this.rows = rows;
    this.whole = whole;
  }

  /// Takes a run in.
  ///
  /// @throws dev.warrant.knowledge.journal.JournalDamaged if its journal had to be read and is not
  ///   what was written
  /// @throws dev.warrant.knowledge.trace.TraceFault if the same is so of its trace
  public void add(RunFolder run, Rebuilding rebuilding) {
    Seen seen = Seen.in(run, whole);
    RunRecord record = seen.record();
    runs.add(run.id());
    sources.add(
        run.id()
            + ": "
            + record.source()
            + (whole ? ", and so the trace" : ", trace by its index"));
    RunPolicies policies = new RunPolicies(record.run());
    PackOf packs = new PackOf(record.run(), policies);
    for (InForce.Stretch s : record.stretches()) {
      known(packs.strategy(s.packs().strategy()));
      for (Limit limit : policies.pack(s.packs().policy()).limits()) {
        fired.putIfAbsent(new Rule("limit", limit.id(), limit.file()), false);
      }
      for (DecisionTable t : policies.pack(s.packs().policy()).tables().values()) {
        t.rows().forEach(r -> fired.putIfAbsent(row(t, r), false));
      }
    }
    seen.closest(policies);
    fired.replaceAll((rule, before) -> before || seen.any(ways(rule), rule.name()));
    if (rows) {
      rebuilding
          .heardBy((guard, _, slots) -> decided(guard.pack().tables().values(), slots))
          .conclusions(record.run(), Long.MAX_VALUE, (_, _) -> {});
    }
  }

  private void known(StrategyPack pack) {
    names(pack, "intents", ".drl", RULE, "rule");
    names(pack, "theory", ".pl", CLAUSE, "clause");
    names(pack, "patterns", ".epl", PATTERN, "pattern");
  }

  private void names(StrategyPack pack, String folder, String ending, Pattern form, String kind) {
    pack.files(folder, ending)
        .forEach((file, text) -> {
          Matcher m = form.matcher(text);
          while (m.find()) {
            long line = text.substring(0, m.start()).lines().count() + 1;
            fired.putIfAbsent(new Rule(kind, m.group(1), file + ":" + line), false);
          }
        });
  }

  private static Rule row(DecisionTable table, DecisionTable.Row row) {
    return new Rule("row", table.name() + " " + row.id(), row.cite());
  }

  private void decided(Iterable<DecisionTable> tables, long[] slots) {
    SlotMeasures measures = new SlotMeasures(slots);
    for (DecisionTable t : tables) {
      if (t.inputs().stream().allMatch(i -> measures.present(i.measure()))) {
        int at = TableReader.row(t, measures);
        if (at >= 0) {
          fired.put(row(t, t.rows().get(at)), true);
        }
      }
    }
  }

  private static List<String> ways(Rule rule) {
    return switch (rule.kind()) {
      case "rule" -> List.of("intent", "derived");
      case "clause" -> List.of("proof", "objection");
      case "pattern" -> List.of("pattern");
      case "limit" -> List.of("refused", "objection", "bound", "closest", "breached", "warned");
      default -> List.of();
    };
  }

  /// What came of it.
  public Told told() {
    ObjectNode o = new ObjectMapper().createObjectNode();
    runs.forEach(o.putArray("runs")::add);
    sources.forEach(o.putArray("readFrom")::add);
    o.put("rowsKnown", rows);
    ObjectNode kinds = o.putObject("kinds");
    ArrayNode never = o.putArray("never");
    TreeMap<String, int[]> counts = new TreeMap<>();
    Columns table = new Columns("kind", "never fired", "where");
    fired.forEach((rule, mattered) -> {
      if (!rule.kind().equals("row") || rows) {
        int[] count = counts.computeIfAbsent(rule.kind(), k -> new int[2]);
        count[0]++;
        if (!mattered) {
          count[1]++;
          table.row(rule.kind(), rule.name(), rule.file());
          never
              .addObject()
              .put("kind", rule.kind())
              .put("name", rule.name())
              .put("at", rule.file());
        }
      }
    });
    StringBuilder out = new StringBuilder(String.join(", ", runs)).append(": never fired");
    String sep = " ";
    for (var e : counts.entrySet()) {
      int all = e.getValue()[0];
      int none = e.getValue()[1];
      kinds.putObject(e.getKey()).put("all", all).put("never", none);
      out.append(sep).append(none).append(" of ").append(all).append(' ').append(e.getKey());
      out.append("s");
      sep = ", ";
    }
    if (!rows) {
      out.append("\nwhich rows of tables decided is not on record\nMaybe --rebuild");
    }
    out.append(never.isEmpty() ? "" : table);
    return Told.of(o, out.append('\n').append(String.join("\n", sources)));
  }
}
