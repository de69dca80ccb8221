package dev.warrant.knowledge.testing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A process of a class of this class path.
public final class ChildJvm {
  private ChildJvm() {}

  /// Not started yet.
  public static ProcessBuilder of(Class<?> main, String... args) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx128m",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                main.getName()));
    command.addAll(List.of(args));
    return new ProcessBuilder(command);
  }
}
