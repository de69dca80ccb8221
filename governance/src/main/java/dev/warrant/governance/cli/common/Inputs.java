package dev.warrant.governance.cli.common;

import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.event.Event;
import dev.warrant.knowledge.event.Levels;
import dev.warrant.knowledge.event.MarketEvent;
import dev.warrant.knowledge.event.Stamped;
import dev.warrant.knowledge.event.VenueEvent;
import dev.warrant.knowledge.journal.Entry;
import dev.warrant.knowledge.journal.JournalMap;
import dev.warrant.knowledge.journal.JournalReader;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.knowledge.unit.Instrument;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;

/// Inputs of a run in words, looked up in its journal by number.
public final class Inputs {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

  private final List<Instrument> instruments;

  private Inputs(List<Instrument> instruments) {
    this.instruments = instruments;
  }

  /// The inputs of these numbers, each in words with its time.
  public static TreeMap<Long, String> read(
      Path journal, List<Instrument> instruments, SortedSet<Long> wanted) {
    Inputs inputs = new Inputs(instruments);
    TreeMap<Long, String> out = new TreeMap<>();
    JournalMap map = JournalMap.of(journal);
    int at = 0;
    JournalReader reader = map.from(at);
    for (long seq : wanted) {
      if (map.ofSeq(seq) != at) {
        at = map.ofSeq(seq);
        reader = map.from(at);
      }
      reader.skipTo(seq);
      if (reader.hasNext() && reader.next() instanceof Entry.Input i && i.seq() == seq) {
        out.put(seq, inputs.says(i.stamped()));
      }
    }
    return out;
  }

  /// The instruments a journal's desk started with.
  public static List<Instrument> instruments(Path journal) {
    JournalReader reader = JournalReader.open(journal);
    while (reader.hasNext()) {
      if (reader.next() instanceof Entry.Input i
          && i.stamped().event() instanceof DeskEvent.Started s) {
        return s.instruments();
      }
    }
    throw new IllegalArgumentException(
        "the journal " + journal + " names no instruments\nMaybe its desk never began");
  }

  /// Desk time of a run's first input.
  public static long firstNanos(Path journal) {
    JournalReader reader = JournalReader.open(journal);
    while (reader.hasNext()) {
      if (reader.next() instanceof Entry.Input i) {
        return i.stamped().nanos();
      }
    }
    throw new IllegalArgumentException(
        "the journal " + journal + " has no input\nMaybe its desk never began");
  }

  private String says(Stamped s) {
    return TIME.format(Instant.ofEpochSecond(0, s.nanos())) + " " + says(s.event());
  }

  private String says(Event event) {
    return switch (event) {
      case MarketEvent m -> symbol(m.instrument()) + " " + market(m);
      case VenueEvent v -> venue(v);
      case DeskEvent d -> desk(d);
    };
  }

  private String market(MarketEvent event) {
    Instrument i = instrument(event.instrument());
    return switch (event) {
      case MarketEvent.DepthSnapshot d ->
          "book snapshot " + d.lastUpdateId() + ": " + top(i, d.bids(), d.asks());
      case MarketEvent.DepthUpdate d ->
          "book change " + d.first() + " to " + d.last() + ": " + top(i, d.bids(), d.asks());
      case MarketEvent.BookTicker b ->
          "best bid "
              + i.quantityText(b.bidLots())
              + " at "
              + i.priceText(b.bid())
              + ", best ask "
              + i.quantityText(b.askLots())
              + " at "
              + i.priceText(b.ask());
      case MarketEvent.Trade t ->
          (t.buyerIsMaker() ? "sale" : "purchase")
              + " of "
              + i.quantityText(t.lots())
              + " at "
              + i.priceText(t.price());
      case MarketEvent.MarkPrice m -> "mark price " + i.priceText(i.ticksOfE8(m.markE8()));
      case MarketEvent.Kline k ->
          "minute bar from "
              + i.priceText(k.open())
              + " to "
              + i.priceText(k.close())
              + ", volume "
              + i.quantityText(k.volumeLots());
      case MarketEvent.StreamState s ->
          (s.connected() ? "stream up" : "stream down") + reason(s.why());
    };
  }

  private static String top(Instrument i, Levels bids, Levels asks) {
    return side(i, bids, "bid") + ", " + side(i, asks, "ask");
  }

  private static String side(Instrument i, Levels levels, String name) {
    return levels.size() == 0
        ? "no " + name + " changed"
        : levels.size()
            + " "
            + name
            + "s, first "
            + i.quantityText(levels.lots(0))
            + " at "
            + i.priceText(levels.ticks(0));
  }

  private String venue(VenueEvent event) {
    return switch (event) {
      case VenueEvent.OrderReport r ->
          symbol(r.instrument())
              + " report: order "
              + r.clientId()
              + " "
              + r.status()
              + (r.tradeId() == 0
                  ? ""
                  : ", "
                      + instrument(r.instrument()).quantityText(r.lastLots())
                      + " filled at "
                      + instrument(r.instrument())
                          .priceText(instrument(r.instrument()).ticksOfE8(r.lastPriceE8())));
      case VenueEvent.SendOutcome s ->
          "answer to " + s.request() + " " + s.clientId() + ": " + s.outcome();
      case VenueEvent.Suppressed s -> "order " + s.clientId() + " held back" + reason(s.why());
      case VenueEvent.OrderFound f -> "answer about order " + f.clientId() + ": " + f.status();
      case VenueEvent.OpenOrders o -> o.orders().size() + " open orders at the venue";
      case VenueEvent.PastFills p -> p.fills().size() + " past fills";
      case VenueEvent.AccountSnapshot _ -> "account as the venue has it";
      case VenueEvent.AccountUpdate u -> "account update" + reason(u.reason());
      case VenueEvent.ClockSample c -> "venue clock, round trip " + c.roundTripNanos() + " ns";
      case VenueEvent.Instruments _ -> "trading rules";
      case VenueEvent.UserStreamState u ->
          (u.connected() ? "user stream up" : "user stream down") + reason(u.why());
    };
  }

  private static String desk(DeskEvent event) {
    return switch (event) {
      case DeskEvent.Started s -> "epoch " + s.epoch() + " begins";
      case DeskEvent.Timer _ -> "the desk's timer";
      case DeskEvent.CutTaken c -> "cut " + c.cut() + " taken";
      case DeskEvent.Published p -> "deliberation of cut " + p.cut() + " published";
      case DeskEvent.Durable d -> "inputs up to " + d.through() + " are on disk";
      case DeskEvent.Command c -> c.kind() + " by " + c.who() + reason(c.why());
      case DeskEvent.Backoff b -> "the venue asks to stay away" + reason(b.why());
      case DeskEvent.Switched s -> "switch to policy " + s.policy().brief() + reason(s.why());
      case DeskEvent.Restricted r -> "restricted: " + r.symbols() + reason(r.says());
      case DeskEvent.Released r ->
          "release from " + r.limit() + " by " + String.join(" and ", r.people()) + reason(r.why());
      case DeskEvent.Licensed l ->
          "policy "
              + l.policy().brief()
              + " holds until "
              + Instant.ofEpochSecond(0, l.untilNanos());
      case DeskEvent.Shadowed s ->
          (s.policy().equals(Digest.ZERO)
                  ? "nothing listens any more"
                  : "policy " + s.policy().brief() + " listens")
              + reason(s.why());
      case DeskEvent.LogState l ->
          (l.kept() ? "the log is kept again" : "the log is not kept") + reason(l.says());
      case DeskEvent.Stopped s -> "stopped" + reason(s.why());
    };
  }

  private static String reason(String why) {
    return why.isEmpty() ? "" : " (" + why + ")";
  }

  private String symbol(int i) {
    return i < 0 || i >= instruments.size() ? "desk" : instruments.get(i).symbol();
  }

  private Instrument instrument(int i) {
    return instruments.get(i);
  }
}
