package dev.warrant.governance.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warrant.execution.desk.RunFolder;
import dev.warrant.sim.replay.Difference;
import dev.warrant.sim.replay.PackShelf;
import dev.warrant.sim.replay.Replayed;
import dev.warrant.sim.replay.Replayer;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Rebuilds a run from its inputs and compares.
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description = {
      "Rebuild every conclusion of a run from its inputs, in this fresh process, and compare.",
      "Exit 0 if everything is the same, 1 with the first difference, 2 if the run cannot be read."
    })
final class ReplayCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..1",
      paramLabel = "RUN",
      description = "run folder or id; the latest if left out")
  private @Nullable String run;

  @Option(names = "--json", description = "answer as one JSON object")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    RunFolder folder = Runs.find(run);
    Replayed replayed;
    PackShelf shelf = (policy, strategy) -> Packs.kept(folder, policy, strategy);
    try (Replayer replayer = new Replayer(Packs.of(folder), shelf, Packs.cache(), this::progress)) {
      replayed = replayer.replay(folder.journal());
    }
    ObjectNode summary = Summary.load(folder);
    String difference = difference(replayed, summary);
    ObjectNode answer = answer(folder, replayed, difference);
    if (json) {
      System.out.println(answer);
    } else {
      System.out.println(text(folder, replayed, difference));
    }
    return difference.isEmpty() ? 0 : Mishaps.BAD_NEWS;
  }

  private void progress(long inputs) {
    System.err.printf("replayed %,d inputs%n", inputs);
  }

  /// The first difference in words; also when only the roots of the summary can tell.
  private static String difference(Replayed r, ObjectNode summary) {
    Difference d = r.difference();
    if (d != null) {
      return d.toString();
    }
    String trace = summary.path("traceRoot").asText("");
    if (!trace.isEmpty() && !trace.equals(r.rebuilt().trace().hex())) {
      return "the trace root differs\n  recorded: "
          + trace
          + "\n  rebuilt:  "
          + r.rebuilt().trace();
    }
    String journal = summary.path("journalRoot").asText("");
    if (!journal.isEmpty() && !journal.equals(r.rebuilt().journal().hex())) {
      return "the journal root differs, with inputs that hold together: a conclusion differs\n  recorded: "
          + journal
          + "\n  rebuilt:  "
          + r.rebuilt().journal();
    }
    return "";
  }

  private static ObjectNode answer(RunFolder folder, Replayed r, String difference) {
    ObjectNode o = new ObjectMapper().createObjectNode();
    o.put("run", folder.id()).put("same", difference.isEmpty()).put("stripped", r.stripped());
    o.put("inputs", r.inputs()).put("conclusions", r.conclusions()).put("orders", r.orders());
    o.put("traceRoot", r.rebuilt().trace().hex()).put("journalRoot", r.rebuilt().journal().hex());
    Difference d = r.difference();
    if (d != null) {
      o.putObject("firstDifference")
          .put("seq", d.seq())
          .put("ordinal", d.ordinal())
          .put("recorded", d.recorded())
          .put("rebuilt", d.rebuilt());
    } else if (!difference.isEmpty()) {
      o.put("firstDifference", difference);
    }
    return o;
  }

  private static String text(RunFolder folder, Replayed r, String difference) {
    String head =
        String.format(
            "%s: %,d inputs, %,d conclusions, %,d orders rebuilt%s%ntrace root %s",
            folder.id(),
            r.inputs(),
            r.conclusions(),
            r.orders(),
            r.stripped() ? " (journal stripped of conclusions: roots compared)" : "",
            r.rebuilt().trace());
    return head + "\n" + (difference.isEmpty() ? "everything is the same" : difference);
  }
}
