package dev.warrant.governance.audit.reconcile;

import dev.warrant.governance.audit.reconcile.Difference.Kind;
import dev.warrant.governance.audit.reconcile.Own.Fill;
import dev.warrant.governance.audit.reconcile.Own.FillKey;
import dev.warrant.governance.audit.reconcile.Own.Ours;
import dev.warrant.governance.audit.reconcile.Own.Reached;
import dev.warrant.knowledge.order.OrderKind;
import dev.warrant.knowledge.unit.Decimals;
import dev.warrant.knowledge.unit.E8;
import dev.warrant.knowledge.unit.Instrument;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Holds a day of our record against the venue's list, in both directions. Everything is compared
/// exactly, in 1e-8.
public final class Reconciler {
  private static final long DAY_MS = 86_400_000L;

  /// How much more than a day is asked for on each side: a moment at the day's edge is on another
  /// day by another clock.
  public static final long MARGIN_MS = 600_000L;

  /// What traded so shortly before the record ends need not have been heard any more.
  private static final long EDGE_MS = 5_000L;

  /// Binance forgets orders that ended without a trade after three days (`allOrders`, notes).
  private static final long FORGOTTEN_MS = 3 * DAY_MS;

  private final Own own;
  private final VenueList list;
  private final long fromMs;
  private final long toMs;
  private final List<Difference> differences = new ArrayList<>();
  private final List<String> unjudged = new ArrayList<>();
  private final TreeMap<String, VenueList.Order> theirs = new TreeMap<>();
  private final TreeMap<String, VenueList.Order> byNumber = new TreeMap<>();
  private final TreeMap<FillKey, VenueList.Trade> trades = new TreeMap<>();
  private final TreeMap<String, Long> tradedOf = new TreeMap<>();

  private Reconciler(Own own, VenueList list, long fromMs, long toMs) {
    this.own = own;
    this.list = list;
    this.fromMs = fromMs;
    this.toMs = toMs;
    for (VenueList.Order o : list.orders()) {
      theirs.put(o.clientId(), o);
      byNumber.put(o.symbol() + " " + o.tradedAs(), o);
    }
    for (VenueList.Trade t : list.trades()) {
      trades.put(new FillKey(t.symbol(), t.id()), t);
      tradedOf.merge(t.symbol() + " " + t.orderId(), t.quantityE8(), Long::sum);
    }
  }

  /// The UTC days on which anything is on record.
  public static List<LocalDate> days(Own own) {
    List<LocalDate> out = new ArrayList<>();
    for (long day = own.fromMs() / DAY_MS; day <= own.toMs() / DAY_MS; day++) {
      out.add(LocalDate.ofEpochDay(day));
    }
    return out;
  }

  /// Holds one day against the list.
  ///
  /// @param list null if there is none
  /// @param why why there is none
  public static Reconciled day(
      String run, Own own, LocalDate day, @Nullable VenueList list, String why) {
    long begin = day.atStartOfDay(ZoneOffset.UTC).toEpochSecond() * 1_000;
    long from = Math.max(begin, own.fromMs());
    long to = Math.min(begin + DAY_MS - 1, own.toMs());
    if (from > to) {
      return Reconciled.not(
          run, day.toString(), begin, begin + DAY_MS - 1, "the run has no such day");
    }
    if (own.stripped()) {
      return Reconciled.not(
          run,
          day.toString(),
          from,
          to,
          "the journal is stripped of conclusions, and so of orders");
    }
    if (list == null) {
      return Reconciled.not(run, day.toString(), from, to, why);
    }
    if (list.fromMs() > from || list.toMs() < to) {
      return Reconciled.not(
          run,
          day.toString(),
          from,
          to,
          "the venue's list covers "
              + list.fromMs()
              + " to "
              + list.toMs()
              + " ms since 1970 and not all of "
              + from
              + " to "
              + to);
    }
    return new Reconciler(own, list, from, to).all(run, day.toString());
  }

  private Reconciled all(String run, String day) {
    long[] n = new long[8];
    for (Ours o : own.orders.values()) {
      if (within(o.ms)) {
        n[0]++;
        ours(o, n);
      }
    }
    for (VenueList.Order o : list.orders()) {
      if (within(o.ms())) {
        n[1]++;
        order(o);
      }
    }
    own.fills.forEach((key, f) -> {
      if (within(f.ms())) {
        n[5]++;
        n[7] += fill(key, f);
      }
    });
    trades.forEach((key, t) -> {
      if (within(t.ms())) {
        n[6]++;
        trade(key, t);
      }
    });
    return new Reconciled(
        run,
        day,
        fromMs,
        toMs,
        "",
        list.venue(),
        list.askedMs(),
        list.digest().toString(),
        new Reconciled.Counts(n[0], n[1], n[2], n[3], n[4], n[5], n[6], n[7]),
        differences,
        unjudged);
  }

  private boolean within(long ms) {
    return fromMs <= ms && ms <= toMs;
  }

  private void ours(Ours o, long[] n) {
    VenueList.Order v = theirs.get(o.record.clientId());
    if (v != null) {
      n[2]++;
      if (o.reached == Reached.NO) {
        differ(o, Kind.SAID_NEVER_THERE, o.why, v.status());
      }
      compare(o, v);
    } else if (o.reached == Reached.YES && forgotten(o)) {
      n[4]++;
    } else if (o.reached == Reached.YES) {
      differ(o, Kind.NOT_AT_THE_VENUE, words(o) + ", " + o.why, "");
    } else {
      n[3]++;
    }
  }

  private boolean forgotten(Ours o) {
    boolean unfilled =
        own.fills.values().stream().noneMatch(f -> f.clientId().equals(o.record.clientId()));
    return list.askedMs() - o.ms > FORGOTTEN_MS
        && o.status != null
        && o.status.terminal()
        && unfilled;
  }

  private void compare(Ours o, VenueList.Order v) {
    Instrument i = o.instrument;
    var r = o.record;
    same(o, Kind.SYMBOL, i.symbol(), v.symbol());
    same(o, Kind.SIDE, r.side().name(), v.side());
    same(o, Kind.TYPE, r.kind().name(), v.kind());
    if (r.kind() != OrderKind.MARKET) {
      same(o, Kind.PRICE, decimal(r.price() * i.tickE8()), decimal(v.priceE8()));
    }
    same(o, Kind.QUANTITY, decimal(r.lots() * i.lotE8()), decimal(v.quantityE8()));
    same(o, Kind.REDUCE_ONLY, "" + r.reduceOnly(), "" + v.reduceOnly());
    if (o.status != null && o.status.terminal() && ended(v.status())) {
      same(o, Kind.STATUS, o.status.name(), word(v.status()));
    }
  }

  private static boolean ended(String status) {
    return !List.of("NEW", "PARTIALLY_FILLED", "TRIGGERING").contains(status);
  }

  /// In the words of [dev.warrant.knowledge.event.VenueEvent.OrderStatus].
  private static String word(String status) {
    return switch (status) {
      case "TRIGGERED", "FINISHED" -> "FILLED";
      case "EXPIRED_IN_MATCH" -> "EXPIRED";
      default -> status;
    };
  }

  private void same(Ours o, Kind kind, String ours, String venue) {
    if (!ours.equals(venue)) {
      differ(o, kind, ours, venue);
    }
  }

  private void differ(Ours o, Kind kind, String ours, String venue) {
    differences.add(
        new Difference(
            "order", o.instrument.symbol(), o.record.clientId(), kind, ours, venue, o.seq, o.ms));
  }

  /// An order at the venue: ours on record, and its trades as much as it says.
  private void order(VenueList.Order v) {
    if (!own.orders.containsKey(v.clientId())) {
      differences.add(
          new Difference(
              "order",
              v.symbol(),
              v.clientId().isEmpty() ? Long.toString(v.id()) : v.clientId(),
              Kind.NOT_ON_OUR_RECORD,
              "",
              words(v),
              0,
              v.ms()));
    }
    if (v.tradedAs() == 0 || v.updatedMs() > list.toMs()) {
      return;
    }
    @E8 long traded = tradedOf.getOrDefault(v.symbol() + " " + v.tradedAs(), 0L);
    if (traded != v.executedE8()) {
      differences.add(
          new Difference(
              "order",
              v.symbol(),
              v.clientId(),
              Kind.LIST,
              "",
              "executed "
                  + decimal(v.executedE8())
                  + " of it, and its trades come to "
                  + decimal(traded),
              0,
              v.ms()));
    }
  }

  private int fill(FillKey key, Fill f) {
    VenueList.Trade t = trades.get(key);
    if (t == null) {
      differ(key, f, Kind.NOT_AT_THE_VENUE, words(f), "");
      return 0;
    }
    same(key, f, Kind.SIDE, f.side(), t.side());
    same(key, f, Kind.PRICE, decimal(f.priceE8()), decimal(t.priceE8()));
    same(key, f, Kind.QUANTITY, decimal(f.quantityE8()), decimal(t.quantityE8()));
    same(key, f, Kind.FEE, decimal(f.feeE8()) + " USDT", decimal(t.feeE8()) + " " + t.feeAsset());
    same(key, f, Kind.MAKER, f.maker() ? "maker" : "taker", t.maker() ? "maker" : "taker");
    VenueList.Order v = byNumber.get(t.symbol() + " " + t.orderId());
    if (v != null && !f.clientId().isEmpty()) {
      same(key, f, Kind.ORDER, f.clientId(), v.clientId());
    }
    return 1;
  }

  private void same(FillKey key, Fill f, Kind kind, String ours, String venue) {
    if (!ours.equals(venue)) {
      differ(key, f, kind, ours, venue);
    }
  }

  private void differ(FillKey key, Fill f, Kind kind, String ours, String venue) {
    differences.add(
        new Difference(
            "fill",
            key.symbol(),
            Long.toString(key.tradeId()),
            kind,
            ours,
            venue,
            f.seq(),
            f.ms()));
  }

  private void trade(FillKey key, VenueList.Trade t) {
    if (own.fills.containsKey(key)) {
      return;
    }
    if (t.ms() > own.toMs() - EDGE_MS) {
      unjudged.add(
          "trade "
              + t.id()
              + " "
              + t.symbol()
              + " ("
              + words(t)
              + ") came as our record ended, and may not have been heard any more");
      return;
    }
    differences.add(
        new Difference(
            "fill",
            t.symbol(),
            Long.toString(t.id()),
            Kind.NOT_ON_OUR_RECORD,
            "",
            words(t),
            0,
            t.ms()));
  }

  private static String words(Ours o) {
    var r = o.record;
    return r.side()
        + " "
        + o.instrument.quantityText(r.lots())
        + " at "
        + o.instrument.priceText(r.price());
  }

  private static String words(VenueList.Order v) {
    return v.side()
        + " "
        + decimal(v.quantityE8())
        + " at "
        + decimal(v.priceE8())
        + ", "
        + v.status();
  }

  private String words(VenueList.Trade t) {
    VenueList.Order v = byNumber.get(t.symbol() + " " + t.orderId());
    return t.side()
        + " "
        + decimal(t.quantityE8())
        + " at "
        + decimal(t.priceE8())
        + ", order "
        + (v == null ? t.orderId() : v.clientId());
  }

  private static String words(Fill f) {
    return f.side()
        + " "
        + decimal(f.quantityE8())
        + " at "
        + decimal(f.priceE8())
        + (f.clientId().isEmpty() ? "" : ", order " + f.clientId());
  }

  /// Without zeros at the end, so that equal amounts read equal.
  private static String decimal(@E8 long valueE8) {
    String text = Decimals.text(valueE8, 8);
    int end = text.length();
    while (text.charAt(end - 1) == '0') {
      end--;
    }
    return text.substring(0, text.charAt(end - 1) == '.' ? end - 1 : end);
  }
}
