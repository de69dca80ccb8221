package dev.warrant.execution.desk;

import dev.warrant.execution.venue.VenueLink;
import dev.warrant.knowledge.event.VenueEvent.Outcome;
import dev.warrant.knowledge.event.VenueEvent.Request;
import dev.warrant.knowledge.event.VenueEvent.SendOutcome;
import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.knowledge.fact.MeasureSink;
import java.util.Arrays;

/// What must be done again and again: arming the venue's dead-man's switch before it runs out, and
/// looking at the venue's clock. Owns the measure `deadman.armed`.
final class Housekeeping {
  private static final long CLOCK_NANOS = 10_000_000_000L;
  private static final long DOUBT_NANOS = 1_000_000_000L;
  private static final long MILLI = 1_000_000L;

  private final DeskConfig config;
  private final VenueLink link;
  private final MeasureSink measures;
  private final long[] armedUntil;
  private long nextArm = Long.MIN_VALUE;
  private long lastClock = Long.MIN_VALUE;
  private long quietUntil = Long.MIN_VALUE;

  Housekeeping(DeskConfig config, VenueLink link, MeasureSink measures) {
    this.config = config;
    this.link = link;
    this.measures = measures;
    armedUntil = new long[config.symbols().size()];
    Arrays.fill(armedUntil, Long.MIN_VALUE);
    for (int i = 0; i < armedUntil.length; i++) {
      measures.set(i, MeasureId.DEADMAN_ARMED, 0);
    }
  }

  /// Asks for everything the desk must know before it may trade.
  void start(long nanos) {
    link.start();
    for (int i = 0; i < armedUntil.length; i++) {
      link.requestKlines(i, config.warmupBars());
    }
    onTime(nanos, false);
  }

  /// The venue wants to hear nothing until `nanos`: who arms a switch all the same is banned. What
  /// was armed before runs out and takes back what rests, which a desk that may not ask wants.
  void quiet(long untilNanos) {
    quietUntil = Math.max(quietUntil, untilNanos);
  }

  /// @param doubt a book is not believed; a clock that was set may be why, so it is looked at
  ///   sooner
  void onTime(long nanos, boolean doubt) {
    if (nanos >= quietUntil) {
      ask(nanos, doubt);
    }
    for (int i = 0; i < armedUntil.length; i++) {
      if (nanos > armedUntil[i]) {
        measures.set(i, MeasureId.DEADMAN_ARMED, 0);
      }
    }
  }

  private void ask(long nanos, boolean doubt) {
    if (nanos >= nextArm) {
      nextArm = nanos + config.rearmMillis() * MILLI;
      for (int i = 0; i < armedUntil.length; i++) {
        link.armDeadman(i, config.deadmanMillis());
      }
    }
    long since = nanos - lastClock;
    if (lastClock == Long.MIN_VALUE || since >= (doubt ? DOUBT_NANOS : CLOCK_NANOS)) {
      lastClock = nanos;
      link.requestClock();
    }
  }

  /// Takes note of an answer; anything but a plain yes proves nothing, so the old time stands.
  void on(SendOutcome outcome, long nanos) {
    if (outcome.request() == Request.ARM_DEADMAN && outcome.outcome() == Outcome.ACCEPTED) {
      armedUntil[outcome.instrument()] =
          nanos + (config.deadmanMillis() - config.rearmMillis() / 2) * MILLI;
      measures.set(outcome.instrument(), MeasureId.DEADMAN_ARMED, 1);
    }
  }
}
