package dev.warrant.sim.market;

import dev.warrant.knowledge.event.Levels;
import dev.warrant.knowledge.event.MarketEvent;
import dev.warrant.knowledge.unit.Instrument;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Decodes one line of a raw recording: `<local time> <JSON>`, the JSON being a Binance USD-M
/// combined-stream message or, without `"stream"`, a REST depth snapshot. Keys may come in any
/// order and unknown ones are skipped.
final class RecordingLine {
  /// Local times from here on are nanoseconds, below it microseconds (a microsecond clock gets
  /// there in the year 5138).
  private static final long NANOS_FROM = 100_000_000_000_000_000L;

  private static final long MICROS_FROM = 100_000_000_000_000L;

  private static final byte[] MARKET = ascii("MARKET");
  private static final byte[] DATA = ascii("data");
  private static final byte[] LAST_UPDATE_ID = ascii("lastUpdateId");
  private static final byte[] BIDS = ascii("bids");
  private static final byte[] ASKS = ascii("asks");
  private static final byte[] PREVIOUS = ascii("pu");
  private static final byte[] DEPTH = ascii("depthUpdate");
  private static final byte[] TICKER = ascii("bookTicker");
  private static final byte[] TRADE = ascii("trade");
  private static final byte[] MARK = ascii("markPriceUpdate");

  /// Slots of values besides those of one-letter keys, which use the letter itself.
  private static final int PU = 1;

  private static final int ID = 2;
  private static final int KIND = 3;
  private static final int BID_LEVELS = 4;
  private static final int ASK_LEVELS = 5;

  private final Instrument instrument;
  private final byte[] symbol;
  private final LineCursor in = new LineCursor();
  private final long[] values = new long[128];
  private final boolean[] have = new boolean[128];
  private long[] pairs = new long[512];
  private Levels bids = Levels.NONE;
  private Levels asks = Levels.NONE;
  private long localNanos;

  RecordingLine(Instrument instrument) {
    this.instrument = instrument;
    symbol = ascii(instrument.symbol());
  }

  /// The event of the line, whose local time is then in `localNanos`.
  ///
  /// @throws LineCursor.Malformed if the line is not such a message of this instrument
  MarketEvent read(byte[] buf, int from, int to) {
    in.reset(buf, from, to);
    Arrays.fill(have, false);
    long local = in.integer();
    if (local < MICROS_FROM) {
      throw new LineCursor.Malformed(
          "local time " + local + " is neither microseconds nor nanoseconds since 1970");
    }
    localNanos = local >= NANOS_FROM ? local : local * 1_000;
    object();
    in.expectEnd();
    return have[KIND] ? streamed() : snapshot();
  }

  long localNanos() {
    return localNanos;
  }

  private void object() {
    in.expect('{');
    if (in.take('}')) {
      return;
    }
    do {
      in.string();
      int key = key();
      in.expect(':');
      value(key);
    } while (in.take(','));
    in.expect('}');
  }

  private int key() {
    if (in.textLength() == 1) {
      return in.textAt(0) & 0x7f;
    }
    return in.textIs(DATA)
        ? 'd'
        : in.textIs(PREVIOUS)
            ? PU
            : in.textIs(LAST_UPDATE_ID) ? ID : in.textIs(BIDS) ? 'b' : in.textIs(ASKS) ? 'a' : 0;
  }

  private void value(int key) {
    switch (key) {
      case 'd' -> object();
      case 'e' -> kind();
      case 's' -> symbol();
      case 'E', 'T', 'U', 'u', 't', PU, ID -> set(key, in.integer());
      case 'B', 'A', 'p', 'q', 'i', 'r' -> set(key, in.decimalE8());
      case 'b', 'a' -> side(key);
      case 'm' -> set(key, in.bool() ? 1 : 0);
      case 'X' -> {
        in.string();
        set(key, in.textIs(MARKET) ? 1 : 0);
      }
      default -> in.skip();
    }
  }

  private void set(int slot, long value) {
    values[slot] = value;
    have[slot] = true;
  }

  private void kind() {
    in.string();
    if (in.textIs(DEPTH)) {
      set(KIND, 'd');
    } else if (in.textIs(TICKER)) {
      set(KIND, 'b');
    } else if (in.textIs(TRADE)) {
      set(KIND, 't');
    } else if (in.textIs(MARK)) {
      set(KIND, 'm');
    } else {
      throw new LineCursor.Malformed(
          "event \""
              + in.text()
              + "\", expected depthUpdate, bookTicker, trade or markPriceUpdate");
    }
  }

  private void symbol() {
    in.string();
    if (!in.textIs(symbol)) {
      throw new LineCursor.Malformed("symbol " + in.text() + ", expected " + instrument.symbol());
    }
  }

  private void side(int key) {
    if (in.peek() != '[') {
      set(key, in.decimalE8());
    } else if (key == 'b') {
      bids = levels();
      set(BID_LEVELS, 1);
    } else {
      asks = levels();
      set(ASK_LEVELS, 1);
    }
  }

  private Levels levels() {
    in.expect('[');
    if (in.take(']')) {
      return Levels.NONE;
    }
    int n = 0;
    do {
      if (n == pairs.length) {
        pairs = Arrays.copyOf(pairs, n * 2);
      }
      in.expect('[');
      pairs[n++] = ticks(in.decimalE8());
      in.expect(',');
      pairs[n++] = lots(in.decimalE8());
      in.expect(']');
    } while (in.take(','));
    in.expect(']');
    return Levels.of(Arrays.copyOf(pairs, n));
  }

  private long ticks(long e8) {
    return whole(e8, instrument.tickE8(), "price", "tick");
  }

  private long lots(long e8) {
    return whole(e8, instrument.lotE8(), "quantity", "lot");
  }

  private long whole(long e8, long step, String what, String unit) {
    long n = e8 / step;
    if (n * step != e8) {
      throw new LineCursor.Malformed(
          what + " " + e8 + "e-8 is not a multiple of the " + unit + " " + step + "e-8");
    }
    return n;
  }

  private MarketEvent streamed() {
    return switch ((int) values[KIND]) {
      case 'd' -> depth();
      case 'b' -> ticker();
      case 't' -> trade();
      default -> mark();
    };
  }

  private MarketEvent depth() {
    get(BID_LEVELS, "b");
    get(ASK_LEVELS, "a");
    return new MarketEvent.DepthUpdate(
        instrument.index(),
        get('U', "U"),
        get('u', "u"),
        get(PU, "pu"),
        get('E', "E"),
        get('T', "T"),
        bids,
        asks);
  }

  private MarketEvent ticker() {
    return new MarketEvent.BookTicker(
        instrument.index(),
        get('u', "u"),
        ticks(get('b', "b")),
        lots(get('B', "B")),
        ticks(get('a', "a")),
        lots(get('A', "A")),
        get('E', "E"),
        get('T', "T"));
  }

  private MarketEvent trade() {
    return new MarketEvent.Trade(
        instrument.index(),
        get('t', "t"),
        ticks(get('p', "p")),
        lots(get('q', "q")),
        get('m', "m") == 1,
        get('X', "X") == 1,
        get('E', "E"),
        get('T', "T"));
  }

  private MarketEvent mark() {
    return new MarketEvent.MarkPrice(
        instrument.index(),
        get('p', "p"),
        get('i', "i"),
        get('r', "r"),
        get('T', "T"),
        get('E', "E"),
        false);
  }

  private MarketEvent snapshot() {
    get(BID_LEVELS, "bids");
    get(ASK_LEVELS, "asks");
    return new MarketEvent.DepthSnapshot(
        instrument.index(), get(ID, "lastUpdateId"), get('E', "E"), bids, asks);
  }

  private long get(int slot, String name) {
    if (!have[slot]) {
      throw new LineCursor.Malformed("no field \"" + name + "\"");
    }
    return values[slot];
  }

  private static byte[] ascii(String s) {
    return s.getBytes(StandardCharsets.US_ASCII);
  }
}
