package dev.warrant.governance.cli.common;

import dev.warrant.governance.release.House;
import dev.warrant.knowledge.release.ReleaseException;
import dev.warrant.knowledge.seam.Clock;
import dev.warrant.knowledge.unit.Digest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which release folder, and how to answer.
public final class HouseOptions {
  @Option(
      names = "--releases",
      paramLabel = "DIR",
      description =
          "release folder, best under version control (default: $WARRANT_RELEASES or"
              + " .warrant/releases)")
  private @Nullable Path folder;

  @Option(
      names = "--anchor",
      paramLabel = "DIGEST",
      description = "trust anchor: digest of the first record (default: kept beside the folder)")
  private @Nullable String anchor;

  @Option(names = "--json", description = "answer as one JSON object")
  private boolean json;

  public Path folder() {
    String set = System.getenv("WARRANT_RELEASES");
    Path found = folder != null ? folder : set != null ? Path.of(set) : null;
    return found == null
        ? Runs.root().resolve(".warrant/releases").toAbsolutePath().normalize()
        : found.toAbsolutePath().normalize();
  }

  /// The anchor that was given, or null.
  public @Nullable Digest anchor() {
    return anchor == null ? null : digest("--anchor", anchor);
  }

  public House open() throws IOException {
    return House.open(folder(), anchor());
  }

  /// Whether a release folder was named on the command line.
  public boolean named() {
    return folder != null;
  }

  public boolean json() {
    return json;
  }

  /// This machine's time in whole seconds, as statements carry it.
  public static Instant now() {
    return Instant.ofEpochSecond(0, Clock.system().nanos()).truncatedTo(ChronoUnit.SECONDS);
  }

  public static Digest digest(String what, String text) {
    try {
      return Digest.parse(text);
    } catch (IllegalArgumentException e) {
      throw new ReleaseException(
          "digest-form", "\"" + text + "\" as " + what, "64 hexadecimal digits");
    }
  }
}
