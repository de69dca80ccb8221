package dev.warrant.sim.market;

import dev.warrant.knowledge.event.MarketEvent;
import dev.warrant.knowledge.unit.E8;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.knowledge.unit.Ticks;
import dev.warrant.sim.exchange.MarketListener;
import org.jspecify.annotations.Nullable;

/// Mark prices of a recording: its own where it has some, else the mid of the latest book ticker at
/// each whole second, flagged as a substitute, with funding zero.
final class RecordedMarks {
  private static final long MS = 1_000_000;
  private static final long SECOND = 1_000_000_000;
  private static final long EIGHT_HOURS_MS = 8L * 3_600_000;

  private final Instrument instrument;
  private final boolean substitute;
  private @Ticks long twiceMid;
  private MarketEvent.@Nullable MarkPrice last;
  private long nextNanos;

  RecordedMarks(RecordedTape tape, long startNanos) {
    instrument = tape.instrument();
    substitute = !tape.hasMarks();
    twiceMid = firstMid(tape);
    nextNanos = substitute ? (Math.floorDiv(startNanos, SECOND) + 1) * SECOND : Long.MAX_VALUE;
  }

  /// Twice the mid of the first quotes, in ticks.
  private static @Ticks long firstMid(RecordedTape tape) {
    for (int i = 0; i < tape.size(); i++) {
      if (tape.event(i) instanceof MarketEvent.BookTicker t) {
        return t.bid() + t.ask();
      }
    }
    return tape.snapshot().bids().ticks(0) + tape.snapshot().asks().ticks(0);
  }

  String declared() {
    return substitute
        ? "the recording has no mark prices; the book mid of each second stands in for mark and"
            + " index, and the funding rate is 0"
        : "nothing substituted; mark prices and funding are the recorded ones";
  }

  void quote(MarketEvent.BookTicker t) {
    twiceMid = t.bid() + t.ask();
  }

  MarketEvent.MarkPrice recorded(MarketEvent.MarkPrice m, long shiftMs) {
    MarketEvent.MarkPrice moved =
        new MarketEvent.MarkPrice(
            m.instrument(),
            m.markE8(),
            m.indexE8(),
            m.fundingRateE8(),
            m.nextFundingMs() + shiftMs,
            m.eventMs() + shiftMs,
            m.substitute());
    last = moved;
    return moved;
  }

  /// Time of the next substitute, if there are any.
  long nextNanos() {
    return nextNanos;
  }

  void publish(MarketListener out) {
    MarketEvent.MarkPrice mark = mid(nextNanos);
    last = mark;
    out.published(mark, nextNanos);
    nextNanos += SECOND;
  }

  /// The latest mark price; before the first one the mid of the first quotes.
  MarketEvent.MarkPrice now(long nanos) {
    return last == null ? mid(nanos) : last;
  }

  private MarketEvent.MarkPrice mid(long nanos) {
    @E8 long mid = twiceMid * instrument.tickE8() / 2;
    long ms = Math.floorDiv(nanos, MS);
    return new MarketEvent.MarkPrice(
        instrument.index(), mid, mid, 0, (ms / EIGHT_HOURS_MS + 1) * EIGHT_HOURS_MS, ms, true);
  }
}
