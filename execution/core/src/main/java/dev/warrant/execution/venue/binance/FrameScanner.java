package dev.warrant.execution.venue.binance;

import dev.warrant.knowledge.event.Levels;
import dev.warrant.knowledge.event.MarketEvent;
import dev.warrant.knowledge.unit.Instrument;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the frequent market frames straight from bytes into integers: one pass, no tree, no
/// floating point. Anything it does not know by name it skips. One thread only.
final class FrameScanner {
  /// What the frame was not: a message of a kind the desk listens to.
  private static final String UNKNOWN = "";

  private byte[] in = new byte[0];
  private int at;
  private int end;
  private long[] bids = new long[128];
  private long[] asks = new long[128];
  private int bidCount;
  private int askCount;
  private final Fields f = new Fields();
  private final List<Instrument> instruments;

  FrameScanner(List<Instrument> instruments) {
    this.instruments = instruments;
  }

  /// The values of one frame by their Binance letters.
  private static final class Fields {
    String kind = UNKNOWN;
    @Nullable Instrument instrument;
    long eventMs;
    long transactMs;
    long first;
    long last;
    long previous;
    long id;
    long p;
    long q;
    long b;
    long bLots;
    long a;
    long aLots;
    long mark;
    long index;
    long funding;
    boolean maker;
    boolean regular;
  }

  /// Decodes a frame, plain or combined (`{"stream":…,"data":{…}}`).
  ///
  /// @return the event, or null if the frame is none of ours
  /// @throws BadFrame if the bytes are not what the protocol says
  @Nullable MarketEvent scan(byte[] frame, int offset, int length) {
    in = frame;
    at = offset;
    end = offset + length;
    reset();
    try {
      object(0);
    } catch (IndexOutOfBoundsException | ArithmeticException e) {
      throw new BadFrame("cut short or out of range at byte " + (at - offset), e);
    }
    return build();
  }

  private void reset() {
    f.kind = UNKNOWN;
    f.instrument = null;
    f.transactMs = 0;
    f.eventMs = 0;
    f.regular = true;
    f.last = 0;
    bidCount = 0;
    askCount = 0;
    raw = new int[0];
  }

  private @Nullable MarketEvent build() {
    Instrument i = f.instrument;
    if (i == null) {
      return null;
    }
    int n = i.index();
    return switch (f.kind) {
      case "depthUpdate" ->
          new MarketEvent.DepthUpdate(
              n,
              f.first,
              f.last,
              f.previous,
              f.eventMs,
              f.transactMs,
              side(bids, bidCount),
              side(asks, askCount));
      case "bookTicker" ->
          new MarketEvent.BookTicker(
              n,
              f.last,
              ticks(i, f.b),
              lots(i, f.bLots),
              ticks(i, f.a),
              lots(i, f.aLots),
              f.eventMs,
              f.transactMs);
      case "aggTrade", "trade" ->
          new MarketEvent.Trade(
              n, f.id, ticks(i, f.p), lots(i, f.q), f.maker, f.regular, f.eventMs, f.transactMs);
      case "markPriceUpdate" ->
          new MarketEvent.MarkPrice(n, f.mark, f.index, f.funding, f.transactMs, f.eventMs, false);
      default -> null;
    };
  }

  private static Levels side(long[] pairs, int count) {
    return Levels.of(Arrays.copyOf(pairs, count));
  }

  private static long ticks(Instrument i, long e8) {
    return exact(e8, i.tickE8(), i, "price");
  }

  private static long lots(Instrument i, long e8) {
    return exact(e8, i.lotE8(), i, "quantity");
  }

  private static long exact(long e8, long step, Instrument i, String what) {
    if (e8 % step != 0) {
      throw new BadFrame(
          i.symbol() + ": " + what + " " + e8 + "e-8 is no multiple of the step " + step + "e-8",
          null);
    }
    return e8 / step;
  }

  // --- a scanner over one JSON object -----------------------------------------------------------

  /// Where each unread bids/asks array of the frame starts; instruments may come after levels.
  private int[] raw = new int[0];

  private void object(int depth) {
    if (depth > 8) {
      throw new BadFrame("nested deeper than 8", null);
    }
    expect('{');
    if (peek() == '}') {
      at++;
      return;
    }
    while (true) {
      int keyFrom = string();
      int keyTo = at - 1;
      expect(':');
      peek();
      member(keyFrom, keyTo, depth);
      byte next = peek();
      at++;
      if (next == '}') {
        levelsNow();
        return;
      }
      if (next != ',') {
        throw new BadFrame("expected , or } at byte " + (at - 1), null);
      }
    }
  }

  private void member(int from, int to, int depth) {
    if (to - from == 4 && in[from] == 'd' && in[from + 1] == 'a' && in[from + 2] == 't') {
      object(depth + 1);
    } else if (to - from == 1) {
      letter(in[from]);
    } else if (to - from == 2 && in[from] == 'p' && in[from + 1] == 'u') {
      f.previous = integer();
    } else {
      skip(depth);
    }
  }

  private void letter(byte key) {
    boolean text = in[at] == '"';
    switch (key) {
      case 'e' -> f.kind = text ? text() : UNKNOWN;
      case 's' -> f.instrument = text ? find() : null;
      case 'E' -> f.eventMs = integer();
      case 'T' -> f.transactMs = integer();
      case 'U' -> f.first = integer();
      case 'u' -> f.last = integer();
      case 'b' -> bidOrBest(text);
      case 'a' -> askOrId(text);
      case 'B' -> f.bLots = quotedE8();
      case 'A' -> f.aLots = quotedE8();
      case 't' -> f.id = integer();
      case 'p' -> {
        f.p = quotedE8();
        f.mark = f.p;
      }
      case 'q' -> f.q = quotedE8();
      case 'i' -> f.index = text ? quotedE8() : skipped();
      case 'r' -> f.funding = text && in[at + 1] != '"' ? quotedE8() : skipped();
      case 'm' -> f.maker = bool();
      case 'X' -> f.regular = text && text().equals("MARKET");
      default -> skip(1);
    }
  }

  private void bidOrBest(boolean text) {
    if (text) {
      f.b = quotedE8();
    } else if (in[at] == '[') {
      keep(0);
    } else {
      skip(1);
    }
  }

  private void askOrId(boolean text) {
    if (text) {
      f.a = quotedE8();
    } else if (in[at] == '[') {
      keep(1);
    } else {
      f.id = integer();
    }
  }

  private void keep(int side) {
    if (raw.length == 0) {
      raw = new int[] {-1, -1};
    }
    raw[side] = at;
    skip(1);
  }

  private void levelsNow() {
    Instrument i = f.instrument;
    if (raw.length == 0 || i == null) {
      return;
    }
    int back = at;
    if (raw[0] >= 0) {
      at = raw[0];
      bidCount = levels(i, true);
    }
    if (raw[1] >= 0) {
      at = raw[1];
      askCount = levels(i, false);
    }
    raw = new int[0];
    at = back;
  }

  private int levels(Instrument i, boolean bid) {
    int n = 0;
    expect('[');
    if (peek() == ']') {
      at++;
      return 0;
    }
    while (true) {
      expect('[');
      peek();
      long price = ticks(i, quotedE8());
      expect(',');
      peek();
      long lots = lots(i, quotedE8());
      expect(']');
      put(bid, n, price, lots);
      n += 2;
      byte next = peek();
      at++;
      if (next == ']') {
        return n;
      }
    }
  }

  private void put(boolean bid, int n, long price, long lots) {
    long[] to = bid ? bids : asks;
    if (n + 2 > to.length) {
      to = Arrays.copyOf(to, to.length * 2);
      if (bid) {
        bids = to;
      } else {
        asks = to;
      }
    }
    to[n] = price;
    to[n + 1] = lots;
  }

  private @Nullable Instrument find() {
    int from = string();
    int length = at - 1 - from;
    for (Instrument i : instruments) {
      if (i.symbol().length() == length && same(i.symbol(), from)) {
        return i;
      }
    }
    return null;
  }

  private boolean same(String s, int from) {
    for (int k = 0; k < s.length(); k++) {
      if (in[from + k] != s.charAt(k)) {
        return false;
      }
    }
    return true;
  }

  private static final String[] KINDS = {
    "depthUpdate", "bookTicker", "aggTrade", "trade", "markPriceUpdate", "MARKET"
  };

  private String text() {
    int from = string();
    int length = at - 1 - from;
    for (String kind : KINDS) {
      if (kind.length() == length && same(kind, from)) {
        return kind;
      }
    }
    return UNKNOWN;
  }

  /// Reads a string; returns where it starts, leaves `at` behind the closing quote.
  private int string() {
    expect('"');
    int from = at;
    while (in[at] != '"') {
      at += in[at] == '\\' ? 2 : 1;
      check();
    }
    at++;
    return from;
  }

  private long quotedE8() {
    expect('"');
    boolean negative = in[at] == '-';
    if (negative) {
      at++;
    }
    long v = 0;
    int decimals = -1;
    int digits = 0;
    for (; in[at] != '"'; at++) {
      byte c = in[at];
      if (c == '.' && decimals < 0) {
        decimals = 0;
      } else if (c >= '0' && c <= '9') {
        digits++;
        if (decimals < 8) {
          v = Math.addExact(Math.multiplyExact(v, 10), c - '0');
          decimals += decimals >= 0 ? 1 : 0;
        } else if (c != '0') {
          throw new BadFrame("more than 8 decimals at byte " + at, null);
        }
      } else {
        throw new BadFrame("not a decimal number at byte " + at, null);
      }
    }
    at++;
    if (digits == 0) {
      throw new BadFrame("an empty number at byte " + at, null);
    }
    for (int d = Math.max(decimals, 0); d < 8; d++) {
      v = Math.multiplyExact(v, 10);
    }
    return negative ? -v : v;
  }

  private long integer() {
    boolean negative = peek() == '-';
    if (negative) {
      at++;
    }
    long v = 0;
    int from = at;
    for (; at < end && in[at] >= '0' && in[at] <= '9'; at++) {
      v = Math.addExact(Math.multiplyExact(v, 10), in[at] - '0');
    }
    if (at == from) {
      throw new BadFrame("not an integer at byte " + at, null);
    }
    return negative ? -v : v;
  }

  private boolean bool() {
    boolean v = in[at] == 't';
    skip(1);
    return v;
  }

  private long skipped() {
    skip(1);
    return 0;
  }

  private void skip(int depth) {
    byte c = peek();
    if (c == '"') {
      string();
    } else if (c == '{' || c == '[') {
      nested(depth);
    } else {
      while (at < end && in[at] != ',' && in[at] != '}' && in[at] != ']') {
        at++;
      }
    }
  }

  private void nested(int depth) {
    int open = 0;
    do {
      byte c = in[at];
      check();
      if (c == '"') {
        string();
        continue;
      }
      open += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
      if (open + depth > 16) {
        throw new BadFrame("nested deeper than 16", null);
      }
      at++;
    } while (open > 0);
  }

  private byte peek() {
    while (at < end && (in[at] == ' ' || in[at] == '\n' || in[at] == '\r' || in[at] == '\t')) {
      at++;
    }
    check();
    return in[at];
  }

  private void expect(char c) {
    if (peek() != c) {
      throw new BadFrame("expected " + c + " at byte " + at, null);
    }
    at++;
  }

  private void check() {
    if (at >= end) {
      throw new IndexOutOfBoundsException(at);
    }
  }
}
