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

  @Option(
      names = "--from-inputs",
      description = "play all inputs up to the moment again, however long that takes")
  private boolean fromInputs;

  /// Whether no index may answer.
  boolean fromInputs() {
    return fromInputs;
  }

  RunFolder folder() throws IOException {
    return Runs.find(run);
  }

  /// Desk time of the last input that counts.
  long nanos(RunFolder folder) {
    return Moments.nanos(folder, at);
  }

  /// Rebuilds the moment from the inputs, whatever an index holds.
  ///
  /// @throws IllegalArgumentException if no deliberation had begun by then
  Replayer.Moment replayed(RunFolder folder) {
    long nanos = nanos(folder);
    try (Replayer replayer = replayer(folder, heard(folder, nanos))) {
      return found(folder, replayer.replayed(folder.journal(), nanos));
    }
  }

  /// Says how far a replay is; one that was asked for is no news.
  private LongConsumer heard(RunFolder folder, long nanos) {
    ReplayProgress progress = new ReplayProgress(folder, nanos);
    return fromInputs ? played(progress.begun()) : progress;
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
    try (Replayer replayer = replayer(folder, heard(folder, nanos))) {
      Replayer.Moment moment =
          found(
              folder,
              fromInputs
                  ? replayer.replayed(folder.journal(), nanos)
                  : replayer.moment(folder.journal(), nanos));
      return question.apply(new Asked(replayer, moment));
    }
  }

  /// The moment, and the engines that were in force.
  record Asked(Replayer replayer, Replayer.Moment moment) {}
}
