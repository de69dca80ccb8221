package dev.warrant.sim.market;

import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.event.MarketEvent;
import dev.warrant.knowledge.event.Stamped;
import dev.warrant.knowledge.event.VenueEvent;
import dev.warrant.knowledge.journal.Entry;
import dev.warrant.knowledge.journal.JournalReader;
import dev.warrant.knowledge.unit.Instrument;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The market of a run as its desk heard it: the market inputs of a journal, of all its starts, as
/// tapes that [RecordedMarket] plays. What the run's own orders did to that market is in it and
/// stays; what another desk would have done to it is not.
///
/// @param started the first start of the run
/// @param opening wallet and positions as the desk first heard them; null if it never did
/// @param lists restricted lists, as they were told
/// @param tapes one for each instrument, in the desk's order
/// @param bars of each instrument, closed before the run, oldest first
/// @param starts how often the desk was started
/// @param mends how often a book was lost and had again
/// @param lostNanos how long books were lost, summed over instruments
public record HeardMarket(
    DeskEvent.Started started,
    VenueEvent.@Nullable AccountSnapshot opening,
    List<Stamped> lists,
    List<RecordedTape> tapes,
    List<List<MarketEvent.Kline>> bars,
    int starts,
    int mends,
    long lostNanos) {
  public HeardMarket {
    lists = List.copyOf(lists);
    tapes = List.copyOf(tapes);
    bars = bars.stream().map(List::copyOf).toList();
  }

  /// Reads the journal in `journal`.
  ///
  /// @throws RecordingException if no book of an instrument can be made of it, or a later start had
  ///   other instruments
  /// @throws dev.warrant.knowledge.journal.JournalDamaged if it is not what was written
  public static HeardMarket read(Path journal) {
    Reading reading = new Reading(journal);
    JournalReader.read(
        journal,
        entry -> {
          if (entry instanceof Entry.Input(Stamped stamped)) {
            reading.on(stamped);
          }
        });
    return reading.result();
  }

  /// When the first market event was heard, nanoseconds since the epoch; played from here, no time
  /// is moved but by what the desk's clock differed from the venue's.
  public long startNanos() {
    return tapes.stream().mapToLong(tape -> tape.localNanos(0)).min().orElseThrow();
  }

  /// The markets, each to be played once. They share one [Rebase].
  public List<RecordedMarket> markets() {
    Rebase rebase = Rebase.of(tapes, startNanos());
    List<RecordedMarket> out = new ArrayList<>();
    for (int i = 0; i < tapes.size(); i++) {
      out.add(new RecordedMarket(tapes.get(i), rebase, bars.get(i), 1));
    }
    return List.copyOf(out);
  }

  /// What is not as it was, one sentence each.
  public List<String> declared() {
    List<String> out = new ArrayList<>();
    if (starts > 1) {
      out.add(
          "the desk was started "
              + starts
              + " times; here one desk runs through, and where none heard it the market stands"
              + " still");
    }
    if (mends > 0) {
      out.add(
          String.format(
              Locale.ROOT,
              "books were lost %d times, %.1f s in all; there they stand still",
              mends,
              lostNanos / 1e9));
    }
    if (opening != null && opening.positions().stream().anyMatch(p -> p.net() != 0)) {
      out.add("the run began with positions; here the account begins without");
    }
    return List.copyOf(out);
  }

  /// Collects while the journal is read.
  private static final class Reading {
    private final Path journal;
    private final List<HeardBook> books = new ArrayList<>();
    private final List<TreeMap<Long, MarketEvent.Kline>> bars = new ArrayList<>();
    private final List<Stamped> lists = new ArrayList<>();
    private DeskEvent.@Nullable Started first;
    private VenueEvent.@Nullable AccountSnapshot opening;
    private int starts;

    Reading(Path journal) {
      this.journal = journal;
    }

    void on(Stamped s) {
      switch (s.event()) {
        case DeskEvent.Started started -> began(started, s.nanos());
        case DeskEvent.Restricted _ -> lists.add(s);
        case VenueEvent.AccountSnapshot a -> opening = opening == null ? a : opening;
        case MarketEvent.Kline k -> {
          if (starts == 1) {
            bars.get(k.instrument()).put(k.openMs(), k);
          }
        }
        case MarketEvent m -> books.get(m.instrument()).on(s.nanos(), m);
        case DeskEvent _, VenueEvent _ -> {}
      }
    }

    private void began(DeskEvent.Started started, long nanos) {
      starts++;
      if (first == null) {
        first = started;
        for (Instrument _ : started.instruments()) {
          books.add(new HeardBook());
          bars.add(new TreeMap<>());
        }
        return;
      }
      if (!symbols(first).equals(symbols(started))) {
        throw new RecordingException(
            journal,
            0,
            "the desk was started on "
                + symbols(first)
                + " and later on "
                + symbols(started)
                + ", expected the same instruments at each start");
      }
      books.forEach(book -> book.lost(nanos));
    }

    private static List<String> symbols(DeskEvent.Started started) {
      return started.instruments().stream().map(Instrument::symbol).toList();
    }

    HeardMarket result() {
      DeskEvent.Started began = first;
      if (began == null) {
        throw new RecordingException(journal, 0, "the journal holds no start of a desk");
      }
      List<RecordedTape> tapes = new ArrayList<>();
      for (Instrument instrument : began.instruments()) {
        tapes.add(books.get(instrument.index()).tape(journal, instrument));
      }
      return new HeardMarket(
          began,
          opening,
          lists,
          tapes,
          bars.stream().map(b -> (List<MarketEvent.Kline>) new ArrayList<>(b.values())).toList(),
          starts,
          books.stream().mapToInt(HeardBook::mends).sum(),
          books.stream().mapToLong(HeardBook::lostNanos).sum());
    }
  }
}
