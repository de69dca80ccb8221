package dev.warrant.governance.audit.reconcile;

import dev.warrant.execution.desk.LiveConfig;
import dev.warrant.execution.venue.binance.AccountLists;
import dev.warrant.execution.venue.binance.BinanceConfig;
import dev.warrant.execution.venue.netty.Loop;
import dev.warrant.execution.venue.netty.NettyTransport;
import dev.warrant.knowledge.seam.Clock;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Asks a venue over the network for its lists of the account, apart from the desk that trades it.
///
/// @param secondsMax how long to wait for the whole
public record AskedVenue(LiveConfig config, long secondsMax) implements Lists {
  @Override
  public String lists(AccountLists.Span span) throws IOException {
    CompletableFuture<String> answer = new CompletableFuture<>();
    BinanceConfig account =
        new BinanceConfig(
            config.apiKey(), config.secret(), config.desk().symbols(), 5_000, config.seed());
    try (Loop loop = new Loop(Clock.system(), "lists");
        NettyTransport transport = new NettyTransport(loop, config.restUrl(), config.streamUrl())) {
      AccountLists.fetch(
          account,
          config.restUrl(),
          span,
          transport,
          loop,
          answer::complete,
          why -> answer.completeExceptionally(new IOException(why)));
      return answer.get(secondsMax, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new IOException("no whole list within " + secondsMax + " seconds", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the venue was asked for its lists", e);
    }
  }
}
