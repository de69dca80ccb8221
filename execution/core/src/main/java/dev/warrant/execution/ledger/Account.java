package dev.warrant.execution.ledger;

import dev.warrant.knowledge.unit.E8;

/// Money of the account: wallet, running peak of equity, and equity at the start of the UTC day and
/// of this life of the desk.
final class Account {
  private static final long DAY_NANOS = 86_400_000_000_000L;

  private boolean known;
  private boolean begun;
  private @E8 long walletE8;
  private @E8 long peakE8;
  private @E8 long dailyStartE8;
  private @E8 long beginE8;
  private long day = Long.MIN_VALUE;

  /// The wallet is heard of for the first time.
  void open(@E8 long wallet, @E8 long unrealisedE8, long nanos) {
    known = true;
    walletE8 = wallet;
    peakE8 = wallet + unrealisedE8;
    dailyStartE8 = peakE8;
    day = Math.floorDiv(nanos, DAY_NANOS);
  }

  void restore(@E8 long wallet, @E8 long peak, @E8 long dailyStart, long startDay) {
    known = true;
    walletE8 = wallet;
    peakE8 = peak;
    dailyStartE8 = dailyStart;
    day = startDay;
  }

  /// Ledger and venue agree for the first time in this life of the desk: profit counts from here.
  void begin(@E8 long unrealisedE8) {
    begun = true;
    beginE8 = walletE8 + unrealisedE8;
  }

  /// Another life begins, whose profit counts from its own beginning.
  void beginAnew() {
    begun = false;
  }

  /// Starts a new day's loss if midnight UTC has passed.
  ///
  /// @return true if a day began
  boolean roll(@E8 long unrealisedE8, long nanos) {
    long today = Math.floorDiv(nanos, DAY_NANOS);
    if (!known || today <= day) {
      return false;
    }
    day = today;
    dailyStartE8 = walletE8 + unrealisedE8;
    return true;
  }

  /// Earned or lost.
  void earn(@E8 long deltaE8) {
    walletE8 = Math.addExact(walletE8, deltaE8);
  }

  /// Paid in or out: neither profit nor loss, so peak, day start and beginning move along.
  void transfer(@E8 long deltaE8) {
    earn(deltaE8);
    peakE8 += deltaE8;
    dailyStartE8 += deltaE8;
    beginE8 += deltaE8;
  }

  /// Raises the peak to the present equity.
  void watch(@E8 long unrealisedE8) {
    peakE8 = Math.max(peakE8, walletE8 + unrealisedE8);
  }

  /// Two people accepted the drawdown.
  void resetPeak(@E8 long unrealisedE8) {
    peakE8 = walletE8 + unrealisedE8;
  }

  boolean begun() {
    return begun;
  }

  /// Equity where this life began; 0 before [#begun].
  @E8
  long beginE8() {
    return beginE8;
  }

  boolean known() {
    return known;
  }

  @E8
  long walletE8() {
    return walletE8;
  }

  @E8
  long peakE8() {
    return peakE8;
  }

  @E8
  long dailyStartE8() {
    return dailyStartE8;
  }

  long day() {
    return day;
  }
}
