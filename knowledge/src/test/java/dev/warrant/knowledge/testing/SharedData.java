package dev.warrant.knowledge.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/// Finds the recordings that lie beside the checkout (`../shared`, or the folder named by the
/// environment variable `WARRANT_SHARED`). They are never copied into the project.
public final class SharedData {
  private SharedData() {}

  /// The project's root folder.
  public static Path root() {
    String set = System.getProperty("warrant.root");
    Path at = set == null ? Path.of("").toAbsolutePath() : Path.of(set);
    while (at.getParent() != null && !Files.exists(at.resolve("warrant"))) {
      at = at.getParent();
    }
    return at.getParent() == null && set != null ? Path.of(set) : at;
  }

  /// A file under the shared folder, such as `market-data/ticks/…`. On a machine without it the
  /// calling test is reported as *not run, data absent*.
  public static Path require(String relative) {
    Path file = folder().resolve(relative);
    Assumptions.assumeTrue(Files.exists(file), () -> "not run, data absent: " + relative);
    return file;
  }

  /// Whether the file is there.
  public static boolean has(String relative) {
    return Files.exists(folder().resolve(relative));
  }

  private static Path folder() {
    String set = System.getenv("WARRANT_SHARED");
    return set == null ? root().resolveSibling("shared") : Path.of(set);
  }
}
