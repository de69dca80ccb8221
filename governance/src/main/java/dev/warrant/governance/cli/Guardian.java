package dev.warrant.governance.cli;

import dev.warrant.execution.desk.RunFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Keeps a watchdog process beside a desk: a small one on the same Java and class path, started
/// again when it dies.
final class Guardian implements AutoCloseable {
  private static final int RESTARTS_MAX = 5;

  private final RunFolder folder;
  private @Nullable Process process;
  private int restarts;

  private Guardian(RunFolder folder) {
    this.folder = folder;
  }

  /// Starts the watchdog of a desk in this process.
  static Guardian over(RunFolder folder) throws IOException {
    Guardian guardian = new Guardian(folder);
    guardian.start();
    return guardian;
  }

  private void start() throws IOException {
    ProcessHandle me = ProcessHandle.current();
    String java =
        me.info().command().orElse(Path.of(System.getProperty("java.home"), "bin/java").toString());
    process =
        new ProcessBuilder(
                List.of(
                    java,
                    "-Xmx64m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "--enable-native-access=ALL-UNNAMED",
                    "-Dwarrant.root=" + Runs.root().toAbsolutePath(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    Main.class.getName(),
                    "watchdog",
                    "--run",
                    folder.path().toString(),
                    "--desk",
                    Long.toString(me.pid())))
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
  }

  /// Starts the watchdog again if it is gone, and tells.
  void check() throws IOException {
    Process p = process;
    if (p != null && !p.isAlive()) {
      process = null;
      if (restarts++ < RESTARTS_MAX) {
        System.err.println(
            "warrant: the watchdog ended with code " + p.exitValue() + "; starting another");
        start();
      } else {
        System.err.println(
            "warrant: the watchdog ended "
                + restarts
                + " times; going on without\nMaybe ./warrant doctor tells why");
      }
    }
  }

  @Override
  public void close() {
    Process p = process;
    process = null;
    if (p != null) {
      p.destroy();
      try {
        p.waitFor(2, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
