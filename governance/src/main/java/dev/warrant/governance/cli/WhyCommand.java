package dev.warrant.governance.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warrant.execution.desk.RunFolder;
import dev.warrant.execution.guard.GuardCompiler;
import dev.warrant.knowledge.trace.TraceNode;
import dev.warrant.knowledge.trace.TraceReader;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.reasoning.explain.Depth;
import dev.warrant.reasoning.explain.Explanation;
import dev.warrant.reasoning.explain.LimitWords;
import dev.warrant.reasoning.explain.Why;
import dev.warrant.rules.limit.Limit;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Why an order was sent, from the trace alone.
@Command(
    name = "why",
    mixinStandardHelpOptions = true,
    description = {
      "Why was this order sent? One sentence, a tree, or everything down to the market events.",
      "An order may be named by any unambiguous beginning or end of its id."
    })
final class WhyCommand implements Callable<Integer> {
  private static final Pattern INPUT = Pattern.compile("input (\\d+)$");

  @Parameters(
      arity = "0..1",
      paramLabel = "ORDER",
      description = "client id of the order; the last one under a warrant if left out")
  private @Nullable String order;

  @Option(
      names = "--run",
      paramLabel = "RUN",
      description = "run folder or id (default: the latest run)")
  private @Nullable String run;

  @Option(
      names = "--depth",
      paramLabel = "DEPTH",
      description = "short, mid or long (default: ${DEFAULT-VALUE})",
      defaultValue = "mid")
  private Depth depth = Depth.MID;

  @Option(names = "--json", description = "answer as one JSON object")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    RunFolder folder = Runs.find(run);
    TraceReader trace = TraceReader.open(folder.trace());
    OrderIds ids = OrderIds.of(trace);
    String id = ids.find(order);
    TraceNode node = Objects.requireNonNull(trace.find(ids.node(id)));
    List<Instrument> instruments = Inputs.instruments(folder.journal());
    List<Limit> limits = GuardCompiler.compile(PolicyOf.order(folder, id)).limits();
    Why why = new Why(trace::find, instruments, LimitWords.of(limits));
    Explanation answer = Objects.requireNonNull(why.explain(node.id(), depth));
    TreeMap<Long, String> inputs = new TreeMap<>();
    if (depth == Depth.LONG) {
      TreeSet<Long> wanted = new TreeSet<>();
      answer.tree().forEach(line -> inputsOf(line, wanted));
      inputs.putAll(Inputs.read(folder.journal(), instruments, wanted));
    }
    System.out.println(json ? json(folder, id, answer, inputs) : text(id, answer, inputs));
    return 0;
  }

  private static void inputsOf(Explanation.Line line, TreeSet<Long> out) {
    Matcher m = INPUT.matcher(line.says());
    if (m.find()) {
      out.add(Long.parseLong(m.group(1)));
    }
    line.parts().forEach(part -> inputsOf(part, out));
  }

  private static String event(Explanation.Line line, TreeMap<Long, String> inputs) {
    Matcher m = INPUT.matcher(line.says());
    return m.find() ? inputs.getOrDefault(Long.parseLong(m.group(1)), "") : "";
  }

  private static String text(String id, Explanation answer, TreeMap<Long, String> inputs) {
    StringBuilder out = new StringBuilder(id).append(": ").append(answer.sentence());
    answer.tree().forEach(line -> append(out, line, inputs, 1));
    return out.toString();
  }

  private static void append(
      StringBuilder out, Explanation.Line line, TreeMap<Long, String> inputs, int depth) {
    out.append('\n').append("  ".repeat(depth)).append(line.kind());
    if (!line.rule().isEmpty()) {
      out.append(" [").append(line.rule()).append(']');
    }
    out.append(' ').append(line.says());
    if (line.seen()) {
      out.append(" (").append(line.node()).append(", shown above)");
    }
    String event = event(line, inputs);
    if (!event.isEmpty()) {
      out.append(": ").append(event);
    }
    line.parts().forEach(part -> append(out, part, inputs, depth + 1));
  }

  private static ObjectNode json(
      RunFolder folder, String id, Explanation answer, TreeMap<Long, String> inputs) {
    ObjectNode o = new ObjectMapper().createObjectNode();
    o.put("run", folder.id()).put("order", id).put("sentence", answer.sentence());
    ArrayNode tree = o.putArray("tree");
    answer.tree().forEach(line -> append(tree.addObject(), line, inputs));
    return o;
  }

  private static void append(ObjectNode o, Explanation.Line line, TreeMap<Long, String> inputs) {
    o.put("kind", line.kind()).put("rule", line.rule()).put("says", line.says());
    o.put("node", line.node()).put("seen", line.seen());
    String event = event(line, inputs);
    if (!event.isEmpty()) {
      o.put("event", event);
    }
    ArrayNode parts = o.putArray("parts");
    line.parts().forEach(part -> append(parts.addObject(), part, inputs));
  }
}
