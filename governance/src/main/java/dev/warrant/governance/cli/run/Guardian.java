package dev.warrant.governance.cli.run;

import dev.warrant.execution.desk.RunFolder;
import dev.warrant.governance.cli.common.Runs;
import dev.warrant.knowledge.event.DeskEvent.Command;
import dev.warrant.knowledge.event.DeskEvent.CommandKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Keeps a watchdog process beside a desk: a small one on the same Java and class path, started
/// again when it dies. When it keeps dying the desk is paused: nobody is to trade unwatched unless
/// two people say so.
final class Guardian implements AutoCloseable {
  private static final int RESTARTS_MAX = 5;

  /// By name, as the launcher has it: the command line stands above this room.
  private static final String MAIN = "dev.warrant.governance.cli.Main";

  /// Name under which the desk is paused when no watchdog can be kept.
  static final String GONE = "watchdog:gone";

  private final List<String> watchdog;
  private final Consumer<Command> desk;
  private @Nullable Process process;
  private int deaths;

  private Guardian(List<String> watchdog, Consumer<Command> desk) {
    this.watchdog = watchdog;
    this.desk = desk;
  }

  /// Starts the watchdog of a desk in this process.
  ///
  /// @param desk is told to pause when it has no watchdog any more
  static Guardian over(RunFolder folder, Consumer<Command> desk) throws IOException {
    return keeping(words(folder), desk);
  }

  /// The same with other words for the watchdog's process, for tests.
  static Guardian keeping(List<String> watchdog, Consumer<Command> desk) throws IOException {
    Guardian guardian = new Guardian(watchdog, desk);
    guardian.process = guardian.start();
    return guardian;
  }

  private static List<String> words(RunFolder folder) {
    ProcessHandle me = ProcessHandle.current();
    String java =
        me.info().command().orElse(Path.of(System.getProperty("java.home"), "bin/java").toString());
    return List.of(
        java,
        "-Xmx64m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "--enable-native-access=ALL-UNNAMED",
        "-Dwarrant.root=" + Runs.root().toAbsolutePath(),
        "-cp",
        System.getProperty("java.class.path"),
        MAIN,
        "watchdog",
        "--run",
        folder.path().toString(),
        "--desk",
        Long.toString(me.pid()));
  }

  private Process start() throws IOException {
    return new ProcessBuilder(watchdog)
        .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /// Starts the watchdog again if it is gone, and tells; after too many deaths it pauses the desk
  /// and gives up.
  void check() {
    Process p = process;
    if (p != null && !p.isAlive()) {
      process = null;
      again("the watchdog ended with code " + p.exitValue());
    }
  }

  private void again(String why) {
    deaths++;
    if (deaths > RESTARTS_MAX) {
      giveUp(why);
      return;
    }
    System.err.println("warrant: " + why + "; starting another");
    try {
      process = start();
    } catch (IOException e) {
      giveUp("no other watchdog could be started: " + e.getMessage());
    }
  }

  private void giveUp(String why) {
    System.err.println(
        "warrant: "
            + why
            + ", death "
            + deaths
            + " of a watchdog; the desk has none now: PAUSE by "
            + GONE
            + "\nMaybe ./warrant doctor tells why; start the desk again to have it watched");
    desk.accept(
        new Command(CommandKind.PAUSE, GONE, "the watchdog ended " + deaths + " times; " + why));
  }

  @Override
  public void close() {
    Process p = process;
    process = null;
    if (p != null) {
      p.destroy();
      try {
        if (!p.waitFor(2, TimeUnit.SECONDS)) {
          // It must not take the desk that now closes for a silent one.
          p.destroyForcibly();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
