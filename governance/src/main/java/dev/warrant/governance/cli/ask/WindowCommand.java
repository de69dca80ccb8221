package dev.warrant.governance.cli.ask;

import dev.warrant.execution.desk.RunFolder;
import dev.warrant.governance.audit.Told;
import dev.warrant.governance.audit.window.MatchAsked;
import dev.warrant.governance.audit.window.MatchWindow;
import dev.warrant.governance.cli.common.ReplayProgress;
import dev.warrant.governance.cli.common.Runs;
import dev.warrant.reasoning.explain.Depth;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// What a match of a pattern stood on.
@Command(
    name = "window",
    mixinStandardHelpOptions = true,
    description = {
      "What stood in the window of a pattern when it matched? Each event with the number of its input,",
      "its time and its columns; of a sequence its steps, from the one that opened it to the one that",
      "closed it. Perception alone is played again from the inputs of that life of the desk, and the",
      "engine tells its window. If that does not come to the recorded match, and to all of the same",
      "pattern before it, nothing is explained (exit 1).",
      "",
      "  ./warrant window --run RUN --pattern momentumBurst --at 20",
      "",
      "tells of the last momentum burst within twenty seconds. `why ORDER --depth long` says for each",
      "match below an order how its window is asked for. Without any choice it is the last match."
    })
public final class WindowCommand implements Callable<Integer> {
  @Option(
      names = "--run",
      paramLabel = "RUN",
      description = "run folder or id (default: the latest run)")
  private @Nullable String run;

  @Option(names = "--match", paramLabel = "SEQ", description = "number of the input that matched")
  private long seq;

  @Option(
      names = "--node",
      paramLabel = "NODE",
      description = "first digits of the digest of the match's node in the trace, six or more")
  private String node = "";

  @Option(
      names = "--at",
      paramLabel = "TIME",
      description = {
        "the last match by then: an instant such as",
        "2026-01-01T00:00:30Z, or seconds since the run began",
        "(default: the end)"
      })
  private @Nullable String at;

  @Option(names = "--pattern", paramLabel = "NAME", description = "name of the pattern")
  private String pattern = "";

  @Option(names = "--instrument", paramLabel = "SYMBOL", description = "such as BTCUSDT")
  private String instrument = "";

  @Option(
      names = "--depth",
      paramLabel = "DEPTH",
      description = {
        "short: one sentence; mid: the first and last few events;",
        "long: all of them, and the statement (default: ${DEFAULT-VALUE})"
      },
      defaultValue = "mid")
  private Depth depth = Depth.MID;

  @Option(names = "--json", description = "answer as one JSON object, with all events")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    RunFolder folder = Runs.find(run);
    MatchAsked asked = new MatchAsked(seq, Moments.nanos(folder, at), pattern, instrument, node);
    Told told =
        MatchWindow.of(folder, asked, depth, nanos -> new ReplayProgress(folder, nanos).begun());
    System.out.println(json ? told.json() : told.text());
    return told.exit();
  }
}
