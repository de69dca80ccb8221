package dev.warrant.execution.executor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.knowledge.event.VenueEvent.OrderStatus;
import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.knowledge.fact.Mode;
import dev.warrant.knowledge.order.OrderKind;
import dev.warrant.knowledge.order.OrderRecord;
import dev.warrant.knowledge.order.TacticKind;
import dev.warrant.knowledge.unit.Side;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExitsTest {
  private final Rig rig = new Rig(5);

  @Test
  void everyPositionRestsAStopForItsWholeSize() {
    hold(Side.BUY, 12);
    OrderRecord stop = stops().getLast();
    assertThat(stop.kind()).isEqualTo(OrderKind.STOP_MARKET);
    assertThat(stop.side()).isEqualTo(Side.SELL);
    assertThat(stop.lots()).isEqualTo(12);
    assertThat(stop.reduceOnly()).isTrue();
    // Entry at the ask, stop distance of the warrant.
    assertThat(stop.price()).isEqualTo(600_002 - 2_000);
    assertThat(Rig.read(rig.board.slots(0), MeasureId.POSITION_STOPPED)).isEqualTo(1);
    assertThat(rig.ledger.worst(0, Side.SELL)).isZero();
  }

  @Test
  void theNewStopRestsBeforeTheOldOneIsCancelled() {
    hold(Side.BUY, 12);
    int before = stops().size();
    rig.cancelled.clear();
    rig.executor.activate(rig.warrant(0, Side.BUY, 20, TacticKind.CROSS, 8), rig.seq, rig.nanos);
    rig.run(3 * Rig.SECOND);
    assertThat(stops().size()).isGreaterThan(before);
    assertThat(stops().getLast().lots()).isEqualTo(20);
    assertThat(openStops()).containsExactly(20L);
    assertThat(rig.cancelled).anyMatch(c -> c.contains("replaced by a newer stop"));
  }

  @Test
  void aFlatPositionKeepsNoStop() {
    hold(Side.SELL, 7);
    assertThat(stops().getLast().side()).isEqualTo(Side.BUY);
    rig.exits.flatten(0, rig.seq, rig.nanos);
    rig.run(3 * Rig.SECOND);
    assertThat(rig.venue.net[0]).isZero();
    assertThat(openStops()).isEmpty();
  }

  @Test
  void anEmergencyCancelsAllAndFlattensWithinTheCollar() {
    hold(Side.BUY, 30);
    rig.executor.activate(rig.warrant(1, Side.SELL, 20, TacticKind.JOIN, 5), rig.seq, rig.nanos);
    rig.run(100 * Rig.MILLI);
    rig.executor.mode(Mode.EMERGENCY, rig.seq, rig.nanos);
    rig.exits.emergency(true, rig.seq, rig.nanos);
    OrderRecord exit = rig.ordered.getLast();
    assertThat(exit.clientId()).startsWith("X");
    assertThat(exit.reduceOnly()).isTrue();
    assertThat(exit.warrant()).isZero();
    // Half a percent below the bid, plus the tick of rounding.
    assertThat(exit.price()).isEqualTo(600_000 - 3_001);
    rig.run(5 * Rig.SECOND);
    assertThat(rig.venue.net[0]).isZero();
    assertThat(rig.ledger.held(0)).isEmpty();
    assertThat(rig.ledger.held(1)).isEmpty();
  }

  @Test
  void withoutABookTheEmergencyExitsAtMarket() {
    hold(Side.BUY, 30);
    rig.book.usable[0] = false;
    rig.exits.emergency(true, rig.seq, rig.nanos);
    assertThat(rig.ordered.getLast().kind()).isEqualTo(OrderKind.MARKET);
    rig.run(Rig.SECOND);
    assertThat(rig.venue.net[0]).isZero();
  }

  @Test
  void aStopThatIsPassedAlreadyIsDoneAtOnce() {
    hold(Side.BUY, 12);
    rig.venue.orders.values().stream()
        .filter(h -> h.stop() && h.open())
        .toList()
        .forEach(h -> rig.venue.end(h, OrderStatus.CANCELED, rig.nanos));
    rig.book.move(0, -5_000);
    rig.mark();
    rig.run(5 * Rig.SECOND);
    assertThat(rig.venue.net[0]).isZero();
    assertThat(rig.ordered).anyMatch(o -> o.clientId().startsWith("X"));
  }

  @Test
  void aLostStopIsReplacedAtOnce() {
    hold(Side.BUY, 12);
    rig.venue.orders.values().stream()
        .filter(h -> h.stop() && h.open())
        .toList()
        .forEach(h -> rig.venue.end(h, OrderStatus.CANCELED, rig.nanos));
    rig.run(200 * Rig.MILLI);
    assertThat(openStops()).containsExactly(12L);
    assertThat(rig.ledger.stopped(0)).isTrue();
  }

  @Test
  void whileTheVenueWantsQuietItIsHardlyAskedAndItsRefusalsSayNothingOfTheStop() {
    hold(Side.BUY, 12);
    int before = rig.ordered.size();
    rig.venue.refusing = true;
    rig.exits.quiet(rig.nanos + 60 * Rig.SECOND);
    rig.venue.orders.values().stream()
        .filter(h -> h.stop() && h.open())
        .toList()
        .forEach(h -> rig.venue.end(h, OrderStatus.CANCELED, rig.nanos));
    rig.run(60 * Rig.SECOND);
    assertThat(rig.ordered.size() - before).isBetween(1, 4);
    rig.venue.refusing = false;
    rig.run(2 * Rig.SECOND);
    assertThat(rig.ordered.subList(before, rig.ordered.size()))
        .allMatch(o -> o.clientId().startsWith("S"));
    assertThat(openStops()).containsExactly(12L);
  }

  private void hold(Side side, long lots) {
    rig.executor.activate(rig.warrant(0, side, lots, TacticKind.CROSS, lots), rig.seq, rig.nanos);
    rig.run(3 * Rig.SECOND);
    rig.executor.withdraw(rig.executor.live().getLast().id(), "done", rig.nanos);
    rig.run(2 * Rig.SECOND);
    assertThat(Math.abs(rig.venue.net[0])).isEqualTo(lots);
  }

  private List<OrderRecord> stops() {
    return rig.ordered.stream().filter(o -> o.clientId().startsWith("S")).toList();
  }

  private List<Long> openStops() {
    return rig.venue.orders.values().stream()
        .filter(h -> h.stop() && h.open())
        .map(h -> h.order.lots())
        .toList();
  }
}
