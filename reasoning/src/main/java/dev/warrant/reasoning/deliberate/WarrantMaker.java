package dev.warrant.reasoning.deliberate;

import dev.warrant.knowledge.deliberate.Cut;
import dev.warrant.knowledge.fact.Fact;
import dev.warrant.knowledge.order.Intent;
import dev.warrant.knowledge.order.OrderKind;
import dev.warrant.knowledge.order.Tactic;
import dev.warrant.knowledge.order.TacticKind;
import dev.warrant.knowledge.order.Warrant;
import dev.warrant.knowledge.unit.Canon;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.knowledge.unit.Lots;
import dev.warrant.knowledge.unit.Side;
import java.util.List;

/// Turns a sized intent into a warrant: an absolute cap, a price band around the quote, and a
/// tactic that fits the urgency.
///
/// A resting intent earns its edge by the distance at which it rests, so JOIN keeps it that far
/// from the mid; PEG follows the microprice closely; taking crosses, in slices if it is large
/// against what rests at the best price.
final class WarrantMaker {
  private static final long PPM = 1_000_000;

  private final TacticPolicy policy;
  private final PackDigests digests;

  WarrantMaker(TacticPolicy policy, PackDigests digests) {
    this.policy = policy;
    this.digests = digests;
  }

  /// The warrant, without the root it will cite.
  ///
  /// @param orderMax most lots of one order under the limits
  /// @param lots worst-case lots of the side that sizing chose; for an unwinding, lots to reduce:
  ///   its cap is 0, so it can flatten the position and never turn it round
  Warrant make(
      Cut cut,
      long id,
      Intent intent,
      @Lots long lots,
      @Lots long orderMax,
      StakeMaker.Ground ground) {
    boolean unwind = intent.strategy().equals(StakeMaker.UNWIND);
    long room = unwind ? lots : lots - ground.held(intent.side());
    Tactic tactic = tactic(intent, room, orderMax, ground);
    Fact.Quote quote = ground.quote();
    long band = Math.max(1, ppmOf(quote.bid(), policy.bandPpm()));
    long out = tactic.offsetTicks();
    boolean buy = intent.side() == Side.BUY;
    long life = policy.lifeMillis(intent.horizonMillis());
    return new Warrant(
        cut.epoch(),
        id,
        intent.instrument(),
        intent.side(),
        unwind ? 0 : lots,
        Math.max(1, quote.bid() - band - (buy ? out : 0)),
        quote.ask() + band + (buy ? 0 : out),
        kinds(tactic.kind()),
        policy.ordersCap(),
        policy.ratePerSecond(),
        cut.nanos() + life * 1_000_000,
        Math.max(1, intent.stopTicks()),
        tactic,
        List.of(Canon.digest(intent)),
        digests.policy(),
        digests.strategy(),
        digests.model(),
        Digest.ZERO);
  }

  /// Whether `next` says materially more or less than `live`, or `live` is about to end.
  boolean renews(Warrant live, Warrant next, long nanos) {
    long left = live.expiresNanos() - nanos;
    long life = Math.max(1, next.expiresNanos() - nanos);
    long shift =
        Math.abs(next.minPrice() + next.maxPrice() - live.minPrice() - live.maxPrice()) / 2;
    long band = ppmOf(next.maxPrice(), policy.bandPpm());
    long slack = Math.max(next.tactic().repriceTicks(), next.tactic().offsetTicks() / 2);
    return left * PPM < life * policy.renewLifePpm()
        || Math.abs(next.capLots() - live.capLots()) * PPM
            > Math.max(live.capLots(), next.capLots()) * policy.renewCapPpm()
        || shift * PPM > band * policy.renewBandPpm()
        || live.tactic().kind() != next.tactic().kind()
        || live.kinds() != next.kinds()
        || Math.abs(live.tactic().offsetTicks() - next.tactic().offsetTicks()) > slack
        || !live.policy().equals(next.policy())
        || !live.strategy().equals(next.strategy())
        || !live.model().equals(next.model());
  }

  /// Whether a live warrant for which nothing speaks any more may stand until it expires. A warrant
  /// that only rests may: its life is a few seconds, and pulling a quote at every flicker of a
  /// feature costs its place in the queue and earns nothing. One that takes would act again without
  /// a reason, so it ends at once.
  static boolean lapses(Warrant live) {
    return switch (live.tactic().kind()) {
      case JOIN, PEG -> true;
      case CROSS, SLICE -> false;
    };
  }

  private Tactic tactic(Intent intent, long room, long orderMax, StakeMaker.Ground ground) {
    Fact.Quote quote = ground.quote();
    long best = intent.side() == Side.BUY ? quote.askLots() : quote.bidLots();
    TacticKind kind =
        switch (intent.urgency()) {
          case PASSIVE -> TacticKind.JOIN;
          case NORMAL -> TacticKind.PEG;
          case URGENT ->
              room / policy.sliceBeyondBest() > Math.max(1, best)
                  ? TacticKind.SLICE
                  : TacticKind.CROSS;
        };
    long offset =
        switch (kind) {
          case JOIN -> Math.max(0, ppmOf(quote.bid(), intent.edgeCentiBps()) - quote.spread() / 2);
          case PEG, CROSS, SLICE -> ppmOf(quote.bid(), policy.offsetPpm());
        };
    long part =
        kind == TacticKind.SLICE
            ? Math.ceilDiv(room, policy.sliceParts())
            : kind == TacticKind.CROSS ? room : Math.ceilDiv(room * policy.clipPpm(), PPM);
    long most = Math.min(orderMax, ground.instrument().maxLots());
    long clip = Math.min(most, Math.max(ground.minOrder(), part));
    long repricePpm = kind == TacticKind.PEG ? policy.pegRepricePpm() : policy.repricePpm();
    long reprice = Math.max(1, ppmOf(quote.bid(), repricePpm));
    return new Tactic(kind, clip, offset, reprice, policy.intervalMillis());
  }

  private static int kinds(TacticKind tactic) {
    return switch (tactic) {
      case JOIN -> OrderKind.POST_ONLY.bit();
      case PEG -> OrderKind.POST_ONLY.bit() | OrderKind.LIMIT.bit();
      case CROSS, SLICE -> OrderKind.IOC.bit() | OrderKind.LIMIT.bit();
    };
  }

  private static long ppmOf(long ticks, long ppm) {
    return Math.multiplyExact(ticks, ppm) / PPM;
  }
}
