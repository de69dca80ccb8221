package dev.warrant.governance.report;

import static dev.warrant.governance.report.Records.SECOND;

import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.event.MarketEvent;
import dev.warrant.knowledge.event.VenueEvent.AccountUpdate;
import dev.warrant.knowledge.event.VenueEvent.OrderStatus;
import dev.warrant.knowledge.fact.Mode;
import dev.warrant.knowledge.fact.Regime;
import dev.warrant.knowledge.journal.JournalWriter;
import dev.warrant.knowledge.order.ClientId;
import dev.warrant.knowledge.order.OrderKind;
import dev.warrant.knowledge.order.OrderRecord;
import dev.warrant.knowledge.seam.SeededRandom;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.knowledge.unit.Side;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// An invented run over given quotes: a desk that quotes both sides, is filled when the market
/// comes to it, and meets with refusals, patterns and mode changes on the way.
final class SampleRun implements AutoCloseable {
  private static final List<String> LIMITS =
      List.of(
          "order-size", "worst-position", "price-collar", "message-rate", "belief-age", "spread");

  private final JournalWriter journal;
  private final List<Instrument> instruments;
  private final SeededRandom random;
  private final long orderEveryNanos;
  private final List<Book> books = new ArrayList<>();
  private long ids;
  private long trades;
  private long cuts;
  private long begun;
  private long nextBelief;
  private boolean reduced;

  private static final class Book {
    private final List<OrderRecord> resting = new ArrayList<>();
    private long net;
    private long nextOrder;
    private long nextWarrant;
    private long nextMark;
  }

  SampleRun(Path folder, long orderEveryNanos, List<Instrument> instruments) {
    journal = JournalWriter.open(folder, "sample");
    this.instruments = instruments;
    this.orderEveryNanos = orderEveryNanos;
    random = new SeededRandom(7);
  }

  void begin(long nanos) {
    begun = nanos;
    journal.input(
        nanos,
        Records.started(1, "venue: sim\ncapital: 10000", instruments.toArray(Instrument[]::new)));
    journal.input(nanos, Records.account(10_000));
    instruments.forEach(i -> books.add(new Book()));
  }

  /// One quote, and whatever the desk makes of it.
  void quote(long nanos, MarketEvent.BookTicker t) {
    journal.input(nanos, t);
    Book book = books.get(t.instrument());
    Instrument instrument = instruments.get(t.instrument());
    if (nanos >= book.nextMark) {
      book.nextMark = nanos + SECOND;
      journal.input(
          nanos, Records.mark(t.instrument(), (t.bid() + t.ask()) * instrument.tickE8() / 2));
    }
    fills(nanos, t, book, instrument);
    desk(nanos, t);
    if (nanos >= book.nextWarrant) {
      book.nextWarrant = nanos + 8 * SECOND + random.nextInt(1000) * SECOND / 200;
      deliberate(nanos, t, instrument);
    }
    if (orderEveryNanos > 0 && nanos >= book.nextOrder) {
      book.nextOrder = nanos + (long) (orderEveryNanos * random.nextExponential());
      order(nanos, t, book, instrument);
    }
  }

  private void deliberate(long nanos, MarketEvent.BookTicker t, Instrument i) {
    long cut = ++cuts;
    int objections = random.nextInt(3);
    journal.input(nanos, new DeskEvent.Published(cut));
    journal.derived(Records.deliberated(cut, 3, objections, orderEveryNanos > 0 ? 2 : 0));
    if (orderEveryNanos > 0) {
      long mid = t.bid();
      long reach = mid / 1500;
      long cap = 40L + random.nextInt(30);
      journal.derived(
          new Derived.Issued(
              Records.warrant(cut * 2, i.index(), Side.BUY, cap, mid - reach, mid + reach / 5)));
      journal.derived(
          new Derived.Issued(
              Records.warrant(
                  cut * 2 + 1, i.index(), Side.SELL, cap, mid - reach / 5, mid + reach)));
    }
  }

  private void order(long nanos, MarketEvent.BookTicker t, Book book, Instrument i) {
    if (random.nextInt(5) == 0) {
      String limit = LIMITS.get(Math.min(random.nextInt(6), random.nextInt(6)));
      journal.derived(Records.refused(limit, "The " + limit + " was beyond what is allowed."));
      return;
    }
    Side side =
        book.net > 20
            ? Side.SELL
            : book.net < -20 ? Side.BUY : random.nextInt(2) == 0 ? Side.BUY : Side.SELL;
    boolean urgent = random.nextInt(7) == 0;
    long away = urgent ? 0 : random.nextInt((int) (t.bid() / 6000) + 2);
    long price = side == Side.BUY == urgent ? t.ask() + away : t.bid() - away;
    OrderRecord o =
        Records.order(
            new ClientId('W', 1, cuts, (int) ++ids).text(),
            i.index(),
            side,
            urgent ? OrderKind.IOC : OrderKind.POST_ONLY,
            price,
            1L + random.nextInt(9));
    journal.derived(new Derived.Ordered(o));
    book.resting.add(o);
    if (book.resting.size() > 4) {
      OrderRecord old = book.resting.removeFirst();
      journal.derived(new Derived.Cancelled(i.index(), old.clientId(), "moved"));
      journal.input(nanos, Records.report(old, OrderStatus.CANCELED, 0, 0, 0, 0));
    }
  }

  private void fills(long nanos, MarketEvent.BookTicker t, Book book, Instrument i) {
    for (OrderRecord o : List.copyOf(book.resting)) {
      boolean buy = o.side() == Side.BUY;
      if (buy ? t.ask() <= o.price() : t.bid() >= o.price()) {
        book.resting.remove(o);
        boolean maker = o.kind() == OrderKind.POST_ONLY;
        long priceE8 = (maker ? o.price() : buy ? t.ask() : t.bid()) * i.tickE8();
        long notional = priceE8 / i.tickE8() * o.lots() * i.tickLotE8();
        long fee = notional / 1_000_000 * (maker ? 200 : 500);
        journal.input(
            nanos, Records.report(o, OrderStatus.FILLED, ++trades, o.lots(), priceE8, fee));
        book.net += o.side().sign() * o.lots();
        if (book.net != 0) {
          long stop = book.net > 0 ? t.bid() - t.bid() / 200 : t.ask() + t.ask() / 200;
          Side way = book.net > 0 ? Side.SELL : Side.BUY;
          journal.derived(
              new Derived.Ordered(
                  Records.order(
                      new ClientId('S', 1, i.index(), (int) ++ids).text(),
                      i.index(),
                      way,
                      OrderKind.STOP_MARKET,
                      stop,
                      Math.abs(book.net))));
        }
      }
    }
  }

  private void desk(long nanos, MarketEvent.BookTicker t) {
    if (nanos >= nextBelief) {
      nextBelief = nanos + 2 * SECOND;
      int phase = (int) ((nanos - begun) / (37 * SECOND));
      Regime regime = Regime.values()[(phase * 3 + t.instrument()) % 4];
      journal.derived(Records.believed(t.instrument(), regime, 450_000 + random.nextInt(500_000)));
      if (random.nextInt(4) == 0) {
        String name =
            List.of("momentum-burst", "spread-blow-out", "large-trade").get(random.nextInt(3));
        journal.derived(
            Records.matched(t.instrument(), name, nanos, nanos + SECOND * random.nextInt(6)));
      }
    }
    boolean now = (nanos - begun) / SECOND % 200 > 150;
    if (orderEveryNanos > 0 && now != reduced) {
      reduced = now;
      journal.input(
          nanos,
          new DeskEvent.Command(
              now ? DeskEvent.CommandKind.REDUCE : DeskEvent.CommandKind.RESUME, "ada", "drill"));
      journal.derived(
          new Derived.ModeChanged(
              now ? Mode.NORMAL : Mode.REDUCE, now ? Mode.REDUCE : Mode.NORMAL, "command of ada"));
    }
  }

  /// Funding is paid.
  void funding(long nanos, long deltaE8) {
    journal.input(nanos, new AccountUpdate("FUNDING_FEE", 0, deltaE8, List.of(), 0));
  }

  @Override
  public void close() {
    journal.close();
  }

  /// A seeded walk of so many seconds, ten quotes a second.
  static void walk(Path folder, int seconds, long orderEveryNanos, List<Instrument> instruments) {
    try (SampleRun run = new SampleRun(folder, orderEveryNanos, instruments)) {
      long start = 1_760_000_000L * SECOND;
      run.begin(start);
      SeededRandom random = new SeededRandom(11);
      double[] price = {612_345, 254_321};
      for (int n = 1; n <= seconds * 10; n++) {
        for (Instrument i : instruments) {
          double drift = StrictMath.sin(n / 400.0 + i.index()) * 1.2;
          price[i.index()] += drift + random.nextGaussian() * price[i.index()] / 60_000;
          long bid = (long) price[i.index()];
          run.quote(start + n * SECOND / 10 + i.index(), Records.ticker(i.index(), bid, bid + 1));
        }
      }
      run.funding(start + seconds * SECOND, -12_345_678);
    }
  }
}
