package dev.warrant.sim.trial;

import dev.warrant.execution.desk.RehearsalLink;
import dev.warrant.execution.venue.VenueLink;
import dev.warrant.knowledge.event.Event;
import dev.warrant.knowledge.event.VenueEvent.ClockSample;
import dev.warrant.knowledge.event.VenueEvent.OrderStatus;
import dev.warrant.knowledge.event.VenueEvent.Outcome;
import dev.warrant.knowledge.event.VenueEvent.Request;
import dev.warrant.knowledge.event.VenueEvent.SendOutcome;
import dev.warrant.knowledge.order.OrderKind;
import dev.warrant.knowledge.order.OrderRecord;
import dev.warrant.knowledge.seam.Clock;
import dev.warrant.rules.scenario.Step.Answer;
import dev.warrant.rules.scenario.Step.Ask;
import java.util.EnumMap;
import java.util.Map;
import java.util.Queue;

/// The way to an exchange that may answer no, or not at all, as a story says.
final class TrialLink implements RehearsalLink {
  private static final long MS = 1_000_000;
  private static final int REFUSED = -1_000;

  private final VenueLink inner;
  private final Queue<Event> inbox;
  private final Clock clock;
  private final Map<Ask, Answer> answers = new EnumMap<>(Ask.class);
  private long aheadMs;

  TrialLink(VenueLink inner, Queue<Event> inbox, Clock clock) {
    this.inner = inner;
    this.inbox = inbox;
    this.clock = clock;
  }

  void answer(Ask ask, Answer answer) {
    answers.put(ask, answer);
  }

  void ahead(long millis) {
    aheadMs = millis;
  }

  /// Whether the question gets through to the exchange; if it is rejected, that is answered here.
  private boolean passes(Ask ask, Request request, int instrument, String id) {
    return switch (answers.getOrDefault(ask, Answer.NORMAL)) {
      case NORMAL -> true;
      case IGNORE -> false;
      case REJECT -> {
        inbox.add(
            new SendOutcome(
                instrument,
                request,
                id,
                Outcome.REJECTED,
                REFUSED,
                "the story says so",
                0,
                OrderStatus.NEW,
                0));
        yield false;
      }
    };
  }

  @Override
  public void start() {
    inner.start();
  }

  @Override
  public void place(OrderRecord o) {
    boolean stop = o.kind() == OrderKind.STOP_MARKET;
    Ask ask = stop ? Ask.STOPS : Ask.ORDERS;
    Request request = stop ? Request.PLACE_STOP : Request.PLACE;
    if (passes(ask, request, o.instrument(), o.clientId())) {
      inner.place(o);
    }
  }

  @Override
  public void cancel(int instrument, String clientId) {
    if (passes(Ask.CANCELS, Request.CANCEL, instrument, clientId)) {
      inner.cancel(instrument, clientId);
    }
  }

  @Override
  public void cancelStop(int instrument, String clientId) {
    if (passes(Ask.CANCELS, Request.CANCEL_STOP, instrument, clientId)) {
      inner.cancelStop(instrument, clientId);
    }
  }

  @Override
  public void cancelAll(int instrument) {
    if (passes(Ask.CANCELS, Request.CANCEL_ALL, instrument, "")) {
      inner.cancelAll(instrument);
    }
  }

  @Override
  public void armDeadman(int instrument, long millis) {
    if (passes(Ask.DEADMAN, Request.ARM_DEADMAN, instrument, "")) {
      inner.armDeadman(instrument, millis);
    }
  }

  @Override
  public void requestSnapshot(int instrument) {
    inner.requestSnapshot(instrument);
  }

  @Override
  public void requestKlines(int instrument, int count) {
    inner.requestKlines(instrument, count);
  }

  @Override
  public void requestInstruments() {
    inner.requestInstruments();
  }

  @Override
  public void requestAccount() {
    if (answers.getOrDefault(Ask.ACCOUNT, Answer.NORMAL) == Answer.NORMAL) {
      inner.requestAccount();
    }
  }

  @Override
  public void requestOpenOrders() {
    inner.requestOpenOrders();
  }

  @Override
  public void requestFills(int instrument, long sinceMs) {
    inner.requestFills(instrument, sinceMs);
  }

  @Override
  public void queryOrder(int instrument, String clientId) {
    inner.queryOrder(instrument, clientId);
  }

  @Override
  public void requestClock() {
    long nanos = clock.nanos();
    inbox.add(new ClockSample(nanos / MS + aheadMs, 0, nanos));
  }

  @Override
  public void close() {}
}
