package dev.warrant.knowledge.verify.orders;

import java.math.BigInteger;
import java.util.List;

/// One instrument: what it is, the net position at average cost, and its mark.
final class Holding {
  private static final BigInteger E8 = BigInteger.valueOf(100_000_000L);

  private static final BigInteger PPM = BigInteger.valueOf(1_000_000L);

  /// A row of the venue's table of maintenance margin, which asks for a rate up to a notional.
  private record Bracket(long capE8, long ratePpm, long cumulativeE8) {}

  final String symbol;
  final long tickE8;
  final long lotE8;
  private final List<Bracket> brackets;
  long net;
  long costE8;
  long markE8;

  private Holding(Payload p) {
    p.number();
    symbol = p.text();
    tickE8 = p.signed();
    lotE8 = p.signed();
    for (int i = 0; i < 5; i++) {
      p.signed();
    }
    brackets = p.list(Holding::bracket);
  }

  /// Reads an instrument of `STARTED`.
  static Holding read(Payload p) {
    return new Holding(p);
  }

  private static Bracket bracket(Payload p) {
    long cap = p.signed();
    p.number();
    return new Bracket(cap, p.signed(), p.signed());
  }

  private Bracket bracket(long notionalE8) {
    for (Bracket b : brackets) {
      if (notionalE8 <= b.capE8()) {
        return b;
      }
    }
    return brackets.getLast();
  }

  /// Maintenance margin of the position, rounded up.
  long maintenanceE8() {
    long notional = up(Math.abs(net));
    if (net == 0 || notional == 0) {
      return 0;
    }
    Bracket b = bracket(notional);
    return Math.max(0, share(notional, b.ratePpm()) + 1 - b.cumulativeE8());
  }

  private static long share(long total, long ppm) {
    return BigInteger.valueOf(total).multiply(BigInteger.valueOf(ppm)).divide(PPM).longValueExact();
  }

  /// Distance from the mark to where the venue would liquidate, in parts per million of the mark
  /// (Binance, "How to calculate liquidation price", cross margin and one-way mode); the whole mark
  /// if flat.
  ///
  /// @param freeE8 wallet and unrealised profit of the rest of the account, less its maintenance
  long liquidationPpm(long freeE8) {
    if (net == 0) {
      return PPM.longValue();
    }
    long quantity = Math.multiplyExact(Math.abs(net), lotE8);
    Bracket b = bracket(up(Math.abs(net)));
    BigInteger over = BigInteger.valueOf(freeE8 + b.cumulativeE8() - costE8).multiply(E8);
    boolean isLong = net > 0;
    long under =
        isLong
            ? share(quantity, PPM.longValue() - b.ratePpm())
            : quantity + share(quantity, b.ratePpm());
    BigInteger price = floor(isLong ? over.negate() : over, BigInteger.valueOf(under));
    BigInteger mark = BigInteger.valueOf(markE8);
    BigInteger gap = isLong ? mark.subtract(price.max(BigInteger.ZERO)) : price.subtract(mark);
    return floor(gap.max(BigInteger.ZERO).min(mark).multiply(PPM), mark).longValueExact();
  }

  private static BigInteger floor(BigInteger over, BigInteger under) {
    BigInteger[] parts = over.divideAndRemainder(under);
    return parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0];
  }

  /// Books a fill; returns what it realised, fees aside.
  long fill(int side, long lots, long priceE8) {
    long left = lots;
    long realised = 0;
    if (net != 0 && Long.signum(net) != side) {
      long closing = Math.min(left, Math.abs(net));
      long cost =
          BigInteger.valueOf(costE8)
              .multiply(BigInteger.valueOf(closing))
              .divide(BigInteger.valueOf(Math.abs(net)))
              .longValueExact();
      realised = Long.signum(net) * down(closing, priceE8) - cost;
      costE8 -= cost;
      net += side * closing;
      left -= closing;
    }
    if (left > 0) {
      net += side * left;
      costE8 += side * down(left, priceE8);
    }
    return realised;
  }

  void force(long venueNet, long entryE8) {
    net = venueNet;
    costE8 = Long.signum(venueNet) * down(Math.abs(venueNet), entryE8);
  }

  /// Value of lots at a price, rounded down.
  long down(long lots, long priceE8) {
    return floor(product(lots, priceE8), E8).longValueExact();
  }

  /// Value of lots at the mark, rounded up.
  long up(long lots) {
    return -down(-lots, markE8);
  }

  private BigInteger product(long lots, long priceE8) {
    return BigInteger.valueOf(lots)
        .multiply(BigInteger.valueOf(lotE8))
        .multiply(BigInteger.valueOf(priceE8));
  }

  long unrealisedE8() {
    return net == 0 || markE8 == 0 ? 0 : down(net, markE8) - costE8;
  }

  /// Value of so many lots at so many ticks.
  long notionalE8(long ticks, long lots) {
    return down(lots, Math.multiplyExact(ticks, tickE8));
  }

  /// The mark in ticks, half up.
  long markTicks() {
    return Math.floorDiv(markE8 + tickE8 / 2, tickE8);
  }
}
