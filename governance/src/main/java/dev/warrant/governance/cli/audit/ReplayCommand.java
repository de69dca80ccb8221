package dev.warrant.governance.cli.audit;

import dev.warrant.execution.desk.DeskRules;
import dev.warrant.execution.desk.RunFolder;
import dev.warrant.governance.cli.common.Mishaps;
import dev.warrant.governance.cli.common.Packs;
import dev.warrant.governance.cli.common.Runs;
import dev.warrant.governance.cli.common.Summary;
import dev.warrant.knowledge.tlog.Leaves;
import dev.warrant.knowledge.tlog.LogFault;
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
      "Exit 0 if everything is the same, 1 with the first difference, 2 if the run cannot be read.",
      "Packs that were edited since are used as they are, and told: that is exit 1 too."
    })
public final class ReplayCommand implements Callable<Integer> {
  private static final String NEVER =
      "the packs beside the run are not those it names; it was replayed under those kept at its"
          + " starts";

  private static final String BEFORE =
      " is not the one that was signed; all before it are (whose signature: ./warrant trace verify)";

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
    DeskRules beside = Packs.of(folder);
    Attempt first = replay(folder, beside, (p, s) -> Packs.kept(folder, p, s));
    Replayed r = first.replayed();
    String packs = r.otherPacks().isEmpty() ? "" : others(r);
    if (packs.isEmpty() && !first.named()) {
      // It was replayed by packs kept at its starts; those beside it were never in force.
      packs = NEVER;
      if (r.same()) {
        r = replay(folder, beside, (_, _) -> null).replayed();
        packs = others(r) + "\n  under the packs kept at its starts every conclusion is the same";
      }
    }
    String roots = ReplayAnswer.roots(r, Summary.load(folder));
    boolean comparable = packs.isEmpty() && !r.stripped();
    String signed = "";
    if (comparable && !(r.same() && roots.isEmpty())) {
      signed = signed(folder, true);
    } else if (comparable && r.headsLeftOut() > 0) {
      // Somebody else than an earlier version may have left them out; a run that old may have no
      // log.
      signed = signed(folder, false);
    }
    ReplayAnswer answer = new ReplayAnswer(folder, r, packs, signed, roots);
    System.out.println(json ? answer.json() : answer.text());
    return answer.same() ? 0 : Mishaps.BAD_NEWS;
  }

  /// A replay, and whether the packs beside the run were in force in it at all.
  private record Attempt(Replayed replayed, boolean named) {}

  private Attempt replay(RunFolder folder, DeskRules beside, PackShelf shelf) {
    try (Replayer replayer = new Replayer(beside, shelf, Packs.cache(), this::progress)) {
      Replayed replayed = replayer.evenUnderOthers().replay(folder.journal());
      return new Attempt(replayed, replayer.named());
    }
  }

  private static String others(Replayed r) {
    return "the packs are not those the run names; it was replayed under those found\n  "
        + String.join("\n  ", r.otherPacks());
  }

  /// What the log of the run says of a journal that does not come out.
  ///
  /// @param expected whether it is worth a word that the log cannot be asked
  private static String signed(RunFolder folder, boolean expected) {
    try {
      return new Leaves(folder.journal(), folder.log())
          .changed()
          .map(c -> "the run's log holds another record: " + named(c) + BEFORE)
          .orElse("");
    } catch (LogFault e) {
      return expected ? "the run's log cannot be asked: " + e.getMessage() : "";
    }
  }

  private static String named(Leaves.Changed c) {
    return (c.input() ? "" : "conclusion " + c.ordinal() + " of ") + "input " + c.seq();
  }

  private void progress(long inputs) {
    System.err.printf("replayed %,d inputs%n", inputs);
  }
}
