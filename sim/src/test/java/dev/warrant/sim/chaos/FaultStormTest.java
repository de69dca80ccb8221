package dev.warrant.sim.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.execution.desk.LiveDesk;
import dev.warrant.execution.desk.RunFolder;
import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.event.MarketEvent;
import dev.warrant.knowledge.event.VenueEvent;
import dev.warrant.knowledge.event.VenueEvent.Outcome;
import dev.warrant.knowledge.seam.Stopwatch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whatever the venue does to it, a desk comes back to trading and to what the venue holds, and
/// orders nothing on a book it cannot trust.
class FaultStormTest {
  /// In the order they are met; each is outlived before the next.
  private static final List<String> FAULTS =
      List.of(
          "kind=dropSockets&match=public",
          "kind=dropSockets&match=market",
          "kind=dropSockets&match=private",
          "kind=dropSockets",
          "kind=dropDepth&count=3",
          "kind=repeatDepth&count=5",
          "kind=reject&count=2&code=-2019&msg=Margin+is+insufficient.",
          "kind=swallow&count=2&status=0",
          "kind=swallow&count=2&status=408",
          "kind=swallow&count=2&status=503",
          "kind=tooMany&millis=1500",
          "kind=ban&millis=1500",
          "kind=silence&millis=2500");

  /// About one a second.
  private static final int SAMPLES = 3;

  private static final Pattern LASTS = Pattern.compile("millis=([0-9]+)");

  @TempDir Path temp;

  @Test
  void aDeskOutlivesWhatAVenueDoesToIt() throws IOException {
    RunFolder folder = ChaosPacks.run(temp.resolve("run"));
    try (Town town = new Town(12)) {
      try (LiveDesk desk = town.desk(folder)) {
        Watch.trading(desk, town);
        for (String fault : FAULTS) {
          meet(fault, desk, town);
        }
        standsStillWhileClocksDisagree(desk, town, folder);
        Watch.settle(desk, town);
      }
      RunRecord record = new RunRecord(folder);
      felt(record);
      record.nothingNewWhileClocksDisagree();
      record.reconciledFirst();
      record.trustedBooksOnly();
      record.covers(town);
    }
    RunRecord.replays(folder);
  }

  /// Each fault has reached the desk, whatever order things came in.
  private static void felt(RunRecord record) {
    assertThat(record.inputs(MarketEvent.StreamState.class, s -> !s.connected())).isPositive();
    assertThat(record.inputs(VenueEvent.UserStreamState.class, s -> !s.connected())).isPositive();
    assertThat(record.inputs(DeskEvent.Backoff.class, b -> b.why().contains("429"))).isPositive();
    assertThat(record.inputs(VenueEvent.SendOutcome.class, o -> o.outcome() == Outcome.REJECTED))
        .isPositive();
    assertThat(record.inputs(VenueEvent.SendOutcome.class, o -> o.outcome() == Outcome.UNKNOWN))
        .isPositive();
    assertThat(record.inputs(VenueEvent.OrderFound.class, _ -> true)).isPositive();
  }

  /// With the venue's clock seven seconds off no age can be believed, so nothing is traded; once it
  /// is right again, trading goes on.
  private static void standsStillWhileClocksDisagree(LiveDesk desk, Town town, RunFolder run) {
    town.fault("kind=skew&millis=7000");
    Await.until(
        "the clocks are known to disagree, and for how long",
        () -> new RunRecord(run).skewed() > SAMPLES,
        () -> Watch.describe(desk));
    meet("kind=skew&millis=0", desk, town);
  }

  /// Waits until that much time has passed for the desk.
  private static void pass(LiveDesk desk, long millis) {
    long until = Objects.requireNonNull(desk.view()).nanos() + millis * 1_000_000;
    Await.until(
        "the desk's time goes on",
        () -> Objects.requireNonNull(desk.view()).nanos() >= until,
        () -> Watch.describe(desk));
  }

  /// Met, and outlived: new orders after it, nothing in doubt, both sides agree. What lasts a while
  /// is let pass first, so that an order that was on its way already proves nothing.
  private static void meet(String fault, LiveDesk desk, Town town) {
    town.fault(fault);
    Matcher lasts = LASTS.matcher(fault);
    if (lasts.find()) {
      pass(desk, Long.parseLong(lasts.group(1)));
    }
    long orders = desk.counters().orders() + (fault.contains("count=2") ? 3 : 1);
    long start = Stopwatch.ticks();
    Await.until(
        "trading on after " + fault,
        () -> desk.counters().orders() >= orders && Watch.agree(desk, town) && town.stopped(),
        () -> town.describe() + "; " + Watch.describe(desk));
    assertThat(desk.fault()).isEmpty();
    System.out.printf("%s: outlived after %.1f s%n", fault, (Stopwatch.ticks() - start) / 1e9);
  }
}
