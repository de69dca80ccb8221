package dev.warrant.execution.venue.binance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.execution.ledger.Some;
import dev.warrant.execution.safety.Gate;
import dev.warrant.execution.venue.Scheduler;
import dev.warrant.execution.venue.Transport;
import dev.warrant.knowledge.event.Event;
import dev.warrant.knowledge.event.VenueEvent;
import dev.warrant.knowledge.event.VenueEvent.Outcome;
import dev.warrant.knowledge.order.OrderKind;
import dev.warrant.knowledge.order.OrderRecord;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.knowledge.unit.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// What the link does around its transport: the gate at both ends of an order's way, and the
/// venue's time on what it signs.
class BinanceLinkTest {
  private static final long MS = 1_000_000L;
  private static final String ANSWER = "{\"orderId\":5,\"status\":\"NEW\",\"executedQty\":\"0\"}";

  private final Gate gate = new Gate();
  private final List<Event> inbox = new ArrayList<>();
  private final Wire wire = new Wire();
  private final Now now = new Now();
  private final BinanceLink link =
      new BinanceLink(
          new BinanceConfig("key", new Secret("secret"), List.of("BTCUSDT", "ETHUSDT"), 5_000, 1),
          Some.BOTH,
          wire,
          now,
          inbox::add,
          gate);

  private record Sent(Transport.Call call, Consumer<Transport.Reply> done) {
    String line() {
      return call.method() + " " + call.path();
    }

    boolean says(String parameter) {
      return ("&" + call.query() + "&").contains("&" + parameter + "&");
    }

    void answer(int status, String body) {
      done.accept(new Transport.Reply(status, body, true, 0));
    }
  }

  /// Keeps what should be sent until the test answers.
  private static final class Wire implements Transport {
    final List<Sent> sent = new ArrayList<>();

    @Override
    public void rest(Call call, Consumer<Reply> done) {
      sent.add(new Sent(call, done));
    }

    @Override
    public Stream stream(String path, StreamListener listener) {
      throw new UnsupportedOperationException(path);
    }

    @Override
    public void close() {}
  }

  /// Does at once what has no delay, and leaves the rest.
  private static final class Now implements Scheduler {
    long nanos = 1_000_000 * MS;

    @Override
    public long nanos() {
      return nanos;
    }

    @Override
    public void after(long delayNanos, Runnable task) {
      if (delayNanos <= 0) {
        task.run();
      }
    }
  }

  @Test
  void anOrderThatHasNotLeftYetIsUnwantedOnceTheGateCloses() {
    link.place(order(false));
    assertThat(wire.sent.getFirst().call().wanted().getAsBoolean()).isTrue();
    gate.kill();
    assertThat(wire.sent.getFirst().call().wanted().getAsBoolean()).isFalse();
    wire.sent.getFirst().done().accept(new Transport.Reply(0, "gate closed", false, 0));
    assertThat(outcome()).isEqualTo(Outcome.NOT_SENT);
    assertThat(wire.sent).as("what never left needs no cancel").hasSize(1);
  }

  @Test
  void anOrderOnTheWireAsTheGateClosesIsCancelledAsSoonAsItsAnswerComes() {
    link.place(order(false));
    gate.kill();
    wire.sent.getFirst().answer(200, ANSWER);
    assertThat(outcome()).isEqualTo(Outcome.ACCEPTED);
    assertThat(wire.sent).hasSize(2);
    assertThat(wire.sent.getLast().line()).isEqualTo("DELETE /fapi/v1/order");
    assertThat(wire.sent.getLast().says("origClientOrderId=Wx")).isTrue();
  }

  @Test
  void anOrderWhoseAnswerIsLostAsTheGateClosesIsCancelledAllTheSame() {
    link.place(order(false));
    gate.kill();
    wire.sent.getFirst().done().accept(new Transport.Reply(0, "no answer", true, 0));
    assertThat(outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(wire.sent.getLast().line()).isEqualTo("DELETE /fapi/v1/order");
  }

  @Test
  void whatOnlyReducesAndWhatIsAnsweredByAnOpenGateStays() {
    link.place(order(false));
    wire.sent.getFirst().answer(200, ANSWER);
    gate.kill();
    link.place(order(true));
    wire.sent.getLast().answer(200, ANSWER);
    assertThat(wire.sent).extracting(Sent::line).containsOnly("POST /fapi/v1/order");
  }

  @Test
  void aClosedGateWithholdsAtOnce() {
    gate.kill();
    link.place(order(false));
    assertThat(wire.sent).isEmpty();
    assertThat(inbox).containsExactly(new VenueEvent.Suppressed(0, "Wx", "gate closed"));
  }

  @Test
  void stampsFollowTheVenuesClockAndNoSlowAnswerSpoilsWhatAQuickOneProved() {
    clock(10, 1_007_005);
    assertThat(stamp()).isEqualTo(1_007_010);
    // Read a second after it was asked for, and four before it was heard.
    clock(5_000, 1_008_010);
    assertThat(stamp()).isEqualTo(1_012_010);
    clock(10, 1_005_015);
    assertThat(stamp()).isBetween(1_005_019L, 1_005_021L);
  }

  @Test
  void aRequestRefusedForItsStampHasTheClockLookedAt() {
    link.armDeadman(0, 10_000);
    wire.sent.getFirst().answer(400, "{\"code\":-1021,\"msg\":\"Timestamp\"}");
    assertThat(wire.sent.getLast().line()).isEqualTo("GET /fapi/v1/time");
  }

  @Test
  void aSampleOfTheClockSaysWhenItWasHeard() {
    clock(10, 1_007_005);
    assertThat(inbox)
        .containsExactly(new VenueEvent.ClockSample(1_007_005, 10 * MS, 1_000_010 * MS));
  }

  private void clock(long tripMillis, long serverMs) {
    link.requestClock();
    now.nanos += tripMillis * MS;
    wire.sent.getLast().answer(200, "{\"serverTime\":" + serverMs + "}");
  }

  private long stamp() {
    link.armDeadman(0, 10_000);
    String query = wire.sent.getLast().call().query();
    int at = query.indexOf("timestamp=") + "timestamp=".length();
    return Long.parseLong(query.substring(at, query.indexOf('&', at)));
  }

  private Outcome outcome() {
    return ((VenueEvent.SendOutcome) inbox.getLast()).outcome();
  }

  private static OrderRecord order(boolean reduceOnly) {
    return new OrderRecord(
        "Wx", 1, 1, 0, Side.BUY, OrderKind.LIMIT, 1, 500_000, reduceOnly, Digest.ZERO, 1);
  }
}
