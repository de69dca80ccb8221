package dev.warrant.knowledge.verify.orders;

import java.util.List;

/// What the venue said, as far as positions, money and open orders depend on it; read from the
/// payloads of `docs/journal-format.md`. Sides are 1 to buy and −1 to sell; kinds and states are
/// ordinals, in the order given there.
sealed interface Heard {
  int LIMIT = 0;
  int POST_ONLY = 1;
  int STOP_MARKET = 4;

  int NEW = 0;
  int PARTIALLY_FILLED = 1;
  int FILLED = 2;
  int CANCELED = 3;
  int REJECTED = 4;

  /// Requests.
  int PLACE = 0;

  int PLACE_STOP = 3;
  int ARM_DEADMAN = 5;

  /// Outcomes.
  int ACCEPTED = 0;

  int REFUSED = 1;
  int UNKNOWN = 2;
  int NOT_FOUND = 3;
  int NOT_SENT = 4;

  record Report(
      int instrument,
      String id,
      long venueId,
      int side,
      int kind,
      int status,
      long price,
      long lots,
      long cumLots,
      long tradeId,
      long lastLots,
      long lastPriceE8,
      long feeE8,
      boolean maker,
      boolean reduceOnly,
      long venueMs)
      implements Heard {}

  record Outcome(
      int instrument,
      int request,
      String id,
      int outcome,
      int code,
      long venueId,
      int status,
      long cumLots)
      implements Heard {}

  record Suppressed(String id) implements Heard {}

  record Found(String id, boolean found, long venueId, int status, long cumLots) implements Heard {}

  record OpenOrder(
      int instrument,
      String id,
      long venueId,
      int side,
      int kind,
      long price,
      long stopPrice,
      long lots,
      long cumLots,
      boolean reduceOnly) {}

  record Open(List<OpenOrder> orders) implements Heard {
    public Open {
      orders = List.copyOf(orders);
    }
  }

  record Fill(
      long venueId, long tradeId, int side, long lots, long priceE8, long feeE8, long venueMs) {}

  record Past(int instrument, List<Fill> fills) implements Heard {
    public Past {
      fills = List.copyOf(fills);
    }
  }

  record Net(int instrument, long net, long entryE8, int leverage) {}

  record Account(long walletE8, List<Net> positions, boolean oneWay, boolean cross)
      implements Heard {
    public Account {
      positions = List.copyOf(positions);
    }
  }

  record Update(String reason, long deltaE8, List<Net> positions) implements Heard {
    public Update {
      positions = List.copyOf(positions);
    }
  }

  record Stream(boolean up) implements Heard {}

  record Mark(int instrument, long markE8, long fundingE8) implements Heard {}

  /// Nothing that matters here.
  record Other() implements Heard {}

  /// Reads an input of the venue.
  static Heard read(int kind, Payload p) {
    return switch (kind) {
      case 20 -> mark(p);
      case 32 -> report(p);
      case 33 -> outcome(p);
      case 34 -> {
        p.number();
        yield new Suppressed(p.text());
      }
      case 35 -> found(p);
      case 36 -> new Open(p.list(Heard::open));
      case 37 -> new Past(p.number(), p.list(Heard::fill));
      case 38 -> account(p);
      case 39 -> update(p);
      case 42 -> new Stream(p.bool());
      default -> new Other();
    };
  }

  private static int side(Payload p) {
    return p.u8() == 0 ? 1 : -1;
  }

  private static Heard mark(Payload p) {
    int instrument = p.number();
    long mark = p.signed();
    p.signed();
    return new Mark(instrument, mark, p.signed());
  }

  private static Heard report(Payload p) {
    return new Report(
        p.number(),
        p.text(),
        p.signed(),
        side(p),
        p.u8(),
        p.u8(),
        p.signed(),
        p.signed(),
        p.signed(),
        p.signed(),
        p.signed(),
        p.signed(),
        p.signed(),
        p.bool(),
        p.bool(),
        p.signed());
  }

  private static Heard outcome(Payload p) {
    int instrument = p.number();
    int request = p.u8();
    String id = p.text();
    int outcome = p.u8();
    int code = p.number();
    p.text();
    return new Outcome(instrument, request, id, outcome, code, p.signed(), p.u8(), p.signed());
  }

  private static Heard found(Payload p) {
    p.number();
    String id = p.text();
    boolean found = p.bool();
    long venueId = p.signed();
    p.u8();
    p.u8();
    int status = p.u8();
    p.signed();
    p.signed();
    return new Found(id, found, venueId, status, p.signed());
  }

  private static OpenOrder open(Payload p) {
    return new OpenOrder(
        p.number(),
        p.text(),
        p.signed(),
        side(p),
        p.u8(),
        p.signed(),
        p.signed(),
        p.signed(),
        p.signed(),
        p.bool());
  }

  private static Fill fill(Payload p) {
    p.number();
    long venueId = p.signed();
    long tradeId = p.signed();
    int side = side(p);
    long lots = p.signed();
    long price = p.signed();
    long fee = p.signed();
    p.bool();
    return new Fill(venueId, tradeId, side, lots, price, fee, p.signed());
  }

  private static Net net(Payload p) {
    return new Net(p.number(), p.signed(), p.signed(), p.number());
  }

  private static Heard account(Payload p) {
    long wallet = p.signed();
    p.signed();
    return new Account(wallet, p.list(Heard::net), p.bool(), p.bool());
  }

  private static Heard update(Payload p) {
    String reason = p.text();
    p.signed();
    return new Update(reason, p.signed(), p.list(Heard::net));
  }
}
