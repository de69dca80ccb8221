package dev.warrant.sim.market;

import dev.warrant.knowledge.event.MarketEvent;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.knowledge.unit.Side;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Joins what a desk heard of one instrument into one unbroken tape. Where depth updates are
/// missing (a gap, another connection, another start) one update of our own carries the book to
/// what the next snapshot and the update that bridges it show, as soon as the desk had both. A
/// venue that counts anew is counted on.
final class HeardBook {
  private final List<Long> nanos = new ArrayList<>();
  private final List<MarketEvent> events = new ArrayList<>();
  private final List<MarketEvent.DepthUpdate> held = new ArrayList<>();
  private final RecordedBook book = new RecordedBook();
  private MarketEvent.@Nullable DepthSnapshot waits;
  private boolean begun;
  private boolean whole;
  private boolean broken;
  private long heardId;
  private long toldId;
  private long greatestId;
  private long shift;
  private long lastTrade;
  private long tradeShift;
  private long lostSince;
  private long lostNanos;
  private int mends;

  /// How often the book was lost and had again.
  int mends() {
    return mends;
  }

  /// How long it was lost, until it was had again.
  long lostNanos() {
    return lostNanos;
  }

  /// The tape.
  ///
  /// @throws RecordingException if there never was a book
  RecordedTape tape(Path journal, Instrument instrument) {
    if (!begun) {
      clear();
    }
    return RecordedTape.heard(journal, instrument, nanos, events);
  }

  void on(long at, MarketEvent event) {
    switch (event) {
      case MarketEvent.DepthUpdate d -> update(at, d);
      case MarketEvent.DepthSnapshot s -> {
        if (!whole) {
          waits = s;
          mend(at);
        }
      }
      case MarketEvent.BookTicker t -> {
        MarketEvent.BookTicker moved = moved(t);
        greatestId = Math.max(greatestId, moved.updateId());
        add(at, moved);
      }
      case MarketEvent.Trade t -> add(at, counted(t));
      case MarketEvent.MarkPrice m -> add(at, m);
      case MarketEvent.StreamState s -> {
        if (!s.connected()) {
          broken = true;
        }
      }
      case MarketEvent.Kline _ -> {}
    }
  }

  /// The desk hears nothing any more, or starts anew.
  void lost(long at) {
    if (whole) {
      lostSince = at;
    }
    whole = false;
    broken = true;
    waits = null;
    held.clear();
  }

  private void update(long at, MarketEvent.DepthUpdate d) {
    boolean follows = heardId == 0 || d.previous() == heardId;
    if (whole && !follows) {
      lost(at);
    } else if (!follows) {
      held.clear();
    }
    heardId = d.last();
    if (whole) {
      MarketEvent.DepthUpdate moved = moved(d, d.first() + shift, toldId);
      book.apply(moved, (_, _, _) -> {});
      tell(at, moved);
    } else {
      held.add(d);
      mend(at);
    }
  }

  /// Takes the book up again if the snapshot that waits and an update that bridges it are there.
  private void mend(long at) {
    MarketEvent.DepthSnapshot s = waits;
    if (s == null) {
      return;
    }
    int from = 0;
    while (from < held.size() && held.get(from).last() < s.lastUpdateId()) {
      from++;
    }
    if (from == held.size() || !bridges(held.get(from), s.lastUpdateId())) {
      return;
    }
    if (begun) {
      splice(at, s, held.subList(from, held.size()));
    } else {
      begin(at, s, held.subList(from, held.size()));
    }
    held.clear();
    waits = null;
    whole = true;
  }

  /// Binance USD-M: `U <= lastUpdateId <= u`, or the update says itself that it comes next.
  private static boolean bridges(MarketEvent.DepthUpdate d, long id) {
    return d.first() <= id || d.previous() == id;
  }

  private void begin(
      long at, MarketEvent.DepthSnapshot s, List<MarketEvent.DepthUpdate> following) {
    begun = true;
    book.reset(s);
    long id = Math.max(s.lastUpdateId(), following.getFirst().first());
    add(at, new MarketEvent.DepthSnapshot(s.instrument(), id, s.eventMs(), s.bids(), s.asks()));
    for (MarketEvent.DepthUpdate d : following) {
      book.apply(d, (_, _, _) -> {});
      tell(at, d);
    }
  }

  private void splice(
      long at, MarketEvent.DepthSnapshot s, List<MarketEvent.DepthUpdate> following) {
    RecordedBook to = new RecordedBook();
    to.reset(s);
    following.forEach(d -> to.apply(d, (_, _, _) -> {}));
    MarketEvent.DepthUpdate last = following.getLast();
    if (last.last() + shift <= toldId) {
      shift = Math.max(toldId, greatestId) + 1 - last.last();
    }
    MarketEvent.DepthUpdate joined =
        new MarketEvent.DepthUpdate(
            last.instrument(),
            toldId + 1,
            last.last() + shift,
            toldId,
            last.eventMs(),
            last.transactMs(),
            book.side(Side.BUY).changesTo(to.side(Side.BUY)),
            book.side(Side.SELL).changesTo(to.side(Side.SELL)));
    book.apply(joined, (_, _, _) -> {});
    tell(at, joined);
    mends++;
    lostNanos += at - lostSince;
  }

  private void tell(long at, MarketEvent.DepthUpdate d) {
    toldId = d.last();
    greatestId = Math.max(greatestId, toldId);
    add(at, d);
  }

  private void add(long at, MarketEvent event) {
    nanos.add(at);
    events.add(event);
  }

  private void clear() {
    nanos.clear();
    events.clear();
  }

  private MarketEvent.DepthUpdate moved(MarketEvent.DepthUpdate d, long first, long previous) {
    return shift == 0
        ? d
        : new MarketEvent.DepthUpdate(
            d.instrument(),
            first,
            d.last() + shift,
            previous,
            d.eventMs(),
            d.transactMs(),
            d.bids(),
            d.asks());
  }

  private MarketEvent.BookTicker moved(MarketEvent.BookTicker t) {
    return shift == 0
        ? t
        : new MarketEvent.BookTicker(
            t.instrument(),
            t.updateId() + shift,
            t.bid(),
            t.bidLots(),
            t.ask(),
            t.askLots(),
            t.eventMs(),
            t.transactMs());
  }

  private MarketEvent.Trade counted(MarketEvent.Trade t) {
    if (broken && t.tradeId() + tradeShift <= lastTrade) {
      tradeShift = lastTrade + 1 - t.tradeId();
    }
    broken = false;
    long id = t.tradeId() + tradeShift;
    lastTrade = Math.max(lastTrade, id);
    return tradeShift == 0
        ? t
        : new MarketEvent.Trade(
            t.instrument(),
            id,
            t.price(),
            t.lots(),
            t.buyerIsMaker(),
            t.regular(),
            t.eventMs(),
            t.tradeMs());
  }
}
