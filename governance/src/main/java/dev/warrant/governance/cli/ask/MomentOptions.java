package dev.warrant.governance.cli.ask;

import dev.warrant.execution.desk.RunFolder;
import dev.warrant.governance.cli.common.Packs;
import dev.warrant.governance.cli.common.ReplayProgress;
import dev.warrant.governance.cli.common.Runs;
import dev.warrant.sim.replay.Replayer;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongConsumer;
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

  /// Desk time of the last input that counts.
  long nanos(RunFolder folder) {
    return Moments.nanos(folder, at);
  }

  /// Rebuilds the moment from the inputs, whatever an index holds.
  ///
  /// @param asked whether that was asked for, and is not what is left since no index holds it
  /// @throws IllegalArgumentException if no deliberation had begun by then
  Replayer.Moment replayed(RunFolder folder, boolean asked) {
    long nanos = nanos(folder);
    ReplayProgress progress = new ReplayProgress(folder, nanos);
    LongConsumer heard = asked ? played(progress.begun()) : progress;
    try (Replayer replayer = replayer(folder, heard)) {
      return found(folder, replayer.replayed(folder.journal(), nanos));
    }
  }

  private static LongConsumer played(ReplayProgress progress) {
    return inputs -> {
      if (inputs > 0) {
        progress.accept(inputs);
      }
    };
  }

  private static Replayer replayer(RunFolder folder, LongConsumer progress) {
    return new Replayer(
        Packs.of(folder),
        (policy, strategy) -> Packs.kept(folder, policy, strategy),
        Packs.cache(),
        progress);
  }

  private static Replayer.Moment found(RunFolder folder, Optional<Replayer.Moment> moment) {
    return moment.orElseThrow(() ->
        new IllegalArgumentException(
            "no deliberation of run " + folder.id() + " had begun by then\nMaybe a later --at"));
  }

  /// Rebuilds the moment and answers from it.
  ///
  /// @throws IllegalArgumentException if no deliberation had begun by then
  <T> T ask(RunFolder folder, Function<Asked, T> question) {
    long nanos = nanos(folder);
    try (Replayer replayer = replayer(folder, new ReplayProgress(folder, nanos))) {
      Replayer.Moment moment = found(folder, replayer.moment(folder.journal(), nanos));
      return question.apply(new Asked(replayer, moment));
    }
  }

  /// The moment, and the engines that were in force.
  record Asked(Replayer replayer, Replayer.Moment moment) {}
}
