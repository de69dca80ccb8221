package dev.warrant.knowledge.verify.orders;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What the records say of the desk up to here, as far as measures can be computed from it.
final class Desk {
  private static final Pattern NUMBERS = Pattern.compile("\\],([0-9,]+)\\)$");
  private static final long MILLI = 1_000_000L;
  private static final int RESUME = 2;

  private final Fold fold = new Fold();
  private final TreeMap<Long, Authority> warrants = new TreeMap<>();
  final Fills fills = new Fills();
  private final List<Repeated> repeated = new ArrayList<>();
  private final List<Repeated> exits = new ArrayList<>();
  private final Listed listed = new Listed();
  private @Nullable Books books;
  private long[] armedUntil = new long[0];
  private List<String> symbols = List.of();
  private boolean[] armed = new boolean[0];
  private Heard.@Nullable Mark[] marks = new Heard.Mark[0];
  private long deadmanNanos;
  private boolean first = true;
  private boolean missing;

  /// Whether warrants of this life may have been issued in records that were retired.
  private boolean unheard;

  private boolean peakInDoubt;
  private boolean agreed;
  private int mode;
  private long quietUntil = Long.MIN_VALUE;
  private long lastSeq;
  private long lastNanos;
  private boolean asks;

  /// Takes in an input.
  ///
  /// @param policies hears of every policy that an input names to be in force
  void input(long seq, long nanos, int kind, Payload p, List<String> policies) {
    Books now = books;
    if (now != null && asks && lastNanos >= quietUntil) {
      now.agreement.ask(lastNanos);
    }
    missing |= first && kind != 1;
    unheard |= first && kind != 1;
    first = false;
    asks = kind != 1;
    long before = lastSeq;
    lastSeq = seq;
    lastNanos = nanos;
    if (kind == 1) {
      start(before, p, policies);
      return;
    }
    listed.pass(nanos);
    if (kind >= 16 && kind < 32) {
      market(kind, nanos, p);
    } else if (kind >= 32) {
      Heard heard = Heard.read(kind, p);
      fills(heard, nanos);
      fold.input(nanos, heard);
      venue(heard, nanos);
    } else {
      desk(seq, nanos, kind, p, policies);
    }
  }

  private void fills(Heard heard, long nanos) {
    if (heard instanceof Heard.Report r && r.tradeId() != 0) {
      fills.heard(symbols.get(r.instrument()), r.tradeId(), r.venueMs(), nanos);
    } else if (heard instanceof Heard.Past past) {
      String symbol = symbols.get(past.instrument());
      past.fills().forEach(f -> fills.heard(symbol, f.tradeId(), f.venueMs(), nanos));
    }
  }

  private void start(long before, Payload p, List<String> policies) {
    // What an earlier life issued is void.
    warrants.clear();
    unheard = false;
    p.number();
    fold.keepTail(before, p.number());
    p.signed();
    policies.clear();
    policies.add(p.digest());
    p.digest();
    p.digest();
    List<Holding> holdings = p.list(Holding::read);
    String config = p.text();
    Matcher m = NUMBERS.matcher(config);
    if (!m.find()) {
      throw new Payload.Malformed("a configuration " + config);
    }
    String[] numbers = m.group(1).split(",", -1);
    deadmanNanos = (Long.parseLong(numbers[5]) - Long.parseLong(numbers[6]) / 2) * MILLI;
    Books fresh = new Books(holdings, Integer.parseInt(numbers[1]));
    int n = holdings.size();
    armedUntil = new long[n];
    Arrays.fill(armedUntil, Long.MIN_VALUE);
    armed = new boolean[n];
    marks = new Heard.Mark[n];
    repeated.clear();
    exits.clear();
    for (int i = 0; i < n; i++) {
      repeated.add(new Repeated());
      exits.add(new Repeated());
    }
    symbols = holdings.stream().map(h -> h.symbol).toList();
    listed.start(symbols);
    mode = 0;
    agreed = false;
    quietUntil = Long.MIN_VALUE;
    if (fold.isEmpty()) {
      fresh.agreement.begin();
    } else {
      fold.into(fresh);
    }
    // Where the beginning was retired, nobody can say from what this life was folded.
    books = missing && fold.snapshots() < 2 ? null : fresh;
  }

  private void market(int kind, long nanos, Payload p) {
    Heard heard = Heard.read(kind, p);
    Books now = books;
    if (now != null) {
      now.pass(nanos);
    }
    if (heard instanceof Heard.Mark m) {
      fold.input(nanos, m);
      if (now != null) {
        now.mark(m.instrument(), m.markE8(), nanos);
        marks[m.instrument()] = m;
      }
    }
  }

  private void venue(Heard heard, long nanos) {
    Books now = books;
    if (now == null) {
      return;
    }
    now.on(heard, nanos);
    agreed = now.agreement.done();
    if (heard instanceof Heard.Outcome s
        && s.request() == Heard.ARM_DEADMAN
        && s.outcome() == Heard.ACCEPTED) {
      armedUntil[s.instrument()] = nanos + deadmanNanos;
      armed[s.instrument()] = true;
    }
  }

  private void desk(long seq, long nanos, int kind, Payload p, List<String> policies) {
    switch (kind) {
      case 2 -> timer(nanos);
      case 5 -> listed.durable(p.fixed64(), nanos);
      case 6 -> peakInDoubt |= p.u8() == RESUME;
      case 7 -> quietUntil = Math.max(quietUntil, p.signed());
      case 9 -> policies.add(p.digest());
      case 10 -> listed.told(p, seq, nanos);
      case 11 -> peakInDoubt = true;
      default -> {}
    }
  }

  private void timer(long nanos) {
    Books now = books;
    if (now == null) {
      return;
    }
    now.pass(nanos);
    for (int i = 0; i < armed.length; i++) {
      armed[i] &= nanos <= armedUntil[i];
    }
  }

  /// Takes in a conclusion; what is wrong with it, or nothing.
  String derived(long seq, int ordinal, long nanos, int kind, Payload p) {
    switch (kind) {
      case 67 -> {
        Authority w = Authority.read(p);
        warrants.put(key(w.epoch, w.id), w);
      }
      case 68 -> {
        Authority w = warrants.get(key(p.number(), p.signed()));
        if (w != null) {
          w.withdraw();
        }
      }
      case 70 -> {
        p.number();
        String id = p.text();
        fold.derived(seq, ordinal, nanos, id);
        Books now = books;
        if (now != null) {
          now.cancelled(id, nanos);
        }
      }
      case 72 -> {
        p.u8();
        mode = p.u8();
      }
      case 73 -> {
        Fold.Snapshot s = Fold.Snapshot.read(p);
        fold.derived(seq, ordinal, nanos, s);
        return snapshot(s);
      }
      default -> {}
    }
    return "";
  }

  /// Takes in an order after its measures were computed.
  void ordered(Order o, long seq, int ordinal, long nanos) {
    fold.derived(seq, ordinal, nanos, o);
    Authority w = warrants.get(key(o.epoch(), o.warrant()));
    if (w != null && o.underWarrant()) {
      w.send(nanos);
    }
    if (o.instrument() < repeated.size()) {
      (o.underWarrant() ? repeated : exits).get(o.instrument()).add(o, nanos);
    }
    Books now = books;
    if (now != null) {
      now.ordered(o.held(nanos), nanos);
    }
  }

  private static long key(int epoch, long warrant) {
    return ((long) epoch << 40) + warrant;
  }

  /// Compares the books with what the desk wrote down of its own.
  private String snapshot(Fold.Snapshot s) {
    Books now = books;
    if (now == null) {
      return "";
    }
    Wallet w = now.wallet;
    if (peakInDoubt) {
      w.peakE8 = s.peakE8();
      peakInDoubt = false;
    }
    String off = differs("wallet", s.walletE8(), w.walletE8);
    off = off.isEmpty() ? differs("peak of equity", s.peakE8(), w.peakE8) : off;
    off = off.isEmpty() ? differs("equity at midnight", s.dayE8(), w.dayE8) : off;
    for (long[] h : s.holdings()) {
      Holding holding = now.holdings.get((int) h[0]);
      off = off.isEmpty() ? differs(holding.symbol + " position", h[1], holding.net) : off;
      off = off.isEmpty() ? differs(holding.symbol + " cost", h[2], holding.costE8) : off;
    }
    return off;
  }

  private static String differs(String what, long recorded, long found) {
    return recorded == found ? "" : what + " is written as " + recorded + " and is " + found;
  }

  @Nullable Books books() {
    return books;
  }

  boolean peakInDoubt() {
    return peakInDoubt;
  }

  boolean agreed() {
    return agreed;
  }

  int mode() {
    return mode;
  }

  boolean armed(int i) {
    return armed[i];
  }

  Heard.@Nullable Mark mark(int i) {
    return marks[i];
  }

  @Nullable Boolean restricted(int i) {
    return listed.restricted(i);
  }

  /// Why an order that claims a warrant has none; empty if it has one, or claims none, or nobody
  /// can say, since the beginning was retired.
  String unwarranted(Order o) {
    Authority w = warrant(o);
    if (!o.underWarrant() || w == null && unheard) {
      return "";
    }
    if (w == null) {
      return "no warrant "
          + o.warrant()
          + " of epoch "
          + o.epoch()
          + " was issued in this life of the desk";
    }
    if (w.withdrawn()) {
      return "warrant " + o.warrant() + " of epoch " + o.epoch() + " was withdrawn before";
    }
    boolean other = w.instrument != o.instrument() || w.side != o.side();
    return other ? "warrant " + o.warrant() + " is for another instrument or side" : "";
  }

  @Nullable Authority warrant(Order o) {
    return o.underWarrant() ? warrants.get(key(o.epoch(), o.warrant())) : null;
  }

  long repeats(Order o, long nanos) {
    return (o.underWarrant() ? repeated : exits).get(o.instrument()).count(o, nanos);
  }
}
