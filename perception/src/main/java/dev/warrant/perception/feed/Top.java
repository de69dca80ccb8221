package dev.warrant.perception.feed;

import dev.warrant.knowledge.event.MarketEvent.BookTicker;
import dev.warrant.knowledge.unit.Lots;
import dev.warrant.knowledge.unit.Ticks;

/// The best prices as of now: those of the book, or of a book ticker that is ahead of it.
///
/// Depth comes in batches, the ticker (Binance `bookTicker`) with every change of the best bid or
/// ask. Both carry the venue's update id, so it can be told which of them is newer. The ticker
/// stands in for the book only while the book itself may be traded on: it makes a quote younger,
/// never a lost or stale book usable. A newer ticker that cannot be a quote means that the best
/// prices are not known, until another ticker or the book is newer still.
///
/// Valid only while the input that led here is being processed; no call allocates.
public final class Top {
  private final Book book;
  private long id = Long.MIN_VALUE;
  private long eventMs;
  private boolean sane;
  private @Ticks long bid;
  private @Lots long bidLots;
  private @Ticks long ask;
  private @Lots long askLots;

  Top(Book book) {
    this.book = book;
  }

  /// Takes a ticker.
  ///
  /// @param timely whether its time can be that of a present quote
  /// @return whether it is ahead of the book and of every ticker before
  boolean on(BookTicker t, boolean timely) {
    if (t.updateId() <= Math.max(id, book.lastUpdateId())) {
      return false;
    }
    id = t.updateId();
    eventMs = t.eventMs();
    bid = t.bid();
    bidLots = t.bidLots();
    ask = t.ask();
    askLots = t.askLots();
    sane = timely && bid > 0 && bid < ask && bidLots > 0 && askLots > 0;
    return true;
  }

  /// Forgets the ticker: ids from before and after a loss of the book need not follow each other.
  void clear() {
    id = Long.MIN_VALUE;
  }

  /// Whether a ticker is ahead of the book, so that these prices are the ticker's.
  boolean ahead() {
    return id > book.lastUpdateId();
  }

  /// Whether the ticker that is ahead was a quote when it came.
  boolean sane() {
    return sane;
  }

  /// The venue's time of the last ticker.
  long eventMs() {
    return eventMs;
  }

  /// Whether these prices may be traded on: the book is in sequence and fresh, and they are a
  /// quote.
  public boolean usable() {
    return book.usable() && (sane || !ahead());
  }

  /// Best bid.
  public @Ticks long bid() {
    return ahead() ? bid : book.bid();
  }

  /// Lots at the best bid.
  public @Lots long bidLots() {
    return ahead() ? bidLots : book.bidLots();
  }

  /// Best ask.
  public @Ticks long ask() {
    return ahead() ? ask : book.ask();
  }

  /// Lots at the best ask.
  public @Lots long askLots() {
    return ahead() ? askLots : book.askLots();
  }

  /// Size-weighted mid in hundredths of a tick, as [BookView#micropriceCentiTicks].
  public long micropriceCentiTicks() {
    return Book.micropriceCentiTicks(bid(), bidLots(), ask(), askLots());
  }
}
