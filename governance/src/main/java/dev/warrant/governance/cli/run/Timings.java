package dev.warrant.governance.cli.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warrant.execution.desk.Latencies;
import dev.warrant.execution.desk.RunFolder;
import dev.warrant.governance.report.Bucket;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/// How long things took in a run, and on what: `timings.json`, which lies beside the record of
/// events because it is different every time.
///
/// @param machine processor, system and Java
/// @param commit of the code, empty if unknown
record Timings(List<Bucket> tickToOrder, List<Bucket> deliberation, String machine, String commit) {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final double STEP = 1.02;

  Timings {
    tickToOrder = List.copyOf(tickToOrder);
    deliberation = List.copyOf(deliberation);
  }

  /// Nothing measured.
  static Timings none() {
    return new Timings(List.of(), List.of(), "", "");
  }

  /// What `latencies` hold, on this machine.
  static Timings of(Latencies latencies) {
    return new Timings(
        buckets(latencies.tickToOrderCopy(), 100, 1),
        buckets(latencies.deliberationCopy(), 10, 1_000),
        Machine.describe(),
        Machine.commit());
  }

  /// Buckets that widen by a fiftieth each.
  ///
  /// @param first width of the first, in the histogram's unit
  /// @param nanos nanoseconds per unit
  private static List<Bucket> buckets(Histogram all, int first, long nanos) {
    List<Bucket> out = new ArrayList<>();
    if (all.getTotalCount() > 0) {
      for (HistogramIterationValue v : all.logarithmicBucketValues(first, STEP)) {
        out.add(new Bucket(v.getValueIteratedTo() * nanos, v.getCountAddedInThisIterationStep()));
      }
    }
    return out;
  }

  void save(RunFolder folder) throws IOException {
    ObjectNode o = MAPPER.createObjectNode();
    o.put("machine", machine).put("commit", commit);
    write(o.putArray("tickToOrderNanos"), tickToOrder);
    write(o.putArray("deliberationNanos"), deliberation);
    Files.writeString(folder.timings(), o + "\n");
  }

  private static void write(ArrayNode to, List<Bucket> buckets) {
    for (Bucket b : buckets) {
      to.addArray().add(b.upToNanos()).add(b.count());
    }
  }

  /// The timings of a run; none if it left none that can be read.
  static Timings load(RunFolder folder) throws IOException {
    if (!Files.exists(folder.timings())) {
      return none();
    }
    try {
      JsonNode o = MAPPER.readTree(folder.timings().toFile());
      return new Timings(
          read(o.path("tickToOrderNanos")),
          read(o.path("deliberationNanos")),
          o.path("machine").asText(),
          o.path("commit").asText());
    } catch (JsonProcessingException e) {
      System.err.println("warrant: " + folder.timings() + " is not JSON; showing no timings");
      return none();
    }
  }

  private static List<Bucket> read(JsonNode from) {
    List<Bucket> out = new ArrayList<>();
    from.forEach(b -> out.add(new Bucket(b.path(0).asLong(), b.path(1).asLong())));
    return out;
  }
}
