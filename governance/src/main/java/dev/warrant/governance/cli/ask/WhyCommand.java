package dev.warrant.governance.cli.ask;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warrant.execution.desk.RunFolder;
import dev.warrant.governance.audit.FromCut;
import dev.warrant.governance.audit.Passages;
import dev.warrant.governance.audit.ReplayTime;
import dev.warrant.governance.audit.RunPolicies;
import dev.warrant.governance.audit.RunRecord;
import dev.warrant.governance.audit.Verification;
import dev.warrant.governance.audit.WindowCommands;
import dev.warrant.governance.cli.common.Inputs;
import dev.warrant.governance.cli.common.Mishaps;
import dev.warrant.governance.cli.common.OrderIds;
import dev.warrant.governance.cli.common.Packs;
import dev.warrant.governance.cli.common.ReplayProgress;
import dev.warrant.governance.cli.common.Runs;
import dev.warrant.knowledge.journal.JournalDamaged;
import dev.warrant.knowledge.journal.JournalMap;
import dev.warrant.knowledge.trace.TraceFault;
import dev.warrant.knowledge.trace.TraceReader;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.reasoning.explain.Depth;
import dev.warrant.reasoning.explain.Explanation;
import dev.warrant.reasoning.explain.LimitWords;
import dev.warrant.reasoning.explain.Why;
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

/// Why an order was sent: what the trace says, once it was derived again from the journal.
@Command(
    name = "why",
    mixinStandardHelpOptions = true,
    description = {
      "Why was this order sent? One sentence, a tree, or everything down to the market events.",
      "The deliberation behind it, its warrant and the order itself are derived again from the",
      "journal, here and now; if they do not come to what is recorded, nothing is explained (exit 1).",
      "Where playing the inputs again takes longer than a while, it is derived from the cut that was",
      "kept of that deliberation, and the answer says what was taken as recorded.",
      "An order may be named by any unambiguous beginning or end of its id."
    })
public final class WhyCommand implements Callable<Integer> {
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

  @Option(
      names = "--no-verify",
      description = "say what the trace says, without deriving it again from the journal")
  private boolean unverified;

  @Option(
      names = "--from-inputs",
      description = "play all inputs up to the order again, however long that takes")
  private boolean fromInputs;

  @Option(
      names = "--replay-within",
      paramLabel = "SECONDS",
      description =
          "play the inputs again if that takes less by estimate (default: ${DEFAULT-VALUE})")
  private double within = ReplayTime.WITHIN_SECONDS;

  @Option(names = "--json", description = "answer as one JSON object")
  private boolean json;

  /// What is told of one order.
  ///
  /// @param verdict null if nobody asked for it
  private record Told(
      RunRecord.Sent sent,
      Explanation why,
      TreeMap<Long, String> inputs,
      Verification.@Nullable Verdict verdict) {
    String id() {
      return sent.id();
    }
  }

  @Override
  public Integer call() throws IOException {
    RunFolder folder = Runs.find(run);
    Runs.demandJournal(folder);
    Told told;
    try {
      TraceReader trace = TraceReader.open(folder.trace());
      OrderIds ids = OrderIds.of(trace);
      String asked = order;
      if (asked != null
          && !ids.nodes().containsKey(asked)
          && RunRecord.read(folder).order(asked) != null) {
        return alarm(folder, asked, List.of(Verification.UNTRACED));
      }
      told = told(folder, trace, ids);
    } catch (JournalDamaged | TraceFault e) {
      // A record that is not what was written explains nothing, whichever order was meant.
      String what = order == null ? "the last order" : order;
      return alarm(folder, what, List.of(String.valueOf(e.getMessage())));
    }
    Verification.Verdict verdict = told.verdict();
    if (verdict != null && !verdict.explained()) {
      return alarm(folder, told.id(), verdict.alarms());
    }
    System.out.println(json ? json(folder, told) : text(folder, told));
    return 0;
  }

  private Told told(RunFolder folder, TraceReader trace, OrderIds ids) {
    String id = ids.find(order);
    Passages passages = new Passages(folder, trace);
    RunRecord.Sent sent = passages.order(ids.node(id));
    Verification.Verdict verdict = unverified ? null : verdict(folder, passages, ids, id, sent);
    if (sent == null) {
      sent = RunRecord.read(folder).order(id); // where it is, if not where the trace says
    }
    if (sent == null) {
      throw new IllegalArgumentException(
          "the journal of "
              + folder.id()
              + " has no order "
              + id
              + ", though its trace has\nMaybe it was stripped of conclusions: ./warrant replay");
    }
    List<Instrument> instruments = passages.instruments(sent.at().seq());
    LimitWords limits =
        LimitWords.of(
            new RunPolicies(folder)
                .limitsOf(one -> {
                  Digest node = ids.nodes().get(one);
                  return node == null ? null : passages.order(node);
                }));
    Why why = new Why(trace::find, instruments, limits);
    Explanation answer = Objects.requireNonNull(why.explain(ids.node(id), depth));
    TreeMap<Long, String> inputs = new TreeMap<>();
    if (depth == Depth.LONG) {
      TreeSet<Long> wanted = new TreeSet<>();
      answer.tree().forEach(line -> inputsOf(line, wanted));
      inputs.putAll(Inputs.read(folder.journal(), instruments, wanted));
    }
    return new Told(sent, answer, inputs, verdict);
  }

  /// From the inputs if that is a matter of seconds, or else from the cut.
  private Verification.Verdict verdict(
      RunFolder folder, Passages passages, OrderIds ids, String id, RunRecord.@Nullable Sent sent) {
    Digest node = ids.node(id);
    double seconds = sent == null ? 0 : ReplayTime.seconds(folder.journal(), sent.at());
    // Of an order that is not where the trace says it is, playing the inputs tells no more.
    boolean quick = sent == null ? !JournalMap.of(folder.journal()).stripped() : seconds > within;
    if (!fromInputs && quick) {
      var found = FromCut.of(folder, Packs.rebuilding(folder, _ -> {}), passages, id, node);
      if (found.isPresent()) {
        return found.get();
      }
      System.err.println("no cut is kept of a deliberation it stands on, so the inputs must tell");
      System.err.println("Maybe ./warrant runs index " + folder.id() + " once, and then ask");
    }
    System.err.println(
        "deriving %s again from the journal, %s of processor; --no-verify skips that"
            .formatted(id, sent == null ? "a while" : "about " + ReplayProgress.span(seconds)));
    ReplayProgress progress =
        new ReplayProgress(folder, sent == null ? Long.MAX_VALUE : sent.at().nanos());
    return Verification.of(folder, Packs.rebuilding(folder, progress.begun()), id, node);
  }

  /// Says first and only that the record does not explain the order.
  private int alarm(RunFolder folder, String id, List<String> alarms) {
    if (json) {
      ObjectNode o = new ObjectMapper().createObjectNode();
      o.put("run", folder.id()).put("order", id).put("verified", false);
      o.put("status", "unexplained");
      ArrayNode all = o.putArray("alarms");
      alarms.forEach(all::add);
      System.out.println(o);
    } else {
      StringBuilder out = new StringBuilder("UNEXPLAINED: ").append(id);
      out.append("\nALARM: the record of ").append(folder.id());
      out.append(" does not lead to this order as it is told.");
      alarms.forEach(a -> out.append("\n  ").append(a.replace("\n", "\n  ")));
      out.append("\nMaybe ./warrant trace verify finds the record that was changed;");
      out.append(" --from-inputs asks the inputs, whatever an index says;");
      System.out.println(out.append(" --no-verify shows what the trace says, unvouched."));
    }
    return Mishaps.BAD_NEWS;
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

  private static String text(RunFolder folder, Told told) {
    StringBuilder out = new StringBuilder(told.id()).append(": ").append(told.why().sentence());
    out.append(" Sent ").append(told.sent().when()).append(". ");
    out.append(vouched(told.verdict()));
    told.why().tree().forEach(line -> append(out, line, told.inputs(), 1));
    for (String command : WindowCommands.of(folder, told.why().tree())) {
      out.append("\nthe window of a match above: ").append(command);
    }
    return out.toString();
  }

  private static String vouched(Verification.@Nullable Verdict verdict) {
    if (verdict == null) {
      return "Not verified.";
    }
    return verdict.verified()
        ? "Verified: derived again from the journal, to the same digests."
        : "Derived again from the kept cut, to the same digests; taken as recorded: "
            + String.join("; ", verdict.taken())
            + ". --from-inputs derives these too.";
  }

  private static String status(Verification.@Nullable Verdict verdict) {
    return verdict == null ? "not verified" : verdict.verified() ? "verified" : "from the kept cut";
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

  private static ObjectNode json(RunFolder folder, Told told) {
    ObjectNode o = new ObjectMapper().createObjectNode();
    o.put("run", folder.id()).put("order", told.id()).put("sentence", told.why().sentence());
    Verification.Verdict verdict = told.verdict();
    o.put("verified", verdict != null && verdict.verified() ? Boolean.TRUE : null);
    o.put("status", status(verdict));
    ArrayNode taken = o.putArray("takenAsRecorded");
    if (verdict != null) {
      verdict.taken().forEach(taken::add);
    }
    o.set("sent", told.sent().clocks().json(told.sent().at().nanos()));
    ArrayNode tree = o.putArray("tree");
    told.why().tree().forEach(line -> append(tree.addObject(), line, told.inputs()));
    ArrayNode windows = o.putArray("windows");
    WindowCommands.of(folder, told.why().tree()).forEach(windows::add);
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
