package dev.warrant.reasoning.check;

import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.rules.limit.DecisionTable;
import dev.warrant.rules.limit.MeasureRange;
import dev.warrant.rules.pack.PolicyPack;
import dev.warrant.rules.table.TableSpace;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// What is wrong with the decision tables of a policy, over all inputs in their declared ranges.
/// Exact and complete: rows are boxes of whole numbers.
public final class TableFindings {
  private TableFindings() {}

  /// Findings table by table: gap, overlaps, unreachable rows.
  ///
  /// @throws dev.warrant.rules.text.RuleException if a table is too tangled to be analysed
  public static List<Finding> of(PolicyPack pack) {
    Map<MeasureId, MeasureRange> ranges = new EnumMap<>(MeasureId.class);
    pack.measures().forEach(range -> ranges.put(range.measure(), range));
    List<Finding> out = new ArrayList<>();
    for (DecisionTable table : pack.tables().values()) {
      of(table, new TableSpace(table, ranges), out);
    }
    return List.copyOf(out);
  }

  private static void of(DecisionTable table, TableSpace space, List<Finding> out) {
    String gap = space.gap();
    if (gap != null) {
      String says = "no row stands for " + gap + "; every order that reads it would be refused.";
      out.add(new Finding(FindingCode.W120, table.name(), table.file() + ":1:1", says));
    }
    if (table.hit() == DecisionTable.Hit.UNIQUE) {
      for (TableSpace.Overlap one : space.overlaps()) {
        String says =
            "rows %s and %s (%s) both match %s; only one may."
                .formatted(one.first().id(), one.second().id(), place(one.second()), one.at());
        out.add(new Finding(FindingCode.W121, table.name(), place(one.first()), says));
      }
    }
    for (DecisionTable.Row row : space.unreachable()) {
      String says =
          table.hit() == DecisionTable.Hit.FIRST
              ? "row " + row.id() + " never decides: the rows above it take all it would match."
              : "row " + row.id() + " never decides: no input in range matches it.";
      out.add(new Finding(FindingCode.W122, table.name() + " " + row.id(), place(row), says));
    }
  }

  private static String place(DecisionTable.Row row) {
    return row.places().getFirst().toString();
  }
}
