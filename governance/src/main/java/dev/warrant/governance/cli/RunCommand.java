package dev.warrant.governance.cli;

import dev.warrant.execution.desk.LiveConfig;
import dev.warrant.execution.desk.RunFolder;
import dev.warrant.knowledge.seam.Clock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// A desk on a venue in another process.
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = {
      "Run a desk on the simulated venue of ./warrant venue, or as a configuration says.",
      "Started again on the same --run folder it recovers: same packs, next epoch, and no order"
          + " raises risk before ledger and venue agree.",
      "The keys of a configuration are explained in docs/examples/desk.yaml."
    })
final class RunCommand implements Callable<Integer> {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "configuration (default: simulated venue on port 8790)")
  private @Nullable Path file;

  @Option(
      names = "--run",
      paramLabel = "DIR",
      description = "run folder, new or to be recovered (default: runs/<id>)")
  private @Nullable Path into;

  @Option(
      names = "--seconds",
      description = "how long; 0 until interrupted (default: ${DEFAULT-VALUE})",
      defaultValue = "0")
  private long seconds;

  @Option(names = "--json", description = "end with one JSON object")
  private boolean json;

  @Option(names = "--no-watchdog", description = "leave the watchdog process out")
  private boolean noWatchdog;

  @Override
  public Integer call() throws IOException {
    RunConfig config = file == null ? RunConfig.standard() : RunConfig.read(file);
    AccountKeys keys = AccountKeys.of(config);
    RunFolder folder =
        into == null
            ? Runs.create("run", Clock.system().nanos())
            : RunFolder.make(into.toAbsolutePath().normalize());
    Packs.adopt(folder, config.policy(), config.strategy());
    Packs.keep(folder);
    LiveConfig live =
        new LiveConfig(
            config.desk(),
            config.rest(),
            config.streams(),
            keys.key(),
            keys.secret(),
            folder.policy(),
            folder.strategy(),
            Packs.cache(),
            config.seed());
    String what = "run at " + config.rest() + (config.local() ? "" : ", WITH REAL MONEY");
    Summary summary =
        new Session(folder, live, new Session.Plan(what, seconds, json, !noWatchdog)).run();
    if (json) {
      System.out.println(summary.json());
    }
    return 0;
  }
}
