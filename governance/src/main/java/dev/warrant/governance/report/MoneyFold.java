package dev.warrant.governance.report;

import dev.warrant.governance.report.ReportData.FillMark;
import dev.warrant.governance.report.ReportData.Money;
import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.event.VenueEvent.AccountSnapshot;
import dev.warrant.knowledge.event.VenueEvent.AccountUpdate;
import dev.warrant.knowledge.event.VenueEvent.OrderReport;
import dev.warrant.knowledge.event.VenueEvent.PastFill;
import dev.warrant.knowledge.event.VenueEvent.VenuePosition;
import dev.warrant.knowledge.unit.E8;
import dev.warrant.knowledge.unit.Lots;
import dev.warrant.knowledge.unit.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// Money of the account from what the venue said: fills, fees, balance changes. A fill counts once
/// however often it is told. What the desk's ledger holds is only compared with, except where
/// reconciliation made it follow the venue.
final class MoneyFold {
  private static final int IDS_MAX = 16_384;
  private static final long NANOS_PER_MS = 1_000_000;

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

  private final List<MarketFold> markets;
  private final List<TreeSet<Long>> ids = new ArrayList<>();
  private final Downsample series = new Downsample();
  private List<VenuePosition> venue = List.of();
  private boolean open;
  private long openedNanos;
  private @E8 long openingE8;
  private @E8 long openUnrealisedE8;
  private boolean startValued;
  private @E8 long realisedE8;
  private @E8 long feesE8;
  private @E8 long fundingE8;
  private @E8 long otherE8;
  private @E8 long transfersE8;
  private @E8 long volumeE8;
  private @E8 long peakE8;
  private @E8 long drawdownE8;
  private long fills;
  private long makerFills;
  private long snapshots;
  private @E8 long ledgerGapE8;

  MoneyFold(List<MarketFold> markets) {
    this.markets = markets;
    markets.forEach(m -> ids.add(new TreeSet<>()));
  }

  void account(AccountSnapshot a, long nanos) {
    venue = a.positions();
    if (open) {
      return;
    }
    open = true;
    openedNanos = nanos;
    openingE8 = a.walletE8() - walletChangeE8();
    for (VenuePosition p : venue) {
      if (known(p.instrument()) && fills == 0) {
        MarketFold m = markets.get(p.instrument());
        m.holdings().take(p.net(), p.entryE8());
        m.hold(nanos);
      }
    }
    sample(nanos);
  }

  void update(AccountUpdate u, long nanos) {
    long delta = u.walletDeltaE8();
    if (TRANSFERS.contains(u.reason())) {
      transfersE8 += delta;
    } else if (u.reason().equals("FUNDING_FEE")) {
      fundingE8 += delta;
    } else {
      otherE8 += delta;
    }
    if (delta != 0) {
      sample(nanos);
    }
  }

  void report(OrderReport r, long nanos) {
    if (r.tradeId() != 0 && r.lastLots() > 0) {
      fill(
          r.instrument(),
          r.tradeId(),
          new FillMark(
              nanos, r.clientId(), r.side(), r.lastLots(), r.lastPriceE8(), r.feeE8(), r.maker()));
    }
  }

  /// Fills before the position was taken over are in it already.
  void past(PastFill f, long nanos) {
    boolean counted = !open || f.venueMs() * NANOS_PER_MS <= openedNanos;
    if (counted) {
      if (known(f.instrument())) {
        fresh(f.instrument(), f.tradeId());
      }
    } else {
      fill(
          f.instrument(),
          f.tradeId(),
          new FillMark(nanos, "", f.side(), f.lots(), f.priceE8(), f.feeE8(), f.maker()));
    }
  }

  private void fill(int instrument, long tradeId, FillMark fill) {
    if (!known(instrument) || !fresh(instrument, tradeId)) {
      return;
    }
    MarketFold m = markets.get(instrument);
    Side side = fill.side();
    @Lots long lots = fill.lots();
    realisedE8 += m.holdings().fill(side, lots, fill.priceE8(), fill.feeE8());
    feesE8 += fill.feeE8();
    volumeE8 += m.holdings().valueE8(lots, fill.priceE8());
    fills++;
    makerFills += fill.maker() ? 1 : 0;
    m.filled(fill);
    m.orders().filled(fill.clientId(), lots);
    m.hold(fill.nanos());
    sample(fill.nanos());
  }

  /// Ids ascend per instrument, so the lowest may be forgotten; what lies below them was seen.
  private boolean fresh(int instrument, long tradeId) {
    TreeSet<Long> seen = ids.get(instrument);
    if (seen.size() == IDS_MAX && tradeId < seen.first()) {
      return false;
    }
    boolean added = seen.add(tradeId);
    if (seen.size() > IDS_MAX) {
      seen.pollFirst();
    }
    return added;
  }

  private boolean known(int instrument) {
    return instrument >= 0 && instrument < markets.size();
  }

  /// Where reconciliation followed the venue, so does this.
  void found(Derived.Found f, long nanos) {
    switch (f.kind()) {
      case "BALANCE_DIFFERS" -> {
        long gap = open ? f.venue() - walletE8() : 0;
        transfersE8 += Math.max(0, gap);
        otherE8 += Math.min(0, gap);
        sample(nanos);
      }
      case "POSITION_FORCED" -> {
        if (known(f.instrument())) {
          MarketFold m = markets.get(f.instrument());
          if (m.holdings().net() != f.venue()) {
            m.holdings().take(f.venue(), entryE8(f.instrument()));
            m.hold(nanos);
            sample(nanos);
          }
        }
      }
      default -> {}
    }
  }

  private long entryE8(int instrument) {
    return venue.stream()
        .filter(p -> p.instrument() == instrument)
        .mapToLong(VenuePosition::entryE8)
        .findFirst()
        .orElse(0);
  }

  void snapshot(Derived.Snapshot s) {
    snapshots++;
    ledgerGapE8 = s.walletE8() - walletE8();
  }

  private long walletChangeE8() {
    return realisedE8 - feesE8 + fundingE8 + otherE8 + transfersE8;
  }

  private long walletE8() {
    return openingE8 + walletChangeE8();
  }

  private long profitE8() {
    return walletChangeE8() - transfersE8 + unrealisedE8() - openUnrealisedE8;
  }

  private long unrealisedE8() {
    long sum = 0;
    for (MarketFold m : markets) {
      sum += m.holdings().unrealisedE8();
    }
    return sum;
  }

  /// Notes the profit as it stands, unless something held has no price.
  void sample(long nanos) {
    for (MarketFold m : markets) {
      if (!m.holdings().valued()) {
        return;
      }
    }
    if (!open && fills == 0) {
      return;
    }
    if (!startValued) {
      startValued = true;
      openUnrealisedE8 = fills == 0 ? unrealisedE8() : 0;
    }
    long profit = profitE8();
    peakE8 = Math.max(peakE8, profit);
    drawdownE8 = Math.max(drawdownE8, peakE8 - profit);
    series.add(nanos, profit);
  }

  long fills() {
    return fills;
  }

  long makerFills() {
    return makerFills;
  }

  Money finish() {
    return new Money(
        open,
        openingE8,
        profitE8(),
        realisedE8,
        unrealisedE8(),
        feesE8,
        fundingE8,
        otherE8,
        transfersE8,
        drawdownE8,
        volumeE8,
        valuation(),
        series.points(),
        snapshots,
        ledgerGapE8);
  }

  private String valuation() {
    long marks = markets.stream().mapToLong(MarketFold::marks).sum();
    long substitutes = markets.stream().mapToLong(MarketFold::substitutes).sum();
    if (marks == 0) {
      return "the mid, as no mark price arrived";
    }
    return substitutes == marks
        ? "the mark price, for which the market declared the mid as substitute"
        : substitutes > 0
            ? "the mark price, " + substitutes + " of " + marks + " of them declared substitutes"
            : "the mark price";
  }
}
