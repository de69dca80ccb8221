package dev.warrant.knowledge.order;

import dev.warrant.knowledge.unit.Digest;
import dev.warrant.knowledge.unit.Lots;
import dev.warrant.knowledge.unit.Side;
import dev.warrant.knowledge.unit.Ticks;
import java.util.List;

/// Bounded, expiring authority to trade one instrument on one side.
///
/// @param id number within its epoch, from 1 (0 is the exit warrant)
/// @param capLots absolute cap on the worst-case position of that side after any order under it
///   (for BUY `worstLong`, for SELL `worstShort`)
/// @param kinds mask of [OrderKind#bit]
/// @param ordersCap how many orders may ever be sent under it
/// @param ratePerSecond how many in any second
/// @param stopTicks distance of the protective stop from the average entry
/// @param intents the intents it serves, as canonical text digests
/// @param root trace node of the deliberation that issued it
public record Warrant(
    int epoch,
    long id,
    int instrument,
    Side side,
    @Lots long capLots,
    @Ticks long minPrice,
    @Ticks long maxPrice,
    int kinds,
    int ordersCap,
    int ratePerSecond,
    long expiresNanos,
    @Ticks long stopTicks,
    Tactic tactic,
    List<Digest> intents,
    Digest policy,
    Digest strategy,
    Digest model,
    Digest root) {
  public Warrant {
    intents = List.copyOf(intents);
  }

  /// Whether orders of `kind` are allowed.
  public boolean allows(OrderKind kind) {
    return (kinds & kind.bit()) != 0;
  }

  /// The same, issued by another deliberation.
  public Warrant withRoot(Digest root) {
    return new Warrant(
        epoch,
        id,
        instrument,
        side,
        capLots,
        minPrice,
        maxPrice,
        kinds,
        ordersCap,
        ratePerSecond,
        expiresNanos,
        stopTicks,
        tactic,
        intents,
        policy,
        strategy,
        model,
        root);
  }

  /// The same until another time.
  public Warrant withExpiry(long expiresNanos) {
    return new Warrant(
        epoch,
        id,
        instrument,
        side,
        capLots,
        minPrice,
        maxPrice,
        kinds,
        ordersCap,
        ratePerSecond,
        expiresNanos,
        stopTicks,
        tactic,
        intents,
        policy,
        strategy,
        model,
        root);
  }
}
