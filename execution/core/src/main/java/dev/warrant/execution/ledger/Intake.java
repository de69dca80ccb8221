package dev.warrant.execution.ledger;

import dev.warrant.execution.ledger.Finding.Kind;
import dev.warrant.knowledge.event.VenueEvent.AccountUpdate;
import dev.warrant.knowledge.event.VenueEvent.OrderFound;
import dev.warrant.knowledge.event.VenueEvent.OrderReport;
import dev.warrant.knowledge.event.VenueEvent.Outcome;
import dev.warrant.knowledge.event.VenueEvent.Request;
import dev.warrant.knowledge.event.VenueEvent.SendOutcome;
import dev.warrant.knowledge.event.VenueEvent.Suppressed;
import dev.warrant.knowledge.event.VenueEvent.VenuePosition;
import java.util.List;

/// Turns what the venue says about single orders and the wallet into evidence and bookings.
final class Intake {
  /// Binance: a post-only order would have taken; the venue did as asked, so it is no reject.
  private static final int POST_ONLY_WOULD_TAKE = -5022;

  /// Balance changes that are neither profit nor loss (Binance `ACCOUNT_UPDATE` field `m`).
  private static final List<String> TRANSFERS =
      List.of(
          "DEPOSIT",
          "WITHDRAW",
          "WITHDRAW_REJECT",
          "ADMIN_DEPOSIT",
          "ADMIN_WITHDRAW",
          "MARGIN_TRANSFER",
          "ASSET_TRANSFER",
          "COIN_SWAP_DEPOSIT",
          "COIN_SWAP_WITHDRAW");

  private final Ledger ledger;
  private final Orders orders;
  private final List<Position> positions;
  private final Account account;
  private final Reconciler reconciler;
  private final Rates rates;

  Intake(
      Ledger ledger,
      Orders orders,
      List<Position> positions,
      Account account,
      Reconciler reconciler,
      Rates rates) {
    this.ledger = ledger;
    this.orders = orders;
    this.positions = positions;
    this.account = account;
    this.reconciler = reconciler;
    this.rates = rates;
  }

  void report(OrderReport r, long seq, long nanos) {
    LiveOrder known = orders.find(r.clientId());
    LiveOrder o = known != null ? known : adopt(r, nanos);
    o.venueId(r.venueId());
    if (r.tradeId() != 0 && r.lastLots() > 0 && ledger.newTrade(r.instrument(), r.tradeId())) {
      if (o.ended() && o.held() == 0) {
        ledger.find(
            Kind.FILL_AFTER_END, o, 0, r.lastLots(), "a fill came after the order had ended");
      }
      long lots = o.apply(r.lastLots());
      ledger.book(r.instrument(), r.side(), lots, r.lastPriceE8(), r.feeE8());
      reconciler.filledAt(r.venueMs());
      slip(o, r, nanos);
    }
    o.seen(r.status(), r.cumLots());
    learned(o, seq);
  }

  private LiveOrder adopt(OrderReport r, long nanos) {
    reconciler.begin();
    return ledger.adopt(
        new LiveOrder.Seen(
            r.clientId(), r.instrument(), r.side(), r.kind(), r.price(), r.lots(), r.reduceOnly()),
        nanos);
  }

  void outcome(SendOutcome s, long seq, long nanos) {
    LiveOrder o = orders.find(s.clientId());
    if (o == null) {
      return;
    }
    o.venueId(s.venueId());
    boolean place = s.request() == Request.PLACE || s.request() == Request.PLACE_STOP;
    switch (s.outcome()) {
      case ACCEPTED -> {
        if (place || s.status().terminal()) {
          o.seen(s.status(), s.cumLots());
          if (place && o.mayRest()) {
            o.shown();
          }
        }
      }
      case REJECTED, NOT_FOUND -> {
        if (place && s.outcome() == Outcome.REJECTED) {
          o.deny(OrderState.REJECTED);
        } else {
          o.doubt();
        }
      }
      case UNKNOWN -> o.doubt();
      case NOT_SENT -> {
        if (place) {
          o.deny(OrderState.SUPPRESSED);
        } else {
          o.cancelNotSent();
        }
      }
    }
    if (place && !o.outcomeCounted && s.outcome() != Outcome.NOT_SENT) {
      o.outcomeCounted = true;
      rates.answered(s.outcome() == Outcome.REJECTED && s.code() != POST_ONLY_WOULD_TAKE, nanos);
    }
    learned(o, seq);
  }

  void suppressed(Suppressed s, long seq) {
    LiveOrder o = orders.find(s.clientId());
    if (o != null) {
      o.deny(OrderState.SUPPRESSED);
      ledger.settle(o, seq);
    }
  }

  void found(OrderFound f, long seq, long nanos) {
    LiveOrder o = orders.find(f.clientId());
    if (o == null) {
      return;
    }
    if (f.found()) {
      o.venueId(f.venueId());
      o.seen(f.status(), f.cumLots());
      o.shown();
    } else if (!o.ended() && nanos - o.sentNanos() >= ledger.config().absenceNanos()) {
      absent(o);
    }
    learned(o, seq);
  }

  private void absent(LiveOrder o) {
    if (o.existed()) {
      ledger.find(
          Kind.ORDER_VANISHED, o, o.remaining(), 0, "the venue had it and knows it no longer");
      o.vanish();
      reconciler.begin();
    } else {
      ledger.find(Kind.ORDER_NEVER_ARRIVED, o, o.lots(), 0, "the venue never got this order");
      o.deny(OrderState.SUPPRESSED);
    }
  }

  /// The evidence about `o` grew.
  private void learned(LiveOrder o, long seq) {
    reconciler.attribute(o);
    if (o.filled() > o.lots()) {
      ledger.find(Kind.ORDER_OVERFILLED, o, o.lots(), o.filled(), "more traded than was asked");
    } else if (o.ended() && o.held() > 0 && !o.countedAwaited) {
      o.countedAwaited = true;
      ledger.find(Kind.FILL_AWAITED, o, o.filled(), o.filled() + o.held(), "fills announced");
      reconciler.wantFills(o.instrument());
    }
    ledger.settle(o, seq);
  }

  /// A stop was decided on when it triggered, not when it was laid down: what it loses from there
  /// to here is no slippage.
  private void slip(LiveOrder o, OrderReport r, long nanos) {
    long decidedCentiTicks = o.protectiveStop() ? o.price() * 100 : o.midCentiTicks();
    long decidedE8 = decidedCentiTicks * positions.get(o.instrument()).instrument().tickE8() / 100;
    if (!r.maker() && decidedE8 > 0) {
      long gain = o.side().sign() * (decidedE8 - r.lastPriceE8());
      rates.slipped(-Exact.scaled(gain, decidedE8, 6), nanos);
    }
  }

  /// A push about wallet or positions. Profit and fees come with fills, so only the rest is booked.
  void update(AccountUpdate u, long nanos) {
    if (account.known() && u.walletDeltaE8() != 0) {
      if (TRANSFERS.contains(u.reason())) {
        account.transfer(u.walletDeltaE8());
      } else {
        account.earn(u.walletDeltaE8());
        if (u.reason().equals("FUNDING_FEE")) {
          fund(u);
        }
      }
    }
    for (VenuePosition p : u.positions()) {
      reconciler.venueNet(p.instrument(), p.net(), nanos);
    }
  }

  /// Cross-margin funding may name no position; then it is booked to the first one held.
  private void fund(AccountUpdate u) {
    int at = u.positions().size() == 1 ? u.positions().getFirst().instrument() : -1;
    for (int i = 0; at == -1 && i < positions.size(); i++) {
      if (positions.get(i).net() != 0) {
        at = i;
      }
    }
    if (at >= 0) {
      positions.get(at).fund(u.walletDeltaE8());
    }
  }
}
