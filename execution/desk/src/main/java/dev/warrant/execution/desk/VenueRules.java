package dev.warrant.execution.desk;

import dev.warrant.execution.venue.Scheduler;
import dev.warrant.execution.venue.Transport;
import dev.warrant.execution.venue.binance.BadFrame;
import dev.warrant.execution.venue.binance.BinanceConfig;
import dev.warrant.execution.venue.binance.RulesQuestion;
import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.event.Event;
import dev.warrant.knowledge.unit.Instrument;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Asks the venue for its trading rules until it answers. A venue that wants quiet, as after
/// several starts within a minute, gets it: who asks on is banned.
final class VenueRules {
  private static final long SECOND = 1_000_000_000L;
  private static final long PATIENCE_NANOS = 20 * SECOND;
  private static final long AGAIN_NANOS = SECOND / 2;

  /// The longest quiet a start waits for: a minute's rate limit and a first ban of two minutes end
  /// within it. Source: Binance's limits, "HTTP return codes" and "IP limits".
  private static final long LONGEST_QUIET_NANOS = 180 * SECOND;

  private final LiveConfig config;
  private final Scheduler scheduler;
  private final Consumer<String> tell;
  private final RulesQuestion question;
  private final CompletableFuture<List<Instrument>> found = new CompletableFuture<>();

  // Scheduler thread only.
  private long giveUpNanos;
  private String fault = "";

  /// @param tell hears what is waited for
  VenueRules(
      LiveConfig config,
      BinanceConfig account,
      Transport transport,
      Scheduler scheduler,
      Consumer<String> tell) {
    this.config = config;
    this.scheduler = scheduler;
    this.tell = tell;
    this.question = new RulesQuestion(account, transport, scheduler, this::told);
  }

  /// Waits for the instruments of the desk, by index.
  ///
  /// @throws IllegalStateException if the venue does not answer, wants quiet for longer than a
  ///   start waits, or does not have them all
  List<Instrument> fetch() {
    scheduler.after(
        0,
        () -> {
          giveUpNanos = scheduler.nanos() + PATIENCE_NANOS;
          look();
          ask();
        });
    try {
      return found.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(reason(e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the venue", e);
    }
  }

  private static @Nullable String reason(ExecutionException e) {
    return e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
  }

  private void ask() {
    question.ask(found::complete, this::failed);
  }

  private void failed(String why) {
    fault = why;
    if (why.startsWith(BadFrame.CODE)) {
      // It did answer, and would answer the same again.
      end("Maybe it does not trade all of " + config.desk().symbols());
    } else if (!found.isDone()) {
      scheduler.after(AGAIN_NANOS, this::ask);
    }
  }

  private void told(Event event) {
    if (!(event instanceof DeskEvent.Backoff quiet)) {
      return;
    }
    long length = quiet.untilNanos() - scheduler.nanos();
    Instant until = Instant.ofEpochSecond(0, quiet.untilNanos());
    if (length > LONGEST_QUIET_NANOS) {
      fault = quiet.why();
      end("Maybe too many programs of this address ask it: it wants quiet until " + until);
      return;
    }
    giveUpNanos = Math.max(giveUpNanos, quiet.untilNanos() + PATIENCE_NANOS);
    tell.accept(
        "The venue wants quiet for "
            + (length + SECOND - 1) / SECOND
            + " s ("
            + quiet.why()
            + "); the start goes on at "
            + until
            + ".");
  }

  private void look() {
    if (found.isDone()) {
      return;
    }
    if (scheduler.nanos() >= giveUpNanos) {
      end("Maybe it is not running: ./warrant venue");
    } else {
      scheduler.after(AGAIN_NANOS, this::look);
    }
  }

  private void end(String maybe) {
    found.completeExceptionally(
        new IllegalStateException(
            "DESK-NO-VENUE: "
                + config.restUrl()
                + " did not tell its trading rules"
                + (fault.isEmpty() ? "" : ": " + fault)
                + "\n"
                + maybe));
  }
}
