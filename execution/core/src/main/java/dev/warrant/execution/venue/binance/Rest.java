package dev.warrant.execution.venue.binance;

import dev.warrant.execution.venue.Inbox;
import dev.warrant.execution.venue.Scheduler;
import dev.warrant.execution.venue.Transport;
import dev.warrant.knowledge.event.DeskEvent;
import java.util.ArrayDeque;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Sends requests of one account: signs, stamps with the venue's time, backs off when told to.
/// Scheduler thread only.
final class Rest {
  private static final long MILLI = 1_000_000L;

  /// Between two questions that were held.
  private static final long PACE_NANOS = 50 * MILLI;

  private final Transport transport;
  private final Scheduler scheduler;
  private final Inbox inbox;
  private final BinanceConfig config;
  private final Signer signer;
  private long venueAheadNanos;
  private long quietUntilNanos;

  /// What was asked while the venue wants quiet.
  private final ArrayDeque<Runnable> held = new ArrayDeque<>();

  Rest(Transport transport, Scheduler scheduler, Inbox inbox, BinanceConfig config) {
    this.transport = transport;
    this.scheduler = scheduler;
    this.inbox = inbox;
    this.config = config;
    this.signer = new Signer(config.secret());
  }

  /// Corrects the time stamps of signed requests. The venue read its clock between `sentNanos` and
  /// `heardNanos`, and cut off what was less than a millisecond. A correction that this allows is
  /// kept: an answer that was long on its way must not spoil what a quick one proved.
  void venueClock(long serverMs, long sentNanos, long heardNanos) {
    long least = serverMs * MILLI - heardNanos;
    long most = (serverMs + 1) * MILLI - sentNanos;
    if (venueAheadNanos < least || venueAheadNanos > most) {
      venueAheadNanos = least + (most - least) / 2;
    }
  }

  void open(String path, String query, Consumer<Transport.Reply> done) {
    call(new Kept("GET", path, () -> query, () -> true, true), done);
  }

  void signed(String method, String path, String query, Consumer<Transport.Reply> done) {
    signed(method, path, query, () -> true, done);
  }

  /// @param wanted see [Transport.Call]
  void signed(
      String method,
      String path,
      String query,
      BooleanSupplier wanted,
      Consumer<Transport.Reply> done) {
    call(new Kept(method, path, () -> sign(query), wanted, method.equals("GET")), done);
  }

  private String sign(String query) {
    long stamp = (scheduler.nanos() + venueAheadNanos) / MILLI;
    String all =
        query
            + (query.isEmpty() ? "" : "&")
            + "recvWindow="
            + config.recvWindowMillis()
            + "&timestamp="
            + stamp;
    return all + "&signature=" + signer.sign(all);
  }

  /// A request about the account's stream, with the key alone.
  void keyed(String method, String path, Consumer<Transport.Reply> done) {
    call(new Kept(method, path, () -> "", () -> true, true), done);
  }

  /// A request that may have to wait.
  ///
  /// @param patient waits while the venue wants quiet; what changes orders does not
  private record Kept(
      String method,
      String path,
      Supplier<String> query,
      BooleanSupplier wanted,
      boolean patient) {}

  private void call(Kept call, Consumer<Transport.Reply> done) {
    Runnable leaves =
        () ->
            transport.rest(
                new Transport.Call(
                    call.method, call.path, call.query.get(), config.apiKey(), call.wanted),
                reply -> {
                  noteLimits(reply);
                  done.accept(reply);
                });
    if (call.patient && (quiet() > 0 || !held.isEmpty())) {
      held.add(leaves);
      if (held.size() == 1) {
        scheduler.after(Math.max(quiet(), PACE_NANOS), this::release);
      }
    } else {
      leaves.run();
    }
  }

  private long quiet() {
    return quietUntilNanos - scheduler.nanos();
  }

  /// Questions that were held leave one after the other, signed then: all at once they would bring
  /// the next 429, and the stamp they were asked with would be too old.
  private void release() {
    if (quiet() > 0) {
      scheduler.after(quiet(), this::release);
      return;
    }
    held.remove().run();
    if (!held.isEmpty()) {
      scheduler.after(PACE_NANOS, this::release);
    }
  }

  /// 429 means too fast, 418 means banned (both with `Retry-After` in seconds).
  private void noteLimits(Transport.Reply reply) {
    if (reply.status() == 429 || reply.status() == 418) {
      long seconds = Math.max(1, reply.retryAfterSeconds());
      quietUntilNanos = scheduler.nanos() + seconds * 1_000_000_000L;
      inbox.offer(new DeskEvent.Backoff(quietUntilNanos, "HTTP " + reply.status()));
    }
  }
}
