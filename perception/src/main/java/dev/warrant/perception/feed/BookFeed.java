package dev.warrant.perception.feed;

import dev.warrant.knowledge.event.MarketEvent.BookTicker;
import dev.warrant.knowledge.event.MarketEvent.DepthSnapshot;
import dev.warrant.knowledge.event.MarketEvent.DepthUpdate;
import dev.warrant.knowledge.event.MarketEvent.StreamState;
import dev.warrant.knowledge.fact.FeedState;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntConsumer;

/// Keeps one instrument's book in step with the venue, or says that it is not.
///
/// Synchronisation follows Binance ("How to manage a local order book correctly", USD-M): buffer
/// updates; of these drop `u < lastUpdateId` of the snapshot; the first one applied has `U <=
/// lastUpdateId <= u` (it may have arrived before the snapshot); after that each one's `pu` is the
/// `u` before. An update whose `pu` is the snapshot's `lastUpdateId` also bridges: it says itself
/// that nothing lies between. Any breach makes the book unusable with that very message and asks
/// for a snapshot.
public final class BookFeed {
  private static final Comparator<DepthUpdate> BY_ID =
      Comparator.comparingLong(DepthUpdate::last).thenComparingLong(DepthUpdate::first);

  private enum Phase {
    DOWN,
    /// Updates are buffered, no snapshot yet.
    BUFFERING,
    /// The snapshot is in the book, the bridging update is still to come.
    BRIDGING,
    SYNCED
  }

  private final int instrument;
  private final FeedLimits limits;
  private final ClockOffset clock;
  private final IntConsumer resync;
  private final Book book = new Book();
  private final Top top = new Top(book);
  private final ArrayDeque<DepthUpdate> buffer = new ArrayDeque<>();
  private Phase phase = Phase.BUFFERING;
  private boolean gap;
  private boolean wanted;
  private boolean outstanding;
  private long askedAt = Long.MIN_VALUE / 2;
  private long eventMs;
  private boolean fault;
  private boolean stale;
  private long resyncs;

  /// @param resync called with the instrument's index whenever a snapshot is needed
  public BookFeed(int instrument, FeedLimits limits, ClockOffset clock, IntConsumer resync) {
    this.instrument = instrument;
    this.limits = limits;
    this.clock = clock;
    this.resync = resync;
  }

  /// The book.
  public BookView book() {
    return book;
  }

  /// The best prices, as new as is known.
  public Top top() {
    return top;
  }

  /// Takes a book ticker.
  ///
  /// @return whether the best prices may now differ
  public boolean on(BookTicker ticker, long now) {
    if (phase != Phase.SYNCED) {
      return false;
    }
    long age = clock.ageNanos(ticker.eventMs(), now);
    return top.on(ticker, age >= -limits.toleranceNanos() && age <= limits.staleNanos());
  }

  /// Takes a depth update.
  ///
  /// @return whether the book now differs, and is in sequence
  public boolean on(DepthUpdate update, long now) {
    boolean changed =
        switch (phase) {
          case DOWN -> false;
          case BUFFERING -> {
            buffer(update);
            wanted = true;
            yield false;
          }
          case BRIDGING -> bridge(update);
          case SYNCED -> follow(update);
        };
    advance(now);
    return changed;
  }

  /// Takes a snapshot. One that is not waited for is stale by definition and ignored.
  ///
  /// @return whether the book is in sequence because of it
  public boolean on(DepthSnapshot snapshot, long now) {
    if (phase == Phase.DOWN || phase == Phase.SYNCED) {
      outstanding = false;
      return false;
    }
    outstanding = false;
    wanted = false;
    book.clear();
    eventMs = snapshot.eventMs();
    if (book.apply(snapshot.bids(), snapshot.asks(), snapshot.lastUpdateId()) && !book.crossed()) {
      phase = Phase.BRIDGING;
      List<DepthUpdate> waiting = buffer.stream().sorted(BY_ID).toList();
      buffer.clear();
      for (DepthUpdate update : waiting) {
        // A breach puts the phase back to BUFFERING; the rest is kept for the next snapshot.
        switch (phase) {
          case BRIDGING -> bridge(update);
          case SYNCED -> follow(update);
          case BUFFERING, DOWN -> buffer(update);
        }
      }
    } else {
      lose();
    }
    advance(now);
    return phase == Phase.SYNCED;
  }

  /// Takes word of the stream: down makes the book unusable, up starts over.
  public void on(StreamState state, long now) {
    buffer.clear();
    book.clear();
    top.clear();
    phase = state.connected() ? Phase.BUFFERING : Phase.DOWN;
    gap = false;
    wanted = false;
    outstanding = false;
    advance(now);
  }

  /// Brings staleness up to date and sends requests that are due. Called with every input.
  public void advance(long now) {
    if (phase == Phase.SYNCED) {
      long age = clock.ageNanos(eventMs, now);
      fault = age < -limits.toleranceNanos();
      stale = age > limits.staleNanos();
    }
    book.believe(phase == Phase.SYNCED && !fault && !stale);
    boolean due = now - askedAt >= (outstanding ? limits.retryNanos() : limits.spacingNanos());
    if (wanted && due && phase != Phase.DOWN) {
      outstanding = true;
      askedAt = now;
      resyncs++;
      resync.accept(instrument);
    }
  }

  /// State as of the last input. A clock fault shows as stale with a negative age.
  public FeedState state() {
    return switch (phase) {
      case DOWN -> FeedState.DOWN;
      case BUFFERING, BRIDGING -> gap ? FeedState.GAP : FeedState.SYNCING;
      case SYNCED -> fault || stale ? FeedState.STALE : FeedState.SYNCED;
    };
  }

  /// Whether the book's last event lies in the future by more than the tolerance.
  public boolean clockFault() {
    return phase == Phase.SYNCED && fault;
  }

  /// Whether there is a book whose age can be told.
  public boolean aged() {
    return phase == Phase.SYNCED;
  }

  /// Age of the book on the offset-corrected clock; negative if it seems to come from the future.
  public long ageNanos(long now) {
    return clock.ageNanos(eventMs, now);
  }

  /// Whether there are best prices whose age can be told: the book's, or those of a ticker ahead of
  /// it, which go on being quotes while the book below them grows stale.
  public boolean quoted() {
    return phase == Phase.SYNCED && !fault && (top.ahead() ? top.sane() : !stale);
  }

  /// Age of the best prices on the offset-corrected clock: of the book, or of a ticker ahead of it.
  public long quoteAgeNanos(long now) {
    return clock.ageNanos(top.ahead() ? top.eventMs() : eventMs, now);
  }

  /// Snapshots asked for so far.
  public long resyncs() {
    return resyncs;
  }

  private void buffer(DepthUpdate update) {
    if (buffer.size() >= limits.bufferMax()) {
      buffer.removeFirst();
    }
    buffer.addLast(update);
  }

  private boolean bridge(DepthUpdate update) {
    long snapshot = book.lastUpdateId();
    if (update.last() < snapshot) {
      return false;
    }
    boolean spans = update.first() <= snapshot && snapshot <= update.last();
    if (!spans && update.previous() != snapshot) {
      return breach(update);
    }
    phase = Phase.SYNCED;
    return apply(update);
  }

  private boolean follow(DepthUpdate update) {
    if (update.previous() == book.lastUpdateId()) {
      return apply(update);
    }
    boolean old = update.last() <= book.lastUpdateId();
    // An id that steps back while the venue's time goes on means the venue numbers anew.
    return old && update.eventMs() <= eventMs ? false : breach(update);
  }

  private boolean apply(DepthUpdate update) {
    boolean sane = book.apply(update.bids(), update.asks(), update.last());
    eventMs = update.eventMs();
    if (!sane || book.crossed()) {
      lose();
      return false;
    }
    gap = false;
    return true;
  }

  private boolean breach(DepthUpdate update) {
    lose();
    buffer(update);
    return false;
  }

  private void lose() {
    phase = Phase.BUFFERING;
    gap = true;
    wanted = true;
    book.believe(false);
    top.clear();
  }
}
