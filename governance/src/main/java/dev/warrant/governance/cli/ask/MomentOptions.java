package dev.warrant.governance.cli.ask;

import dev.warrant.execution.desk.RunFolder;
import dev.warrant.governance.cli.common.Packs;
import dev.warrant.governance.cli.common.ReplayProgress;
import dev.warrant.governance.cli.common.Runs;
import dev.warrant.sim.replay.Replayer;
import java.io.IOException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// A moment of a run, as a question names it.
final class MomentOptions {
  @Option(
      names = "--run",
      paramLabel = "RUN",
      description = "run folder or id (default: the latest run)")
  private @Nullable String run;

  @Option(
      names = "--at",
      paramLabel = "TIME",
      description = {
        "an instant such as 2026-01-01T00:00:30Z, or seconds since the run began",
        "(default: the end)"
      })
  private @Nullable String at;

  RunFolder folder() throws IOException {
    return Runs.find(run);
  }

  /// Rebuilds the moment and answers from it.
  ///
  /// @throws IllegalArgumentException if no deliberation had begun by then
  <T> T ask(RunFolder folder, Function<Asked, T> question) {
    long nanos = Moments.nanos(folder, at);
    try (Replayer replayer =
        new Replayer(
            Packs.of(folder),
            (policy, strategy) -> Packs.kept(folder, policy, strategy),
            Packs.cache(),
            new ReplayProgress(folder, nanos))) {
      Replayer.Moment moment =
          replayer
              .moment(folder.journal(), nanos)
              .orElseThrow(() ->
                  new IllegalArgumentException(
                      "no deliberation of run "
                          + folder.id()
                          + " had begun by then\nMaybe a later --at"));
      return question.apply(new Asked(replayer, moment));
    }
  }

  /// The moment, and the engines that were in force.
  record Asked(Replayer replayer, Replayer.Moment moment) {}
}
