package dev.warrant.governance.cli.common;

import dev.warrant.execution.desk.RunFolder;
import dev.warrant.governance.audit.mask.MaskedCopy;
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
  /// @throws IllegalArgumentException if there is none, or only a masked copy of one, which nothing
  ///   can be asked of
  public static RunFolder find(@Nullable String run) throws IOException {
    RunFolder found = orCopy(run);
    if (Files.isRegularFile(found.path().resolve(MaskedCopy.NAME))) {
      throw new IllegalArgumentException(
          found.id()
              + " is a masked copy of a run: its records can be verified, and nothing can be asked of"
              + " it\nMaybe ./warrant trace verify "
              + found.path()
              + " …, or ask the run itself.");
    }
    return found;
  }

  /// The same; masked copies too.
  ///
  /// @throws IllegalArgumentException if there is none
  public static RunFolder orCopy(@Nullable String run) throws IOException {
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

  /// Refuses a run whose journal is not there, such as one that was retired: of it nothing is
  /// known, not even that there were no orders.
  public static void demandJournal(RunFolder run) throws IOException {
    if (Files.isDirectory(run.journal())) {
      try (Stream<Path> all = Files.list(run.journal())) {
        if (all.anyMatch(f -> f.toString().endsWith(".wj"))) {
          return;
        }
      }
    }
    throw new IllegalArgumentException(
        "the journal of "
            + run.id()
            + " is not there, so nothing can be said of it\nMaybe the run was retired, or another"
            + " folder was meant.");
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
