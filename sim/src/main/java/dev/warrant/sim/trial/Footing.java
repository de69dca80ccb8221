package dev.warrant.sim.trial;

import dev.warrant.execution.desk.DeskConfig;
import dev.warrant.knowledge.event.Stamped;
import dev.warrant.knowledge.unit.E8;
import dev.warrant.sim.backtest.SimVenue;
import dev.warrant.sim.market.HeardMarket;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/// What is the same for all policies that are compared: market, network, account and desk.
///
/// @param venue makes the market anew
/// @param config of the desk, but for its instruments, which are those of the market
/// @param walletE8 what the account begins with
/// @param lists restricted lists, told at their times
/// @param seed of network and desk
public record Footing(
    Supplier<SimVenue> venue,
    DeskConfig config,
    @E8 long walletE8,
    List<Stamped> lists,
    long seed,
    long startNanos,
    long endNanos) {
  public Footing {
    lists = List.copyOf(lists);
  }

  /// The standard desk on a market that starts at [SimVenue#START_NANOS].
  ///
  /// @param venue of an account's funding
  /// @param endNanos when it is over, at the latest
  public static Footing standard(
      Function<SimVenue.Funding, Supplier<SimVenue>> venue, long seed, long endNanos) {
    DeskConfig config = DeskConfig.standard();
    SimVenue.Funding funding = new SimVenue.Funding(config.capitalE8(), config.leverage());
    return new Footing(
        venue.apply(funding),
        config,
        config.capitalE8(),
        List.of(),
        seed,
        SimVenue.START_NANOS,
        endNanos);
  }

  /// What a desk heard, for a desk of the same configuration with as much money as that one began
  /// with, and without positions. Fills are those of the simulated venue, which plays the market as
  /// it was heard and lets nobody's orders change it.
  public static Footing heard(HeardMarket heard) {
    DeskConfig config = DeskConfig.parse(heard.started().config());
    var opening = heard.opening();
    @E8 long wallet = opening == null ? config.capitalE8() : opening.walletE8();
    SimVenue.Funding funding = new SimVenue.Funding(wallet, config.leverage());
    return new Footing(
        () -> SimVenue.heard(heard, funding),
        config,
        wallet,
        heard.lists(),
        heard.started().seed(),
        heard.startNanos(),
        Long.MAX_VALUE);
  }
}
