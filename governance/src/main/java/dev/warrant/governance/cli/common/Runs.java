package dev.warrant.governance.cli.common;

import dev.warrant.execution.desk.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Where runs lie: `runs/<id>/` under the project's root, or under `WARRANT_RUNS`.
public final class Runs {
  private static final DateTimeFormatter ID =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

  private Runs() {}

  /// The project's root.
  public static Path root() {
    return Path.of(System.getProperty("warrant.root", "."));
  }

  /// The folder of all runs.
  public static Path home() {
    String set = System.getenv("WARRANT_RUNS");
    return set == null ? root().resolve("runs") : Path.of(set);
  }

  /// A new run folder, named by kind and time.
  public static RunFolder create(String kind, long nanos) throws IOException {
    String id = kind + "-" + ID.format(Instant.ofEpochSecond(0, nanos));
    Path path = home().resolve(id);
    for (int n = 2; Files.exists(path); n++) {
      path = home().resolve(id + "-" + n);
    }
    return RunFolder.make(path);
  }

  /// The run of this path or id; the latest one if null.
  ///
  /// @throws IllegalArgumentException if there is none
  public static RunFolder find(@Nullable String run) throws IOException {
    if (run == null) {
      return latest()
          .orElseThrow(() ->
              new IllegalArgumentException(
                  "no runs in " + home() + "\nMaybe ./warrant demo first"));
    }
    for (Path candidate : List.of(Path.of(run), home().resolve(run))) {
      if (Files.isDirectory(candidate)) {
        return new RunFolder(candidate.toAbsolutePath().normalize());
      }
    }
    throw new IllegalArgumentException(
        "no run \"" + run + "\": neither a folder nor an id in " + home() + nearest());
  }

  private static String nearest() throws IOException {
    return latest().map(r -> "\nMaybe " + r.id()).orElse("");
  }

  private static Optional<RunFolder> latest() throws IOException {
    if (!Files.isDirectory(home())) {
      return Optional.empty();
    }
    try (Stream<Path> all = Files.list(home())) {
      return all.filter(p -> Files.isDirectory(p.resolve("journal")))
          .max(Comparator.comparingLong(Runs::modified).thenComparing(Path::toString))
          .map(RunFolder::new);
    }
  }

  private static long modified(Path p) {
    try {
      return Files.getLastModifiedTime(p.resolve("journal")).toMillis();
    } catch (IOException e) {
      return 0;
    }
  }
}
