package dev.warrant.sim.market;

import dev.warrant.knowledge.event.MarketEvent;
import dev.warrant.knowledge.unit.Instrument;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The decoded recordings of one instrument in memory, so that they are read once and played often.
/// Immutable; any number of [RecordedMarket]s may play the same tape.
///
/// Loading checks that times never go backward, that the depth ids follow each other without a gap
/// (also from one file to its continuation), and that a REST snapshot and the depth update that
/// bridges it (`U <= lastUpdateId <= u`, Binance USD-M) are there.
public final class RecordedTape {
  private final Instrument instrument;
  private final long[] localNanos;
  private final MarketEvent[] events;
  private final MarketEvent.DepthSnapshot snapshot;
  private final int bridge;
  private final long skewNanos;
  private final boolean hasMarks;

  private RecordedTape(Loader from, Instrument instrument, MarketEvent.DepthSnapshot snapshot) {
    this.instrument = instrument;
    this.snapshot = snapshot;
    localNanos = from.times.stream().mapToLong(Long::longValue).toArray();
    events = from.events.toArray(MarketEvent[]::new);
    skewNanos = from.skewNanos;
    hasMarks = from.hasMarks;
    bridge = findBridge(from.first());
  }

  /// Loads one recording or several that continue each other, in any order.
  ///
  /// @throws RecordingException if a file is missing, malformed, of another symbol, or does not
  ///   continue the one before
  public static RecordedTape load(List<Path> files, Instrument instrument) {
    List<RecordingReader.Head> heads = new ArrayList<>();
    for (Path file : files) {
      heads.add(RecordingReader.head(file));
    }
    heads.sort(Comparator.comparingLong(RecordingReader.Head::firstLocalNanos));
    Loader loader = new Loader(heads.getFirst().file());
    for (RecordingReader.Head head : heads) {
      loader.read(head.file(), instrument);
    }
    MarketEvent.DepthSnapshot found = loader.snapshot;
    if (found == null || found.bids().size() == 0 || found.asks().size() == 0) {
      throw new RecordingException(
          loader.first(),
          0,
          "no REST depth snapshot, so the book is unknown\nMaybe this is a continuation: name the"
              + " recording before it too");
    }
    return new RecordedTape(loader, instrument, found);
  }

  /// A tape of what a desk heard, as [HeardMarket] joined it.
  ///
  /// @param journal where it was heard, for errors
  /// @throws RecordingException if no book could be made of it
  static RecordedTape heard(
      Path journal, Instrument instrument, List<Long> nanos, List<MarketEvent> events) {
    Loader loader = new Loader(journal);
    for (int i = 0; i < events.size(); i++) {
      loader.take(nanos.get(i), events.get(i), journal, 0);
    }
    MarketEvent.DepthSnapshot found = loader.snapshot;
    if (found == null || found.bids().size() == 0 || found.asks().size() == 0) {
      throw new RecordingException(
          journal,
          0,
          "the desk never had a book of "
              + instrument.symbol()
              + ", so its market cannot be played again\nMaybe it ended before it had begun");
    }
    return new RecordedTape(loader, instrument, found);
  }

  private int findBridge(Path file) {
    long id = snapshot.lastUpdateId();
    for (int i = 0; i < events.length; i++) {
      if (events[i] instanceof MarketEvent.DepthUpdate d && d.last() >= id) {
        if (d.first() <= id) {
          return i;
        }
        break;
      }
    }
    throw new RecordingException(
        file, 0, "no depth update holds the snapshot's id " + id + " between its U and u");
  }

  public Instrument instrument() {
    return instrument;
  }

  /// Number of events, the snapshot included.
  public int size() {
    return events.length;
  }

  /// The `i`-th event in order of arrival, with its recorded times.
  public MarketEvent event(int i) {
    return events[i];
  }

  /// The recorder's own time of event `i`, nanoseconds since the epoch.
  public long localNanos(int i) {
    return localNanos[i];
  }

  /// The smallest difference of the recorder's time and the venue's event time. Negative means that
  /// the recorder's clock was behind by at least so much.
  public long skewNanos() {
    return skewNanos;
  }

  /// The venue's time of the first arrival, as the recorder's clock corrected by the skew tells it:
  /// played from here, no time is moved.
  public long naturalStartNanos() {
    return localNanos[0] - skewNanos;
  }

  /// Whether the recording holds the venue's mark prices.
  public boolean hasMarks() {
    return hasMarks;
  }

  MarketEvent.DepthSnapshot snapshot() {
    return snapshot;
  }

  /// Place of the depth update that bridges the snapshot.
  int bridge() {
    return bridge;
  }

  /// Collects events and checks that they follow each other.
  private static final class Loader {
    private final Path first;
    private final List<Long> times = new ArrayList<>();
    private final List<MarketEvent> events = new ArrayList<>();
    private MarketEvent.@Nullable DepthSnapshot snapshot;
    private long lastDepthId;
    private long skewNanos = Long.MAX_VALUE;
    private boolean hasMarks;
    private long before;

    Loader(Path first) {
      this.first = first;
    }

    Path first() {
      return first;
    }

    void read(Path file, Instrument instrument) {
      try (RecordingReader in = RecordingReader.open(file, instrument)) {
        while (in.next()) {
          take(in.localNanos(), in.event(), file, in.line());
        }
      }
    }

    void take(long nanos, MarketEvent event, Path file, long line) {
      if (nanos < before) {
        throw new RecordingException(
            file,
            line,
            "local time "
                + nanos
                + " ns is before "
                + before
                + " ns of the line before it\nMaybe two recordings overlap");
      }
      before = nanos;
      check(event, file, line);
      times.add(before);
      events.add(event);
    }

    private void check(MarketEvent event, Path file, long line) {
      switch (event) {
        case MarketEvent.DepthSnapshot s -> snapshot = snapshot == null ? s : snapshot;
        case MarketEvent.DepthUpdate d -> {
          if (lastDepthId != 0 && d.previous() != lastDepthId) {
            throw new RecordingException(
                file,
                line,
                "depth update follows id "
                    + d.previous()
                    + ", expected "
                    + lastDepthId
                    + "\nMaybe a recording between two files is missing");
          }
          lastDepthId = d.last();
          skew(d.eventMs());
        }
        case MarketEvent.BookTicker t -> skew(t.eventMs());
        case MarketEvent.Trade t -> skew(t.eventMs());
        case MarketEvent.MarkPrice m -> {
          hasMarks = true;
          skew(m.eventMs());
        }
        case MarketEvent.Kline _, MarketEvent.StreamState _ -> {}
      }
    }

    private void skew(long eventMs) {
      skewNanos = Math.min(skewNanos, before - eventMs * 1_000_000);
    }
  }
}
