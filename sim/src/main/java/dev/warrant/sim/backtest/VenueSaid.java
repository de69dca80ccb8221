package dev.warrant.sim.backtest;

import dev.warrant.execution.venue.binance.AccountLists;
import dev.warrant.execution.venue.binance.BinanceConfig;
import dev.warrant.execution.venue.binance.Secret;
import dev.warrant.knowledge.seam.SeededRandom;
import dev.warrant.knowledge.unit.Instrument;

/// Asks a simulated venue for its own lists of the account, over the same wire as any client, on a
/// clock of its own: nothing of the simulation moves meanwhile.
public final class VenueSaid {
  /// What a list says in place of the venue's address.
  public static final String VENUE = "simulated venue";

  private VenueSaid() {}

  /// The lists as of `nowNanos`.
  ///
  /// @return one JSON object, see [AccountLists#fetch]
  /// @throws IllegalStateException if the venue does not tell
  public static String lists(SimVenue venue, AccountLists.Span span, long nowNanos) {
    VirtualTime time = new VirtualTime(nowNanos);
    MemoryTransport transport =
        new MemoryTransport(venue.venue(), time, NetworkModel.near(new SeededRandom(1)));
    BinanceConfig account =
        new BinanceConfig(
            SimVenue.API_KEY,
            new Secret(SimVenue.SECRET),
            venue.instruments().stream().map(Instrument::symbol).toList(),
            60_000,
            1);
    StringBuilder done = new StringBuilder();
    StringBuilder failed = new StringBuilder();
    AccountLists.fetch(account, VENUE, span, transport, time, done::append, failed::append);
    while (done.isEmpty() && failed.isEmpty()) {
      long next = time.nextNanos();
      if (next == Long.MAX_VALUE) {
        throw new IllegalStateException("the simulated venue did not answer about its lists");
      }
      time.moveTo(next);
      time.runOne();
    }
    if (!failed.isEmpty()) {
      throw new IllegalStateException("the simulated venue keeps its lists back: " + failed);
    }
    return done.toString();
  }
}
