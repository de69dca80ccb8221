package dev.warrant.governance.cli.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warrant.execution.desk.RunFolder;
import dev.warrant.execution.desk.control.ControlClient;
import dev.warrant.execution.desk.control.ControlRequest;
import dev.warrant.governance.cli.common.Mishaps;
import dev.warrant.governance.cli.common.Runs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Commands to a desk that runs, over its control socket.
public final class ControlCommands {
  private static final long PATIENCE_MILLIS = 5_000;

  private ControlCommands() {}

  /// What they have in common.
  abstract static class Ask implements Callable<Integer> {
    @Parameters(
        arity = "0..1",
        paramLabel = "RUN",
        description = "run folder or id; the latest run if left out")
    private @Nullable String run;

    @Option(
        names = "--who",
        description = "who asks (default: ${DEFAULT-VALUE})",
        defaultValue = "${sys:user.name}")
    private String who = "operator";

    @Option(names = "--why", description = "why, for the record", defaultValue = "")
    private String why = "";

    @Option(names = "--json", description = "answer as one JSON object")
    private boolean json;

    abstract String verb();

    @Override
    public Integer call() throws IOException {
      RunFolder folder = Runs.find(run);
      JsonNode answer;
      try {
        answer =
            ControlClient.ask(
                folder.controlSocket(), new ControlRequest(verb(), who, why), PATIENCE_MILLIS);
      } catch (IOException e) {
        return absent(folder, e);
      }
      System.out.println(json ? answer.toString() : Screens.status(answer));
      return answer.path("ok").asBoolean() ? 0 : Mishaps.BAD_NEWS;
    }

    int absent(RunFolder folder, IOException why) throws IOException {
      System.err.println(
          "warrant: no desk answers in " + folder.path() + " (" + Mishaps.sentence(why) + ")");
      return Mishaps.BAD_NEWS;
    }
  }

  /// How a desk stands.
  @Command(
      name = "status",
      mixinStandardHelpOptions = true,
      description = "How a running desk stands.")
  public static final class Status extends Ask {
    @Override
    String verb() {
      return "status";
    }
  }

  /// Cancels and exits only.
  @Command(
      name = "pause",
      mixinStandardHelpOptions = true,
      description = "Allow only cancels and exits. One person, at once.")
  public static final class Pause extends Ask {
    @Override
    String verb() {
      return "pause";
    }
  }

  /// Only reducing orders.
  @Command(
      name = "reduce",
      mixinStandardHelpOptions = true,
      description = "Allow only orders that reduce exposure. One person, at once.")
  public static final class Reduce extends Ask {
    @Override
    String verb() {
      return "reduce";
    }
  }

  /// Back to normal.
  @Command(
      name = "resume",
      mixinStandardHelpOptions = true,
      description = "Back to normal; needs two different people within a minute (--who).")
  public static final class Resume extends Ask {
    @Override
    String verb() {
      return "resume";
    }
  }

  /// Stops everything.
  @Command(
      name = "kill",
      mixinStandardHelpOptions = true,
      description = "Refuse new orders, cancel all, flatten. Also: touch RUN/KILL, or SIGUSR2.")
  public static final class Kill extends Ask {
    @Override
    String verb() {
      return "kill";
    }

    /// Without an answer the file still kills, now or at the next start.
    @Override
    int absent(RunFolder folder, IOException why) throws IOException {
      Path file = folder.killFile();
      if (!Files.exists(file)) {
        Files.createFile(file);
      }
      System.err.println(
          "warrant: no desk answers; left " + file + ", which kills it now or at its next start");
      return Mishaps.BAD_NEWS;
    }
  }
}
