package dev.warrant.execution.venue.binance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warrant.execution.safety.Gate;
import dev.warrant.execution.venue.Inbox;
import dev.warrant.execution.venue.Scheduler;
import dev.warrant.execution.venue.Transport;
import dev.warrant.execution.venue.VenueLink;
import dev.warrant.knowledge.event.VenueEvent;
import dev.warrant.knowledge.event.VenueEvent.OrderStatus;
import dev.warrant.knowledge.event.VenueEvent.Outcome;
import dev.warrant.knowledge.event.VenueEvent.Request;
import dev.warrant.knowledge.order.OrderRecord;
import dev.warrant.knowledge.unit.Instrument;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/// Binance USD-M as a [VenueLink]. Callable from any thread; everything happens on the scheduler's
/// thread, where the gate is asked just before the bytes go out.
public final class BinanceLink implements VenueLink {
  private final Scheduler scheduler;
  private final Inbox inbox;
  private final Gate gate;
  private final Transport transport;
  private final Rest rest;
  private final List<Instrument> instruments;
  private final RulesQuestion rules;
  private final Answers answers;
  private final Streams streams;

  /// @param instruments the trading rules that frames are read by, in the order of
  ///   `config.symbols()`; see [RulesQuestion]
  public BinanceLink(
      BinanceConfig config,
      List<Instrument> instruments,
      Transport transport,
      Scheduler scheduler,
      Inbox inbox,
      Gate gate) {
    this.instruments = List.copyOf(instruments);
    this.transport = transport;
    this.scheduler = scheduler;
    this.inbox = inbox;
    this.gate = gate;
    this.rest = new Rest(transport, scheduler, inbox, config);
    this.rules = new RulesQuestion(rest, config);
    this.answers = new Answers(this.instruments);
    this.streams = new Streams(transport, scheduler, inbox, rest, config, this.instruments);
  }

  @Override
  public void start() {
    scheduler.after(0, streams::start);
  }

  @Override
  public void place(OrderRecord o) {
    scheduler.after(0, () -> placeNow(o));
  }

  private void placeNow(OrderRecord o) {
    if (!gate.admits(o)) {
      inbox.offer(new VenueEvent.Suppressed(o.instrument(), o.clientId(), "gate closed"));
      return;
    }
    Instrument i = instruments.get(o.instrument());
    boolean stop = o.kind() == dev.warrant.knowledge.order.OrderKind.STOP_MARKET;
    Request request = stop ? Request.PLACE_STOP : Request.PLACE;
    String query = stop ? Orders.stop(o, i) : Orders.plain(o, i);
    rest.signed(
        "POST",
        stop ? Protocol.ALGO_ORDER : Protocol.ORDER,
        query,
        () -> gate.admits(o),
        reply -> {
          ended(o.instrument(), request, o.clientId(), reply);
          if (reply.sent() && !gate.admits(o)) {
            // It was on its way when the gate closed and may have overtaken the cancels.
            cancel(o.instrument(), o.clientId());
          }
        });
  }

  @Override
  public void cancel(int instrument, String clientId) {
    cancel(instrument, Request.CANCEL, Protocol.ORDER, "origClientOrderId", clientId);
  }

  @Override
  public void cancelStop(int instrument, String clientId) {
    cancel(instrument, Request.CANCEL_STOP, Protocol.ALGO_ORDER, "clientAlgoId", clientId);
  }

  private void cancel(int instrument, Request request, String path, String name, String clientId) {
    String query = "symbol=" + instruments.get(instrument).symbol() + "&" + name + "=" + clientId;
    scheduler.after(
        0,
        () ->
            rest.signed(
                "DELETE", path, query, reply -> ended(instrument, request, clientId, reply)));
  }

  @Override
  public void cancelAll(int instrument) {
    String query = "symbol=" + instruments.get(instrument).symbol();
    scheduler.after(
        0,
        () ->
            rest.signed(
                "DELETE",
                Protocol.ALL_OPEN_ORDERS,
                query,
                reply -> ended(instrument, Request.CANCEL_ALL, "", reply)));
  }

  @Override
  public void armDeadman(int instrument, long millis) {
    String query = "symbol=" + instruments.get(instrument).symbol() + "&countdownTime=" + millis;
    scheduler.after(
        0,
        () ->
            rest.signed(
                "POST",
                Protocol.COUNTDOWN,
                query,
                reply -> ended(instrument, Request.ARM_DEADMAN, "", reply)));
  }

  private void ended(int instrument, Request request, String clientId, Transport.Reply reply) {
    Outcomes o = Outcomes.of(reply);
    if (o.code() == -1021) {
      clock();
    }
    boolean told = o.body().has("status");
    inbox.offer(
        new VenueEvent.SendOutcome(
            instrument,
            request,
            clientId,
            o.outcome(),
            o.code(),
            o.message(),
            o.body().path("orderId").asLong(o.body().path("algoId").asLong(0)),
            told ? Answers.status(o.body().path("status").asText()) : OrderStatus.NEW,
            Json.steps(o.body(), "executedQty", instruments.get(instrument).lotE8())));
  }

  @Override
  public void requestSnapshot(int instrument) {
    Instrument i = instruments.get(instrument);
    get(
        Protocol.DEPTH,
        "symbol=" + i.symbol() + "&limit=1000",
        body -> inbox.offer(answers.depth(i, body)),
        () -> requestSnapshot(instrument));
  }

  @Override
  public void requestKlines(int instrument, int count) {
    Instrument i = instruments.get(instrument);
    get(
        Protocol.KLINES,
        "symbol=" + i.symbol() + "&interval=1m&limit=" + (count + 1),
        body -> answers.klines(i, body, scheduler.nanos() / 1_000_000).forEach(inbox::offer),
        () -> requestKlines(instrument, count));
  }

  private void get(String path, String query, Consumer<JsonNode> done, Runnable retry) {
    scheduler.after(
        0,
        () ->
            rest.open(
                path,
                query,
                reply -> {
                  if (reply.status() == 200) {
                    done.accept(Json.parse(reply.body()));
                  } else {
                    later(retry);
                  }
                }));
  }

  private void getSigned(String path, String query, Consumer<JsonNode> done, Runnable retry) {
    rest.signed(
        "GET",
        path,
        query,
        reply -> {
          if (reply.status() == 200) {
            done.accept(Json.parse(reply.body()));
          } else {
            if (Outcomes.of(reply).code() == -1021) {
              clock();
            }
            later(retry);
          }
        });
  }

  /// What the desk asked for must come; until it does, the desk does not trade.
  private void later(Runnable retry) {
    scheduler.after(500_000_000L, retry);
  }

  @Override
  public void requestInstruments() {
    scheduler.after(
        0,
        () ->
            rules.ask(
                found -> inbox.offer(new VenueEvent.Instruments(found)),
                _ -> later(this::requestInstruments)));
  }

  @Override
  public void requestAccount() {
    scheduler.after(
        0,
        () ->
            getSigned(
                Protocol.POSITION_MODE,
                "",
                mode ->
                    getSigned(
                        Protocol.ACCOUNT,
                        "",
                        account ->
                            inbox.offer(
                                answers.account(
                                    account, !mode.path("dualSidePosition").asBoolean())),
                        this::requestAccount),
                this::requestAccount));
  }

  @Override
  public void requestOpenOrders() {
    scheduler.after(
        0,
        () ->
            getSigned(
                Protocol.OPEN_ORDERS,
                "",
                plain ->
                    getSigned(
                        Protocol.OPEN_ALGO_ORDERS,
                        "",
                        conditional -> inbox.offer(answers.openOrders(plain, conditional)),
                        this::requestOpenOrders),
                this::requestOpenOrders));
  }

  @Override
  public void requestFills(int instrument, long sinceMs) {
    Instrument i = instruments.get(instrument);
    scheduler.after(
        0,
        () ->
            getSigned(
                Protocol.USER_TRADES,
                "symbol=" + i.symbol() + "&startTime=" + sinceMs + "&limit=1000",
                rows -> inbox.offer(answers.fills(i, rows)),
                () -> requestFills(instrument, sinceMs)));
  }

  @Override
  public void queryOrder(int instrument, String clientId) {
    boolean stop = clientId.startsWith("S");
    Instrument i = instruments.get(instrument);
    String query =
        stop
            ? "clientAlgoId=" + clientId
            : "symbol=" + i.symbol() + "&origClientOrderId=" + clientId;
    Function<Outcomes, VenueEvent> missing = _ -> Orders.missing(instrument, clientId);
    scheduler.after(
        0,
        () ->
            rest.signed(
                "GET",
                stop ? Protocol.ALGO_ORDER : Protocol.ORDER,
                query,
                reply -> {
                  Outcomes o = Outcomes.of(reply);
                  if (o.outcome() == Outcome.ACCEPTED) {
                    inbox.offer(answers.found(i, clientId, o.body()));
                  } else if (o.outcome() == Outcome.NOT_FOUND) {
                    inbox.offer(missing.apply(o));
                  } else {
                    later(() -> queryOrder(instrument, clientId));
                  }
                }));
  }

  @Override
  public void requestClock() {
    scheduler.after(0, this::clock);
  }

  private void clock() {
    long sent = scheduler.nanos();
    rest.open(
        Protocol.TIME,
        "",
        reply -> {
          if (reply.status() == 200) {
            long now = scheduler.nanos();
            long server = Json.parse(reply.body()).path("serverTime").asLong();
            rest.venueClock(server, sent, now);
            inbox.offer(new VenueEvent.ClockSample(server, now - sent, now));
          }
        });
  }

  @Override
  public void close() {
    scheduler.after(0, streams::stop);
    transport.close();
  }
}
