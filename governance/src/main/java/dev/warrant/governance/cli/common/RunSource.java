package dev.warrant.governance.cli.common;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warrant.execution.desk.RunFolder;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.sim.backtest.SimVenue;
import dev.warrant.sim.trial.Footing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What market a backtest ran over, so that it can be run again: kept beside the run.
///
/// @param recorded files, in the order named; empty for a generated market
/// @param hours of a generated market; 0 for recordings
/// @param seed of market, network and desk
public record RunSource(List<Path> recorded, double hours, long seed) {
  private static final long HOUR = 3_600_000_000_000L;

  public RunSource {
    recorded = List.copyOf(recorded);
  }

  /// The source a command line names: recordings, or else hours.
  public static RunSource of(@Nullable List<Path> recorded, @Nullable Double hours, long seed) {
    return new RunSource(recorded == null ? List.of() : recorded, hours == null ? 0 : hours, seed);
  }

  private static Path file(RunFolder folder) {
    return folder.path().resolve("market.json");
  }

  /// Keeps it beside a run.
  public void save(RunFolder folder) throws IOException {
    ObjectNode o = new ObjectMapper().createObjectNode().put("seed", seed).put("hours", hours);
    ArrayNode files = o.putArray("recorded");
    for (Path p : recorded) {
      files.addObject().put("file", p.toAbsolutePath().toString()).put("sha256", digest(p).hex());
    }
    Files.writeString(file(folder), o + "\n");
  }

  /// The source of a run, if it was a backtest.
  ///
  /// @throws IllegalArgumentException if a recording is not there or not what it was
  public static Optional<RunSource> load(RunFolder folder) throws IOException {
    if (!Files.exists(file(folder))) {
      return Optional.empty();
    }
    JsonNode o = new ObjectMapper().readTree(file(folder).toFile());
    List<Path> files = new ArrayList<>();
    for (JsonNode n : o.path("recorded")) {
      Path p = Path.of(n.path("file").asText());
      if (!Files.isRegularFile(p) || !digest(p).hex().equals(n.path("sha256").asText())) {
        throw new IllegalArgumentException(
            folder.id() + " ran over " + p + ", which is gone or was changed since");
      }
      files.add(p);
    }
    return Optional.of(new RunSource(files, o.path("hours").asDouble(), o.path("seed").asLong()));
  }

  private static Digest digest(Path p) {
    try {
      return Digest.sha256(Files.readAllBytes(p));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + p, e);
    }
  }

  /// The standard desk over it.
  public Footing footing() {
    return Footing.standard(this::venue, seed, endNanos());
  }

  private Supplier<SimVenue> venue(SimVenue.Funding funding) {
    return recorded.isEmpty()
        ? () -> SimVenue.generated(seed, SimVenue.START_NANOS, funding)
        : () -> SimVenue.recorded(recorded, SimVenue.START_NANOS, funding);
  }

  /// When it is over, in simulated time.
  private long endNanos() {
    return recorded.isEmpty() ? SimVenue.START_NANOS + (long) (hours * HOUR) : Long.MAX_VALUE;
  }

  /// For people.
  public String says() {
    return recorded.isEmpty()
        ? hours + " hours of market generated from seed " + seed
        : "recordings "
            + String.join(", ", recorded.stream().map(f -> f.getFileName().toString()).toList());
  }
}
