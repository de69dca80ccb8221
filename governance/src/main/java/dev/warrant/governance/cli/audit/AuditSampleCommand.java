package dev.warrant.governance.cli.audit;

import dev.warrant.execution.desk.RunFolder;
import dev.warrant.governance.audit.RunPolicies;
import dev.warrant.governance.audit.RunRecord;
import dev.warrant.governance.audit.Sample;
import dev.warrant.governance.audit.Told;
import dev.warrant.governance.audit.Verification;
import dev.warrant.governance.cli.common.OrderIds;
import dev.warrant.governance.cli.common.Packs;
import dev.warrant.governance.cli.common.StockQuestion;
import dev.warrant.knowledge.trace.TraceReader;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.reasoning.explain.Depth;
import dev.warrant.reasoning.explain.Explanation;
import dev.warrant.reasoning.explain.LimitWords;
import dev.warrant.reasoning.explain.Why;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// A random sample.
@Command(
    name = "sample",
    mixinStandardHelpOptions = true,
    description = {
      "Draw a random sample of orders that anybody can draw again: the same seed on the same run",
      "gives the same orders. Says what it was drawn from, and how it is known that nothing is",
      "missing there; each order with why it was sent and its place in the log."
    })
final class AuditSampleCommand extends StockQuestion {
  @Option(names = "--seed", required = true, paramLabel = "S", description = "of the draw")
  private long seed;

  @Option(
      names = "-n",
      paramLabel = "N",
      defaultValue = "25",
      description = "how many (default: ${DEFAULT-VALUE})")
  private int size = 25;

  @Option(
      names = "--of",
      paramLabel = "WHAT",
      defaultValue = "orders",
      description = "orders, refusals or deliberations (default: ${DEFAULT-VALUE})")
  private Sample.Of of = Sample.Of.ORDERS;

  @Option(
      names = "--verify",
      description =
          "derive each order again from the journal, in one pass; exits with 1 if one"
              + " is unexplained")
  private boolean verify;

  @Override
  protected Told about(RunFolder run) {
    OrderIds ids = OrderIds.of(TraceReader.open(run.trace()));
    return Sample.of(
        run,
        new Sample.Draw(of, seed, size),
        new Sample.Telling(
            sentences(run, ids), verify ? orders -> verdicts(run, ids, orders) : null),
        whole());
  }

  private static SortedMap<String, Verification.Verdict> verdicts(
      RunFolder run, OrderIds ids, List<String> orders) {
    TreeMap<String, Digest> nodes = new TreeMap<>();
    TreeMap<String, Verification.Verdict> out = new TreeMap<>();
    for (String id : orders) {
      Digest node = ids.nodes().get(id);
      if (node == null) {
        out.put(id, new Verification.Verdict(List.of(Verification.UNTRACED)));
      } else {
        nodes.put(id, node);
      }
    }
    out.putAll(Verification.of(run, Packs.rebuilding(run), nodes));
    return out;
  }

  private BiFunction<RunRecord, String, String> sentences(RunFolder run, OrderIds ids) {
    TraceReader trace = TraceReader.open(run.trace());
    RunPolicies policies = new RunPolicies(run);
    return (record, id) -> {
      LimitWords limits = LimitWords.of(policies.limitsOf(record));
      Digest node = ids.nodes().get(id);
      Why why = new Why(trace::find, record.instruments(), limits);
      Explanation found = node == null ? null : why.explain(node, Depth.SHORT);
      return found == null ? "UNEXPLAINED: it is not in the trace" : found.sentence();
    };
  }
}
