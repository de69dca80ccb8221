package dev.warrant.sim.exchange;

import dev.warrant.knowledge.unit.E8;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.knowledge.unit.Lots;

/// One account's position in one instrument, one-way mode, cross margin. It keeps the cost of the
/// open lots rather than a rounded average price, so that realised and unrealised profit add up to
/// cash to the last 1e-8.
public final class Position {
  private final Instrument instrument;
  private long net;
  private long costE8;
  private int leverage;
  private long updatedMs;
  private long realisedE8;

  Position(Instrument instrument, int leverage) {
    this.instrument = instrument;
    this.leverage = leverage;
  }

  /// The instrument.
  public Instrument instrument() {
    return instrument;
  }

  /// Signed lots: long positive, short negative.
  public @Lots long net() {
    return net;
  }

  /// What the open lots cost: their notional at entry, never negative.
  public @E8 long costE8() {
    return costE8;
  }

  /// Leverage chosen for the instrument.
  public int leverage() {
    return leverage;
  }

  /// Time of the last change in ms; 0 if there was none.
  public long updatedMs() {
    return updatedMs;
  }

  /// Realised profit so far, before fees.
  public @E8 long realisedE8() {
    return realisedE8;
  }

  /// Average entry price, rounded down; 0 when flat.
  public @E8 long entryE8() {
    return net == 0 ? 0 : Money.floorOf(costE8, Money.ONE_E8, Math.abs(net) * instrument.lotE8());
  }

  /// Signed notional at `markE8`.
  public @E8 long notionalE8(@E8 long markE8) {
    return Long.signum(net) * Money.notional(instrument, Math.abs(net), markE8);
  }

  /// Profit if closed at `markE8`.
  public @E8 long unrealisedE8(@E8 long markE8) {
    return net == 0 ? 0 : notionalE8(markE8) - Long.signum(net) * costE8;
  }

  void leverage(int value) {
    leverage = value;
  }

  /// Books a trade of `signed` lots for `notional` and returns the profit it realised.
  @E8
  long trade(@Lots long signed, @E8 long notional, long ms) {
    updatedMs = ms;
    if (net == 0 || Long.signum(net) == Long.signum(signed)) {
      net += signed;
      costE8 += notional;
      return 0;
    }
    long held = Math.abs(net);
    long traded = Math.abs(signed);
    long closed = Math.min(held, traded);
    long cost = closed == held ? costE8 : Money.floorOf(costE8, closed, held);
    long proceeds = closed == traded ? notional : Money.floorOf(notional, closed, traded);
    long profit = Long.signum(net) * (proceeds - cost);
    costE8 -= cost;
    net += Long.signum(signed) * closed;
    if (traded > closed) {
      net = Long.signum(signed) * (traded - closed);
      costE8 = notional - proceeds;
    }
    realisedE8 += profit;
    return profit;
  }
}
