package dev.warrant.sim.exchange;

import dev.warrant.knowledge.event.MarketEvent;
import dev.warrant.knowledge.unit.Instrument;
import java.util.List;

/// One instrument's book with its background flow. Deterministic and single threaded: the caller
/// owns the clock. Account orders live in the same book and are matched by price, then time (or a
/// queue model where the background is a recording).
public interface Market {
  /// The instrument.
  Instrument instrument();

  /// Time of the next background event, or `Long.MAX_VALUE` if there is none left.
  long nextNanos();

  /// Plays background events up to and including `nanos`.
  void advance(long nanos, MarketListener out);

  /// An account's order arrives; it matches at once as far as it can, and a `LIMIT` or `POST_ONLY`
  /// rest then stands in the book.
  void submit(RestingOrder order, long nanos, MarketListener out);

  /// An account cancels; unknown or finished ids are ignored and nothing is reported.
  void cancel(long venueId, long nanos, MarketListener out);

  /// The book now, best first, at most `levels` a side, account orders included.
  MarketEvent.DepthSnapshot snapshot(int levels, long nanos);

  /// One-minute bars closed before `nanos`, oldest first, at most `count`; a market has some from
  /// before its start so that clients can warm up.
  List<MarketEvent.Kline> klines(int count, long nanos);

  /// The latest mark price.
  MarketEvent.MarkPrice mark(long nanos);
}
