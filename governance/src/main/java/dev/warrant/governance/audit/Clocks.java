package dev.warrant.governance.audit;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warrant.execution.desk.RunFolder;
import dev.warrant.governance.excerpt.Excerpt;
import dev.warrant.knowledge.codec.Kind;
import dev.warrant.knowledge.event.VenueEvent;
import dev.warrant.knowledge.journal.Entry;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;

/// Which clock a time of a run is from, and how far the venue's clock was from it.
///
/// @param simulated whether the desk's clock was that of a simulation
/// @param seq input of the sample that tells the offset; 0 if there was none yet
/// @param offsetNanos venue clock minus desk clock, by that sample
/// @param eitherWayNanos how far off that may be: half of the sample's round trip, and half of the
///   millisecond the venue tells its time in
public record Clocks(boolean simulated, long seq, long offsetNanos, long eitherWayNanos) {
  private static final long SECOND = 1_000_000_000L;
  private static final long MILLI = 1_000_000L;

  /// Before the first sample of the venue's clock.
  static Clocks unsampled(boolean simulated) {
    return new Clocks(simulated, 0, 0, 0);
  }

  /// Of a run, by the last sample in it.
  public static Clocks of(RunFolder run) {
    Clocks[] out = {unsampled(RunRecord.simulated(run))};
    Excerpt.read(run, List.of(Kind.CLOCK_SAMPLE), entry -> out[0] = out[0].after(entry));
    return out[0];
  }

  /// After a sample: the venue read its clock between our sending and our hearing.
  Clocks sampled(long at, VenueEvent.ClockSample s) {
    if (s.roundTripNanos() < 0) {
      return this;
    }
    long half = s.roundTripNanos() / 2;
    // The venue cuts its time off to milliseconds, so it was half of one later on average.
    long offset = s.serverMs() * MILLI + MILLI / 2 + half - s.heardNanos();
    return new Clocks(simulated, at, offset, half + MILLI / 2);
  }

  /// After an entry of a journal.
  Clocks after(Entry entry) {
    return entry instanceof Entry.Input in
            && in.stamped().event() instanceof VenueEvent.ClockSample s
        ? sampled(in.seq(), s)
        : this;
  }

  /// Desk time as an instant.
  public static String instant(long nanos) {
    return Instant.ofEpochSecond(Math.floorDiv(nanos, SECOND), Math.floorMod(nanos, SECOND))
        .toString();
  }

  /// The clock's name.
  public String source() {
    return simulated ? "the desk's simulated clock" : "the desk's clock";
  }

  /// Source and offset: `the desk's clock; the venue's was 1.2 ms ahead, give or take 0.4 ms, by
  /// input 311`.
  public String says() {
    if (seq == 0) {
      return source() + "; the venue's was not compared yet";
    }
    String where = offsetNanos < 0 ? "behind" : "ahead";
    return "%s; the venue's was %s ms %s, give or take %s ms, by input %d"
        .formatted(source(), millis(Math.abs(offsetNanos)), where, millis(eitherWayNanos), seq);
  }

  /// A time with its clock, as one JSON object.
  public ObjectNode json(long nanos) {
    return into(new ObjectMapper().createObjectNode().put("at", instant(nanos)));
  }

  /// Source and offset as one JSON object.
  public ObjectNode json() {
    return into(new ObjectMapper().createObjectNode());
  }

  private ObjectNode into(ObjectNode o) {
    o.put("clock", source());
    if (seq > 0) {
      o.put("venueAheadNanos", offsetNanos).put("eitherWayNanos", eitherWayNanos);
      o.put("byInput", seq);
    }
    return o;
  }

  private static String millis(long nanos) {
    return BigDecimal.valueOf(nanos, 6).setScale(1, RoundingMode.HALF_UP).toPlainString();
  }
}
