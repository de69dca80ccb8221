package dev.warrant.execution.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.execution.guard.MeasureBoard;
import dev.warrant.execution.venue.VenueLink;
import dev.warrant.knowledge.event.VenueEvent.OrderStatus;
import dev.warrant.knowledge.event.VenueEvent.Outcome;
import dev.warrant.knowledge.event.VenueEvent.Request;
import dev.warrant.knowledge.event.VenueEvent.SendOutcome;
import dev.warrant.knowledge.fact.MeasureId;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class HousekeepingTest {
  private static final long SECOND = 1_000_000_000L;

  private final MeasureBoard board = new MeasureBoard(2);
  private final Housekeeping housekeeping =
      new Housekeeping(DeskConfig.standard(), new SilentLink(), board);

  private long armed(int instrument) {
    return board.slots(instrument)[MeasureBoard.slot(MeasureId.DEADMAN_ARMED)];
  }

  private static SendOutcome armed(Outcome outcome) {
    return new SendOutcome(0, Request.ARM_DEADMAN, "", outcome, 0, "", 0, OrderStatus.NEW, 0);
  }

  @Test
  void theSwitchCountsAsArmedOnlyAfterThePlainYesOfTheVenueAndOnlyForThatInstrument() {
    housekeeping.start(0);
    assertThat(armed(0)).isZero();
    housekeeping.on(armed(Outcome.ACCEPTED), SECOND);
    assertThat(armed(0)).isEqualTo(1);
    assertThat(armed(1)).isZero();
  }

  @ParameterizedTest
  @EnumSource(value = Outcome.class, mode = EnumSource.Mode.EXCLUDE, names = "ACCEPTED")
  void anythingElseProvesNothing(Outcome outcome) {
    housekeeping.on(armed(outcome), SECOND);
    assertThat(armed(0)).isZero();
  }

  @Test
  void itIsNoLongerArmedBeforeTheVenuesCountdownRunsOut() {
    housekeeping.on(armed(Outcome.ACCEPTED), 0);
    long countdown = DeskConfig.standard().deadmanMillis() * 1_000_000L;
    housekeeping.onTime(countdown / 2, false);
    assertThat(armed(0)).isEqualTo(1);
    housekeeping.onTime(countdown - 1, false);
    assertThat(armed(0)).isZero();
  }

  @Test
  void theVenuesClockIsLookedAtEveryTenSecondsAndEverySecondWhileABookIsInDoubt() {
    List<String> asked = new ArrayList<>();
    VenueLink link = told(asked);
    Housekeeping keeping = new Housekeeping(DeskConfig.standard(), link, board);
    for (long i = 0; i <= 100; i++) {
      keeping.onTime(i * SECOND / 5, false);
    }
    assertThat(asked).filteredOn("requestClock"::equals).hasSize(3);
    for (long i = 101; i <= 125; i++) {
      keeping.onTime(i * SECOND / 5, true);
    }
    assertThat(asked).filteredOn("requestClock"::equals).hasSize(8);
  }

  @Test
  void whileTheVenueWantsQuietNothingIsAskedAndThenAtOnce() {
    List<String> asked = new ArrayList<>();
    Housekeeping keeping = new Housekeeping(DeskConfig.standard(), told(asked), board);
    keeping.on(armed(Outcome.ACCEPTED), 0);
    keeping.quiet(30 * SECOND);
    for (long i = 0; i < 150; i++) {
      keeping.onTime(i * SECOND / 5, true);
    }
    assertThat(asked).isEmpty();
    assertThat(armed(0)).as("the venue's countdown ran out").isZero();
    keeping.onTime(30 * SECOND, true);
    assertThat(asked).containsExactly("armDeadman", "armDeadman", "requestClock");
  }

  /// A link that notes the names of what it is asked.
  private static VenueLink told(List<String> asked) {
    return (VenueLink)
        Proxy.newProxyInstance(
            VenueLink.class.getClassLoader(),
            new Class<?>[] {VenueLink.class},
            (_, method, _) -> {
              asked.add(method.getName());
              return null;
            });
  }
}
