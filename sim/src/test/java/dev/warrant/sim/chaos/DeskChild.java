package dev.warrant.sim.chaos;

import dev.warrant.execution.desk.DeskRules;
import dev.warrant.execution.desk.LiveConfig;
import dev.warrant.execution.desk.LiveDesk;
import dev.warrant.execution.desk.LiveParts;
import dev.warrant.execution.desk.RunFolder;
import dev.warrant.execution.desk.Uncertified;
import dev.warrant.sim.backtest.Unrestricted;
import java.io.IOException;
import java.nio.file.Path;

/// The desk that gets killed: trades until it dies, or until nobody holds its input any more.
final class DeskChild {
  private static final long DEADMAN_MILLIS = 4_000;

  private DeskChild() {}

  /// Arguments: run folder, port of the venue.
  public static void main(String[] args) throws IOException {
    RunFolder folder = RunFolder.make(Path.of(args[0]));
    LiveConfig config = Town.config(folder, Integer.parseInt(args[1]), DEADMAN_MILLIS);
    DeskRules rules = DeskRules.load(config.policy(), config.strategy());
    LiveParts parts =
        LiveParts.of(rules, config, (_, _) -> Uncertified.of(rules))
            .restricted(() -> Unrestricted.from(0));
    LiveDesk desk = LiveDesk.start(config, folder, rules, parts.evidence(KeptLog::keep));
    System.out.println("up");
    while (System.in.read() >= 0) {
      System.out.println(desk.fault());
    }
    Runtime.getRuntime().halt(3);
  }

  /// Starts one.
  static Process fork(RunFolder folder, int port) {
    try {
      return new ProcessBuilder(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-XX:+UseSerialGC",
              "-XX:TieredStopAtLevel=1",
              "-Xmx1g",
              "--enable-native-access=ALL-UNNAMED",
              "--sun-misc-unsafe-memory-access=allow",
              "-Dwarrant.root=" + System.getProperty("warrant.root", ".."),
              "-cp",
              System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
              DeskChild.class.getName(),
              folder.path().toString(),
              Integer.toString(port))
          .redirectError(ProcessBuilder.Redirect.INHERIT)
          .start();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
