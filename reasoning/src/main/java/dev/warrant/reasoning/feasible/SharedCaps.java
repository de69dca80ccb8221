package dev.warrant.reasoning.feasible;

import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.knowledge.unit.Side;
import dev.warrant.reasoning.smt.Form;
import dev.warrant.rules.limit.Limit;
import dev.warrant.rules.limit.LimitReader;
import dev.warrant.rules.limit.MeasureRange;
import dev.warrant.rules.pack.PolicyPack;
import dev.warrant.rules.pack.PolicyReading;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/// Turns limits over measures that intents share (gross, net, heat, margin, free) into linear rows:
/// the furthest value of the measure that the limit still admits, found by bisection with
/// everything else as of the cut, less the value now.
final class SharedCaps {
  private static final long E8_PER_MONEY = 10_000;

  private final PolicyPack pack;
  private final PolicyReading meaning;
  private final List<Instrument> instruments;
  private final long leverage;
  private final CutMeasures cut;

  /// The order whose own measures stand in for everything that is not shared.
  private long[] oneLot = {};

  SharedCaps(
      PolicyPack pack,
      PolicyReading meaning,
      List<Instrument> instruments,
      long leverage,
      CutMeasures cut) {
    this.pack = pack;
    this.meaning = meaning;
    this.instruments = instruments;
    this.leverage = leverage;
    this.cut = cut;
  }

  List<SharedCap> rows(List<Proposal> proposals) {
    List<SharedCap> out = new ArrayList<>();
    if (proposals.isEmpty()) {
      return out;
    }
    oneLot = new long[proposals.size()];
    oneLot[0] = 1;
    OrderModel model = new OrderModel(instruments, proposals, cut);
    Map<MeasureId, Form> measures = model.measures(0);
    measures.put(MeasureId.ORDER_INCREASING, new Form.Known(1));
    for (Limit limit : pack.limits()) {
      for (MeasureId id : LimitReader.reads(limit)) {
        rows(limit, id, measures, model, proposals, out);
      }
    }
    return out;
  }

  private void rows(
      Limit limit,
      MeasureId id,
      Map<MeasureId, Form> measures,
      OrderModel model,
      List<Proposal> proposals,
      List<SharedCap> out) {
    ToLongFunction<Proposal> perLot = p -> model.perLotE8(instrument(p));
    switch (id) {
      case ORDER_GROSS_AFTER, PORTFOLIO_GROSS ->
          row(
              limit,
              id,
              nowE8(measures, MeasureId.PORTFOLIO_GROSS),
              perLot,
              measures,
              proposals,
              out);
      case ORDER_NET_AFTER -> {
        for (Side side : Side.values()) {
          row(
              limit,
              id,
              model.net(side, false).at(),
              p -> p.intent().side() == side ? perLot.applyAsLong(p) : 0,
              measures,
              proposals,
              out);
        }
      }
      case PORTFOLIO_HEAT ->
          row(
              limit,
              id,
              nowE8(measures, id),
              p -> model.stopTicks(instrument(p)) * instrument(p).tickLotE8(),
              measures,
              proposals,
              out);
      case ACCOUNT_MARGIN_USED, ACCOUNT_FREE ->
          row(
              limit,
              id,
              nowE8(measures, id),
              p -> Math.ceilDiv(perLot.applyAsLong(p), leverage),
              measures,
              proposals,
              out);
      // Every other measure belongs to one order or does not move with its size.
      default -> {}
    }
  }

  private Instrument instrument(Proposal p) {
    return instruments.get(p.intent().instrument());
  }

  private static long nowE8(Map<MeasureId, Form> measures, MeasureId id) {
    return measures.get(id) instanceof Form.Known(long value)
        ? Math.multiplyExact(value, E8_PER_MONEY)
        : 0;
  }

  private void row(
      Limit limit,
      MeasureId id,
      long nowE8,
      ToLongFunction<Proposal> coefficient,
      Map<MeasureId, Form> measures,
      List<Proposal> proposals,
      List<SharedCap> out) {
    boolean falls = id == MeasureId.ACCOUNT_FREE;
    Map<MeasureId, Form> at = new TreeMap<>(measures);
    MeasureRange range = range(id);
    long end = falls ? range.min() : range.max();
    if (admits(limit, id, end, at)) {
      return;
    }
    long now = Math.max(range.min(), Math.ceilDiv(nowE8, E8_PER_MONEY));
    long roomE8 = 0;
    if (admits(limit, id, now, at)) {
      long lastE8 = Math.multiplyExact(furthest(limit, id, now, end, at), E8_PER_MONEY);
      roomE8 = falls ? nowE8 - lastE8 : lastE8 - nowE8;
    }
    List<Long> coefficients = proposals.stream().map(coefficient::applyAsLong).toList();
    out.add(new SharedCap(limit.id(), coefficients, roomE8));
  }

  /// The value furthest from `now` toward `end` that the limit admits; it does not admit `end`.
  private long furthest(Limit limit, MeasureId id, long now, long end, Map<MeasureId, Form> at) {
    return Border.last(now, end, value -> admits(limit, id, value, at));
  }

  private boolean admits(Limit limit, MeasureId id, long value, Map<MeasureId, Form> at) {
    at.put(id, new Form.Known(value));
    return meaning.read(limit, new FormMeasures(at, oneLot)).admits();
  }

  private MeasureRange range(MeasureId id) {
    for (MeasureRange range : pack.measures()) {
      if (range.measure() == id) {
        return range;
      }
    }
    throw new IllegalArgumentException("the policy declares no range of " + id.text());
  }
}
