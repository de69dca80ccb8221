package dev.warrant.execution.desk;

import dev.warrant.execution.venue.binance.BadFrame;
import dev.warrant.execution.venue.binance.BinanceConfig;
import dev.warrant.execution.venue.binance.BinanceLink;
import dev.warrant.execution.venue.netty.Loop;
import dev.warrant.execution.venue.netty.NettyTransport;
import dev.warrant.knowledge.unit.Instrument;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Asks the venue for its trading rules until it answers.
final class VenueRules {
  private static final long SECONDS = 20;
  private static final long AGAIN_NANOS = 500_000_000L;

  private final BinanceConfig account;
  private final NettyTransport transport;
  private final Loop loop;
  private final CompletableFuture<List<Instrument>> found = new CompletableFuture<>();
  private volatile String fault = "";

  VenueRules(BinanceConfig account, NettyTransport transport, Loop loop) {
    this.account = account;
    this.transport = transport;
    this.loop = loop;
  }

  /// Waits for the instruments of the desk, by index.
  ///
  /// @throws IllegalStateException if the venue does not answer, or does not have them all
  List<Instrument> fetch(LiveConfig config) {
    loop.after(0, this::ask);
    try {
      return found.get(SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException e) {
      throw new IllegalStateException(
          "DESK-NO-VENUE: "
              + config.restUrl()
              + " did not tell its trading rules"
              + (fault.isEmpty() ? "" : ": " + fault)
              + (fault.startsWith(BadFrame.CODE)
                  ? "\nMaybe it does not trade all of " + config.desk().symbols()
                  : "\nMaybe it is not running: ./warrant venue"),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the venue", e);
    }
  }

  private void ask() {
    BinanceLink.fetchRules(
        account,
        transport,
        loop,
        found::complete,
        why -> {
          fault = why;
          if (why.startsWith(BadFrame.CODE)) {
            // It did answer, and would answer the same again.
            found.completeExceptionally(new IllegalStateException(why));
          } else if (!found.isDone()) {
            loop.after(AGAIN_NANOS, this::ask);
          }
        });
  }
}
