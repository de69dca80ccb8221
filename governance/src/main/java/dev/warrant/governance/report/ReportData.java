package dev.warrant.governance.report;

import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.event.VenueEvent.OrderStatus;
import dev.warrant.knowledge.fact.Mode;
import dev.warrant.knowledge.fact.Regime;
import dev.warrant.knowledge.journal.JournalSummary;
import dev.warrant.knowledge.order.OrderKind;
import dev.warrant.knowledge.unit.E8;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.knowledge.unit.Lots;
import dev.warrant.knowledge.unit.Side;
import dev.warrant.knowledge.unit.Ticks;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A run as its journal tells it, small enough to draw however long it was: figures are exact,
/// series and marks are thinned.
///
/// @param fromNanos time of the first input; 0 if there is none
/// @param toNanos time of the last input
/// @param epochs each start of the desk, first ones if there were very many
/// @param markets one per instrument; empty if no epoch names instruments
/// @param modes stretches of the whole run; empty if the mode never changed
/// @param lastMode the mode at the end, [Mode#NORMAL] if it never changed
/// @param refusalsByLimit refusals in the journal by limit or rule
/// @param findings what was noteworthy about feed, venue and reconciliation, by kind
/// @param limits how much was used of limits that are watched, the fullest first
/// @param breaches when the desk stood outside a limit without any order, as they began
public record ReportData(
    JournalSummary journal,
    long fromNanos,
    long toNanos,
    List<Epoch> epochs,
    List<Market> markets,
    Money money,
    Counts counts,
    Mode lastMode,
    List<Stretch<Mode>> modes,
    Sample<ModeMark> modeChanges,
    Sample<CommandMark> commands,
    List<PatternRow> patterns,
    SortedMap<String, Tally> refusalsByLimit,
    SortedMap<String, Tally> findings,
    List<LimitRow> limits,
    List<BreachLog.Told> breaches) {
  public ReportData {
    epochs = List.copyOf(epochs);
    markets = List.copyOf(markets);
    modes = List.copyOf(modes);
    patterns = List.copyOf(patterns);
    limits = List.copyOf(limits);
    breaches = List.copyOf(breaches);
    refusalsByLimit = Collections.unmodifiableSortedMap(new TreeMap<>(refusalsByLimit));
    findings = Collections.unmodifiableSortedMap(new TreeMap<>(findings));
  }

  /// Every `every`-th of `total` items, evenly over the run.
  public record Sample<T>(long total, long every, List<T> items) {
    public Sample {
      items = List.copyOf(items);
    }
  }

  /// A value at a time.
  public record Point(long nanos, long value) {}

  /// A stretch of time in which `kind` held longest.
  ///
  /// @param ppm mean probability while it held, parts per million
  public record Stretch<E extends Enum<E>>(long fromNanos, long toNanos, E kind, long ppm) {}

  /// How often, when first, and the first one's words.
  public record Tally(long count, long firstNanos, String says) {}

  /// One start of the desk.
  public record Epoch(long nanos, DeskEvent.Started started) {}

  /// What the price series shows.
  public enum PriceSource {
    MID("mid of best bid and ask"),
    TRADE("last trade"),
    MARK("mark price"),
    NONE("no price");

    private final String words;

    PriceSource(String words) {
      this.words = words;
    }

    /// For people.
    public String words() {
      return words;
    }
  }

  /// One instrument over the run.
  ///
  /// @param price in 1e-8 USDT, at most 2 000 points with the extremes of each bin
  /// @param position signed lots at each change, at most 2 000 points
  /// @param marks mark prices seen
  /// @param substitutes how many of them the market declared as substitutes
  /// @param net signed lots at the end
  /// @param costE8 what they cost, with the sign of the position
  public record Market(
      Instrument instrument,
      PriceSource source,
      List<Point> price,
      List<Point> position,
      List<Stretch<Regime>> regimes,
      Sample<OrderMark> orders,
      Sample<FillMark> fills,
      Sample<WarrantSpan> warrants,
      long marks,
      long substitutes,
      @Lots long net,
      @E8 long costE8,
      @E8 long realisedE8,
      @E8 long feesE8,
      @E8 long unrealisedE8) {
    public Market {
      price = List.copyOf(price);
      position = List.copyOf(position);
      regimes = List.copyOf(regimes);
    }
  }

  /// An order as admitted.
  ///
  /// @param endNanos when it ended; end of the run if it had not
  /// @param end how it ended; null if it had not, or was never sent
  /// @param filledLots what traded of it
  public record OrderMark(
      long nanos,
      long endNanos,
      String clientId,
      Side side,
      OrderKind kind,
      @Ticks long price,
      @Lots long lots,
      @Lots long filledLots,
      boolean reduceOnly,
      @Nullable OrderStatus end) {}

  /// A fill.
  public record FillMark(
      long nanos,
      String clientId,
      Side side,
      @Lots long lots,
      @E8 long priceE8,
      @E8 long feeE8,
      boolean maker) {}

  /// A warrant while it lived.
  ///
  /// @param toNanos expiry, withdrawal, replacement or end of the run, whichever came first
  public record WarrantSpan(
      long fromNanos,
      long toNanos,
      int epoch,
      long id,
      Side side,
      @Lots long capLots,
      @Ticks long minPrice,
      @Ticks long maxPrice,
      String tactic) {}

  /// The matches of one pattern on one instrument.
  ///
  /// @param instrument index, or `-1` for the whole desk
  public record PatternRow(String name, int instrument, Sample<PatternSpan> spans) {}

  /// One match while in force.
  public record PatternSpan(long fromNanos, long toNanos, long value) {}

  /// How much was used of one limit.
  ///
  /// @param instrument index, or `-1` if it is about the whole account
  /// @param mostPpm at most, parts per million
  /// @param used parts per million at each change of a percent, at most 2 000 points
  public record LimitRow(
      String limit, int instrument, long mostPpm, List<Point> used, Sample<WarnMark> warns) {
    public LimitRow {
      used = List.copyOf(used);
    }
  }

  /// A limit entered or left a share at which it warns.
  ///
  /// @param share in percent; 0 if it warns no more
  public record WarnMark(long nanos, int share, String says) {}

  /// A change of mode.
  public record ModeMark(long nanos, Mode from, Mode to, String why) {}

  /// A command.
  public record CommandMark(long nanos, DeskEvent.Command command) {}

  /// Money of the run, computed anew from fills, fees, balance changes and prices: `profit =
  /// realised − fees + funding + other + unrealised now − unrealised at the start`.
  ///
  /// @param walletKnown whether the venue told the wallet; if not, `openingE8` is 0
  /// @param openingE8 wallet when first told
  /// @param otherE8 balance changes that were none of the rest, losses found by reconciliation too
  /// @param transfersE8 paid in less paid out; no part of the profit
  /// @param drawdownE8 largest fall of the profit from its running peak
  /// @param volumeE8 notional of all fills
  /// @param valuation what prices the unrealised part rests on, in words
  /// @param profit in 1e-8 USDT, at most 2 000 points with the extremes of each bin
  /// @param snapshots wallet states of the desk's ledger in the journal
  /// @param ledgerGapE8 the last of them less the wallet computed here
  public record Money(
      boolean walletKnown,
      @E8 long openingE8,
      @E8 long profitE8,
      @E8 long realisedE8,
      @E8 long unrealisedE8,
      @E8 long feesE8,
      @E8 long fundingE8,
      @E8 long otherE8,
      @E8 long transfersE8,
      @E8 long drawdownE8,
      @E8 long volumeE8,
      String valuation,
      List<Point> profit,
      long snapshots,
      @E8 long ledgerGapE8) {
    public Money {
      profit = List.copyOf(profit);
    }
  }

  /// How many of what.
  ///
  /// @param gave deliberations that issued a warrant
  /// @param objected deliberations that issued none because of an objection
  /// @param makerFills fills as maker
  public record Counts(
      long inputs,
      long marketEvents,
      long deliberations,
      long gave,
      long objected,
      long intents,
      long objections,
      long warrants,
      long withdrawn,
      long orders,
      long cancels,
      long fills,
      long makerFills,
      long refusals) {}
}
