package dev.warrant.governance.cli;

import dev.warrant.governance.cli.common.Runs;
import dev.warrant.sim.training.RegimeTraining;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Training of models.
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    description = "Train a model.",
    subcommands = TrainCommand.Regime.class)
final class TrainCommand implements Runnable {
  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli fills the field before it runs the command
  TrainCommand() {}

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "which model? Try: ./warrant train regime");
  }

  /// The regime classifier.
  @Command(
      name = "regime",
      mixinStandardHelpOptions = true,
      description = {
        "Train the regime classifier on generated markets; score it on unseen seeds, unseen",
        "generators and recorded days. The same options give the same bytes.",
        "The shipped model was made with the defaults, which take a while."
      })
  static final class Regime implements Callable<Integer> {
    @Option(
        names = "--seeds",
        description = "training seeds (default: ${DEFAULT-VALUE})",
        defaultValue = "600")
    private int seeds;

    @Option(
        names = "--seconds",
        description = "length of each (default: ${DEFAULT-VALUE})",
        defaultValue = "180")
    private int seconds;

    @Option(
        names = "--out",
        paramLabel = "DIR",
        description =
            "where the model goes (default: .warrant/model); copy it into a strategy pack's models/ to ship it")
    private @Nullable Path out;

    @Option(
        names = "--recordings",
        paramLabel = "DIR",
        description =
            "folder of raw recordings to print beliefs about (default: ../shared/market-data/ticks/binance-usdm if it is there)")
    private @Nullable Path recordings;

    @Option(names = "--score", description = "train nothing; score the model that is there")
    private boolean score;

    @Option(names = "--json", description = "answer as one JSON object")
    private boolean json;

    @Override
    public Integer call() throws IOException {
      Path folder = out == null ? Runs.root().resolve(".warrant/model") : out;
      RegimeTraining.Options options =
          new RegimeTraining.Options(seeds, seconds, folder, days(), System.err::println);
      if (!score) {
        Files.createDirectories(folder);
      }
      RegimeTraining.Report report =
          score ? RegimeTraining.score(options) : RegimeTraining.run(options);
      System.out.println(json ? report.toJson() : report);
      return 0;
    }

    private @Nullable Path days() {
      if (recordings != null) {
        if (!Files.isDirectory(recordings)) {
          throw new IllegalArgumentException(
              "no folder of recordings " + recordings + "\nMaybe leave --recordings out.");
        }
        return recordings;
      }
      Path shared = Runs.root().resolve("../shared/market-data/ticks/binance-usdm").normalize();
      return Files.isDirectory(shared) ? shared : null;
    }
  }
}
