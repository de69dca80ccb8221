package dev.warrant.governance.cli.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warrant.execution.desk.RunFolder;
import dev.warrant.governance.audit.Independence;
import dev.warrant.governance.audit.OrdersUsing;
import dev.warrant.governance.cli.common.Mishaps;
import dev.warrant.governance.cli.common.Summary;
import dev.warrant.governance.excerpt.Excerpt;
import dev.warrant.governance.report.ReportExtras;
import dev.warrant.governance.report.ReportPage;
import dev.warrant.governance.report.ReportReader;
import dev.warrant.knowledge.store.Projection;
import dev.warrant.knowledge.trace.TraceNode;
import dev.warrant.knowledge.trace.TraceReader;
import java.io.IOException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What is made of a run's journal and trace once it is over: the page, the index of the trace, the
/// excerpt of the journal and the tables. All can be made again at any time.
final class RunReport {
  private RunReport() {}

  /// Makes page and tables after a run. What fails is told and does not spoil the run.
  static void after(RunFolder folder) {
    try {
      page(folder);
    } catch (IOException | RuntimeException e) {
      System.err.println("warrant: no report: " + Mishaps.sentence(e));
    }
    try {
      TraceReader.open(folder.trace()).index();
      OrdersUsing.keep(folder);
    } catch (RuntimeException e) {
      System.err.println("warrant: no index of the trace: " + Mishaps.sentence(e));
    }
    try {
      Excerpt.make(folder);
    } catch (IOException | RuntimeException e) {
      System.err.println("warrant: no excerpt of the journal: " + Mishaps.sentence(e));
    }
    try {
      tables(folder);
    } catch (RuntimeException e) {
      System.err.println("warrant: no tables: " + Mishaps.sentence(e));
    }
  }

  /// Writes `report.html`.
  static void page(RunFolder folder) throws IOException {
    ObjectNode summary = Summary.load(folder);
    Timings timings = Timings.load(folder);
    TreeMap<String, String> roots = new TreeMap<>();
    roots.put("trace root", summary.path("traceRoot").asText());
    roots.put("log", Independence.of(folder).says());
    if (summary.has("certificate")) {
      roots.put("certificate", summary.path("certificate").asText());
      roots.put("signatures", summary.path("signatures").asText());
    }
    ReportExtras extras =
        new ReportExtras(
            folder.id(),
            subtitle(summary),
            objections(folder, summary),
            timings.tickToOrder(),
            timings.deliberation(),
            timings.machine(),
            timings.commit(),
            roots,
            Endings.tryNext(folder));
    ReportPage.write(ReportReader.read(folder.journal()), extras, folder.report());
  }

  private static String subtitle(ObjectNode summary) {
    return summary.path("what").asText("no summary was left: this run did not end by itself");
  }

  /// From the summary, or counted in the trace if the run left none.
  private static SortedMap<String, Long> objections(RunFolder folder, ObjectNode summary) {
    TreeMap<String, Long> out = new TreeMap<>();
    if (summary.has("objectionsByRule")) {
      summary
          .path("objectionsByRule")
          .properties()
          .forEach(e -> out.put(e.getKey(), e.getValue().asLong()));
    } else {
      TraceReader.open(folder.trace())
          .forEach(node -> {
            if (node.kind() == TraceNode.Kind.OBJECTION) {
              out.merge(node.rule(), 1L, Long::sum);
            }
          });
    }
    return out;
  }

  /// Builds the tables.
  static void tables(RunFolder folder) {
    Projection.rebuild(folder.path()).close();
  }

  /// What a report needs to name a run.
  static List<String> made(RunFolder folder) {
    return List.of(folder.report().toString(), folder.path().resolve("desk.mv.db").toString());
  }
}
