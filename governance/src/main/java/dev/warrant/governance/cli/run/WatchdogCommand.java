package dev.warrant.governance.cli.run;

import dev.warrant.execution.desk.RunFolder;
import dev.warrant.execution.desk.watchdog.DeskProcess;
import dev.warrant.execution.desk.watchdog.Watchdog;
import dev.warrant.governance.cli.common.Runs;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The watchdog's own process; `demo` and `run` start it.
@Command(
    name = "watchdog",
    hidden = true,
    mixinStandardHelpOptions = true,
    description = "Watch a desk from outside; started by demo and run.")
public final class WatchdogCommand implements Callable<Integer> {
  @Option(names = "--run", required = true, paramLabel = "RUN", description = "run folder or id")
  private @Nullable String run;

  @Option(
      names = "--desk",
      required = true,
      paramLabel = "PID",
      description = "process of the desk; the watchdog ends with it")
  private long desk;

  @Override
  public Integer call() throws IOException {
    RunFolder folder = Runs.find(Objects.requireNonNull(run));
    try (Watchdog watchdog =
        new Watchdog(
            folder,
            new DeskProcess(desk)::lives,
            said -> System.err.println("warrant: watchdog: " + said))) {
      watchdog.watch();
    }
    return 0;
  }
}
