package dev.warrant.reasoning.deliberate;

import dev.warrant.knowledge.fact.Fact;
import dev.warrant.knowledge.order.Intent;
import dev.warrant.knowledge.order.Urgency;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.knowledge.unit.Lots;
import dev.warrant.knowledge.unit.Side;
import dev.warrant.reasoning.sizing.SizingPolicy;
import dev.warrant.reasoning.sizing.Stake;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/// Turns a feasible intent into a stake: a grid of worst-case positions of its side, from what is
/// already held up to the least of the feasible, the Kelly fraction and the notional cap. All
/// arithmetic is exact.
///
/// A grid over positions rather than over further lots keeps repeated deliberations from adding up:
/// what was bought yesterday counts against today's target.
final class StakeMaker {
  /// The strategy that only reduces.
  static final String UNWIND = "unwind";

  private static final long PPM = 1_000_000;
  private static final long YEAR_MILLIS = 31_557_600_000L;
  private static final long RISK_CENTS_MAX = 1_000_000_000;

  private final SizingPolicy policy;

  StakeMaker(SizingPolicy policy) {
    this.policy = policy;
  }

  /// What a stake is made from, all of it known.
  ///
  /// @param volatilityPpm annualised
  record Ground(
      Instrument instrument,
      Fact.Quote quote,
      Fact.Position position,
      Fact.Account account,
      long volatilityPpm) {
    /// Lots of this side that are filled already.
    @Lots
    long held(Side side) {
      return Math.max(0, side.sign() * position.net());
    }

    /// Lots of this side at worst.
    @Lots
    long worst(Side side) {
      return side == Side.BUY ? position.worstLong() : position.worstShort();
    }

    /// The smallest order the venue takes.
    @Lots
    long minOrder() {
      long perLot = instrument.notionalE8(quote.bid(), 1);
      return Math.max(instrument.minLots(), Math.ceilDiv(instrument.minNotionalE8(), perLot));
    }
  }

  /// A stake, or the reason why there is none.
  sealed interface Made {
    /// @param limited whether what the limits leave, and nothing else, is why it is not larger
    record Yes(Stake stake, boolean limited) implements Made {}

    /// @param limited whether what the limits leave is why there is none
    record No(String rule, String why, long value, long limit, boolean limited) implements Made {}
  }

  /// @throws ArithmeticException if a weight does not fit 64 bits
  Made make(int index, Intent intent, Range range, Ground ground) {
    return intent.strategy().equals(UNWIND)
        ? unwind(index, intent, range, ground)
        : enter(index, intent, range, ground);
  }

  private Made enter(int index, Intent intent, Range range, Ground g) {
    long net = intent.edgeCentiBps() - costPpm(intent, g);
    if (net <= 0) {
      return new Made.No("edge", "no edge is left after costs", net, 1, false);
    }
    long sigma = sigmaPpm(intent.horizonMillis(), g.volatilityPpm());
    long perLotE8 = g.instrument().notionalE8(g.quote().bid(), 1);
    long kelly = kellyLots(net, sigma, g.account().equityE8(), perLotE8);
    long cap = share(g.account().equityE8(), policy.notionalPpm()) / perLotE8;
    long held = g.held(intent.side());
    long worst = g.worst(intent.side());
    long wanted = Math.min(kelly, cap);
    long top = Math.min(Math.addExact(worst, range.high()), wanted);
    long smallest = Math.max(g.minOrder(), range.low());
    long steps = Math.min(policy.levels(), (top - held) / smallest);
    if (top <= held || steps < 1) {
      String why = "the room left is less than the smallest order";
      return new Made.No("room", why, Math.max(0, top - held), smallest, top < wanted);
    }
    List<Long> lots = new ArrayList<>(List.of(0L));
    for (long j = 1; j <= steps; j++) {
      lots.add(held + (top - held) * j / steps);
    }
    List<Long> added = new ArrayList<>();
    List<Long> gain = new ArrayList<>();
    List<Long> risk = new ArrayList<>();
    for (long l : lots) {
      added.add(Math.max(0, l - worst));
      gain.add(l == 0 ? 0 : gain(g.instrument().notionalE8(g.quote().bid(), l - held), net));
      risk.add(intent.side().sign() * riskCents(g, l, sigma));
    }
    return new Made.Yes(
        new Stake(index, g.instrument().index(), lots, added, gain, risk, kelly), top < wanted);
  }

  private Made unwind(int index, Intent intent, Range range, Ground g) {
    long net = g.held(intent.side().opposite());
    long lots = Math.min(net, range.high());
    if (lots < 1) {
      return new Made.No("room", "there is nothing to reduce", lots, 1, range.high() < net);
    }
    long sigma = sigmaPpm(intent.horizonMillis(), g.volatilityPpm());
    long risk = riskCents(g, lots, sigma);
    long target = riskTargetCents(g.account().equityE8());
    long relief =
        Math.multiplyExact(Math.multiplyExact(risk, risk), PPM) / Math.multiplyExact(100, target);
    long edge = intent.edgeCentiBps() - costPpm(intent, g);
    long earned = gain(g.instrument().notionalE8(g.quote().bid(), lots), edge);
    long worth = Math.addExact(Math.max(1, earned), relief);
    return new Made.Yes(
        new Stake(
            index,
            g.instrument().index(),
            List.of(0L, lots),
            List.of(0L, 0L),
            List.of(0L, worth),
            List.of(0L, 0L),
            lots),
        lots < net);
  }

  /// The risk target of the account in cents, at least one.
  long riskTargetCents(long equityE8) {
    return Math.max(1, share(equityE8, policy.riskTargetPpm()) / PPM);
  }

  /// Cost of getting in, in ppm of notional: resting pays the maker fee; taking pays the taker fee
  /// and half the spread.
  private static long costPpm(Intent intent, Ground g) {
    return intent.urgency() == Urgency.URGENT
        ? g.instrument().takerFeePpm() + g.quote().spread() * (PPM / 2) / g.quote().bid()
        : g.instrument().makerFeePpm();
  }

  /// Standard deviation of the return over `millis`, in ppm, at least one.
  static long sigmaPpm(long millis, long annualPpm) {
    long root = root(Math.multiplyExact(millis, PPM * PPM) / YEAR_MILLIS);
    return Math.max(1, Math.multiplyExact(annualPpm, root) / PPM);
  }

  /// `fraction × edge / variance` of equity, in lots (Kelly 1956; Thorp 2006, eq. 5.1).
  private long kellyLots(long edgePpm, long sigmaPpm, long equityE8, long perLotE8) {
    BigInteger notional =
        BigInteger.valueOf(Math.max(0, equityE8))
            .multiply(BigInteger.valueOf(policy.kellyPpm()))
            .multiply(BigInteger.valueOf(edgePpm))
            .divide(BigInteger.valueOf(sigmaPpm).pow(2));
    BigInteger lots = notional.divide(BigInteger.valueOf(perLotE8));
    return lots.min(BigInteger.valueOf(1L << 40)).longValueExact();
  }

  /// Gain in 1e-6 USDT of an edge in ppm on a notional in 1e-8 USDT.
  private static long gain(long notionalE8, long edgePpm) {
    return Math.multiplyExact(notionalE8 / 100, edgePpm) / PPM;
  }

  private static long riskCents(Ground g, long lots, long sigmaPpm) {
    long cents = g.instrument().notionalE8(g.quote().bid(), lots) / PPM;
    long risk = Math.multiplyExact(cents, sigmaPpm) / PPM;
    if (risk > RISK_CENTS_MAX) {
      throw new ArithmeticException("risk of " + risk + " cents");
    }
    return risk;
  }

  private static long share(long equityE8, long ppm) {
    return Math.multiplyExact(Math.max(0, equityE8) / 1000, ppm) / 1000;
  }

  private static long root(long n) {
    return BigInteger.valueOf(n).sqrt().longValueExact();
  }
}
