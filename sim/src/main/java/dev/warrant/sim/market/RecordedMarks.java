package dev.warrant.sim.market;

import dev.warrant.knowledge.event.MarketEvent;
import dev.warrant.knowledge.unit.E8;
import dev.warrant.knowledge.unit.Instrument;
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
  private MarketEvent.BookTicker quote;
  private MarketEvent.@Nullable MarkPrice last;
  private long nextNanos;

  RecordedMarks(RecordedTape tape, Rebase rebase, long startNanos) {
    instrument = tape.instrument();
    substitute = !tape.hasMarks();
    quote = firstQuote(tape, rebase.exchangeShiftMs());
    nextNanos = substitute ? (Math.floorDiv(startNanos, SECOND) + 1) * SECOND : Long.MAX_VALUE;
  }

  private static MarketEvent.BookTicker firstQuote(RecordedTape tape, long shiftMs) {
    for (int i = 0; i < tape.size(); i++) {
      if (tape.event(i) instanceof MarketEvent.BookTicker t) {
        return t;
      }
    }
    MarketEvent.DepthSnapshot s = tape.snapshot();
    long ms = s.eventMs() + shiftMs;
    return new MarketEvent.BookTicker(
        s.instrument(),
        s.lastUpdateId(),
        s.bids().ticks(0),
        s.bids().lots(0),
        s.asks().ticks(0),
        s.asks().lots(0),
        ms,
        ms);
  }

  String declared() {
    return substitute
        ? "the recording has no mark prices; the book mid of each second stands in for mark and"
            + " index, and the funding rate is 0"
        : "nothing substituted; mark prices and funding are the recorded ones";
  }

  void quote(MarketEvent.BookTicker t) {
    quote = t;
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
    @E8 long mid = (quote.bid() + quote.ask()) * instrument.tickE8() / 2;
    long ms = Math.floorDiv(nanos, MS);
    return new MarketEvent.MarkPrice(
        instrument.index(), mid, mid, 0, (ms / EIGHT_HOURS_MS + 1) * EIGHT_HOURS_MS, ms, true);
  }
}
