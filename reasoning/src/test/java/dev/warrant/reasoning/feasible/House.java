package dev.warrant.reasoning.feasible;

import dev.warrant.knowledge.fact.Fact;
import dev.warrant.knowledge.fact.FactOrder;
import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.knowledge.order.Intent;
import dev.warrant.knowledge.order.Urgency;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.knowledge.unit.Side;
import dev.warrant.rules.pack.PolicyPack;
import dev.warrant.rules.pack.PolicyPacks;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The house policy over two instruments, with an account of 10000 USDT and nothing wrong.
final class House {
  static final long MONEY = 10_000;
  static final PolicyPack PACK =
      PolicyPacks.load(
          Path.of(System.getProperty("warrant.root", ".")).resolve("rules/packs/house-policy"));

  /// A lot is worth 60 USDT at the mark.
  static final Instrument BTC =
      new Instrument(0, "BTCUSDT", 10_000_000, 100_000, 1, 1_000_000, 0, 200, 500, List.of());

  /// A lot is worth 3 USDT at the mark.
  static final Instrument ETH =
      new Instrument(1, "ETHUSDT", 1_000_000, 100_000, 1, 1_000_000, 0, 200, 500, List.of());

  static final List<Instrument> BOTH = List.of(BTC, ETH);
  static final long BTC_MARK = 600_000;
  static final long ETH_MARK = 300_000;

  private final Map<Integer, Map<MeasureId, Long>> values = new TreeMap<>();

  House() {
    for (MeasureId id : MeasureId.values()) {
      if (id.kind() != MeasureId.Kind.ORDER && id.kind() != MeasureId.Kind.WARRANT) {
        set(0, id, 0).set(1, id, 0);
      }
    }
    for (int i = 0; i < 2; i++) {
      set(i, MeasureId.POSITION_STOPPED, 1);
      set(i, MeasureId.ACCOUNT_EQUITY, 10_000 * MONEY);
      set(i, MeasureId.ACCOUNT_PEAK, 10_000 * MONEY);
      set(i, MeasureId.ACCOUNT_FREE, 10_000 * MONEY);
      set(i, MeasureId.MARKET_MARK, i == 0 ? BTC_MARK : ETH_MARK);
      set(i, MeasureId.MARKET_SPREAD, 1);
      set(i, MeasureId.MARKET_SPREAD_NORMAL, 100);
      set(i, MeasureId.MARKET_LIQUIDATION_DISTANCE, 1_000_000);
      set(i, MeasureId.BELIEF_PROBABILITY, 800_000);
      set(i, MeasureId.BELIEF_REGIME, 0);
      set(i, MeasureId.FEED_SYNCED, 1);
      set(i, MeasureId.DEADMAN_ARMED, 1);
      set(i, MeasureId.DESK_RECONCILED, 1);
    }
  }

  House set(int instrument, MeasureId id, long value) {
    values.computeIfAbsent(instrument, _ -> new TreeMap<>()).put(id, value);
    return this;
  }

  House absent(int instrument, MeasureId id) {
    values.getOrDefault(instrument, new TreeMap<>()).remove(id);
    return this;
  }

  /// A net position without open orders, its worst cases and the account's gross and margin.
  House holding(long btc, long eth) {
    long[] net = {btc, eth};
    long[] perLot = {60, 3};
    long gross = 0;
    for (int i = 0; i < 2; i++) {
      set(i, MeasureId.POSITION_NET, net[i]);
      set(i, MeasureId.POSITION_WORST_LONG, Math.max(0, net[i]));
      set(i, MeasureId.POSITION_WORST_SHORT, Math.max(0, -net[i]));
      gross += Math.abs(net[i]) * perLot[i] * MONEY;
    }
    for (int i = 0; i < 2; i++) {
      set(i, MeasureId.PORTFOLIO_GROSS, gross);
      set(i, MeasureId.ACCOUNT_MARGIN_USED, gross / 5);
      set(i, MeasureId.ACCOUNT_FREE, 10_000 * MONEY - gross / 5);
    }
    return this;
  }

  CutMeasures cut() {
    List<Fact> facts = new ArrayList<>();
    values.forEach((instrument, all) ->
        all.forEach((id, v) -> facts.add(new Fact.Measure(instrument, 1, id.text(), v))));
    facts.sort(FactOrder.CANONICAL);
    return CutMeasures.of(facts);
  }

  static Proposal btc(Side side) {
    return new Proposal(intent(0, side), BTC_MARK);
  }

  static Proposal eth(Side side) {
    return new Proposal(intent(1, side), ETH_MARK);
  }

  private static Intent intent(int instrument, Side side) {
    return new Intent(instrument, side, "momentum", "r1", 900, 60_000, Urgency.URGENT, 3000);
  }
}
