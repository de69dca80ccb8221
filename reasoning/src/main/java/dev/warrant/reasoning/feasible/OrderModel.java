package dev.warrant.reasoning.feasible;

import static dev.warrant.knowledge.fact.MeasureId.*;

import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.knowledge.unit.Side;
import dev.warrant.reasoning.smt.Form;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// How the measures of an order depend on the lots of one or several proposals: what ledger and
/// executor would write just before the guard is asked, as [Form]s of the lots.
///
/// Open orders on a side that cannot be reached at worst are not told by the measures and are taken
/// as none; marks are those of the cut, to the tick. The guard, which knows better, decides.
final class OrderModel {
  private static final long E8_PER_MONEY = 10_000;
  private static final Form ZERO = new Form.Known(0);

  private final List<Instrument> instruments;
  private final List<Proposal> proposals;
  private final CutMeasures cut;
  private final Map<Integer, Map<MeasureId, Long>> base = new TreeMap<>();

  OrderModel(List<Instrument> instruments, List<Proposal> proposals, CutMeasures cut) {
    this.instruments = List.copyOf(instruments);
    this.proposals = List.copyOf(proposals);
    this.cut = cut;
  }

  /// The measures the order of proposal `which` would be judged by, all other proposals counted as
  /// open already.
  Map<MeasureId, Form> measures(int which) {
    Proposal p = proposals.get(which);
    Instrument instrument = instruments.get(p.intent().instrument());
    Side side = p.intent().side();
    Form lots = new Form.Unknown(which);
    Map<MeasureId, Form> out = new EnumMap<>(MeasureId.class);
    base(instrument.index()).forEach((id, value) -> out.put(id, new Form.Known(value)));
    out.put(ORDER_SIGN, new Form.Known(side.sign()));
    out.put(ORDER_LOTS, lots);
    out.put(ORDER_PRICE, new Form.Known(p.price()));
    long perLot = Math.multiplyExact(p.price(), instrument.tickLotE8());
    out.put(ORDER_NOTIONAL, money(new Form.Scaled(perLot, lots)));
    out.put(ORDER_REDUCE_ONLY, ZERO);
    out.put(ORDER_SELF_CROSS, ZERO);
    out.put(ORDER_REPEATS, ZERO);
    after(instrument, side, out);
    return out;
  }

  /// The same with what the proposals add to shared measures that the ledger would have written
  /// once they are open.
  ///
  /// @param leverage leverage at which initial margin is counted
  Map<MeasureId, Form> sharedMeasures(int which, long leverage) {
    Map<MeasureId, Form> out = measures(which);
    Form more = ZERO;
    Form heat = ZERO;
    for (Instrument instrument : instruments) {
      long perLot = perLotE8(instrument);
      Form added = difference(worst(instrument, true), worst(instrument, false));
      if (perLot > 0) {
        more = Form.sum(more, new Form.Scaled(perLot, added));
      }
      long perStop = Math.multiplyExact(stopTicks(instrument), instrument.tickLotE8());
      heat = Form.sum(heat, new Form.Scaled(perStop, added));
    }
    Form margin = new Form.RoundedUp(more, Math.multiplyExact(leverage, E8_PER_MONEY));
    add(out, PORTFOLIO_GROSS, money(more));
    add(out, PORTFOLIO_HEAT, money(heat));
    add(out, ACCOUNT_MARGIN_USED, margin);
    add(out, ACCOUNT_FREE, new Form.Scaled(-1, margin));
    return out;
  }

  private static void add(Map<MeasureId, Form> out, MeasureId id, Form more) {
    out.computeIfPresent(id, (_, now) -> Form.sum(now, more));
  }

  private void after(Instrument instrument, Side side, Map<MeasureId, Form> out) {
    for (MeasureId id :
        List.of(
            ORDER_INCREASING,
            ORDER_WORST_AFTER,
            ORDER_WORST_NOTIONAL_AFTER,
            ORDER_GROSS_AFTER,
            ORDER_NET_AFTER)) {
      out.remove(id);
    }
    if (!known(instrument)) {
      return;
    }
    Form worst = new Form.Greatest(ZERO, reach(instrument, side, true));
    Form raised = difference(worst, new Form.Greatest(ZERO, reach(instrument, side, false)));
    out.put(ORDER_WORST_AFTER, worst);
    out.put(ORDER_INCREASING, new Form.Least(new Form.Known(1), raised));
    long perLot = perLotE8(instrument);
    if (perLot == 0) {
      return;
    }
    out.put(ORDER_WORST_NOTIONAL_AFTER, money(new Form.Scaled(perLot, worst)));
    Long gross = base(instrument.index()).get(PORTFOLIO_GROSS);
    Form more = grown();
    if (gross != null && valued()) {
      long grossE8 = Math.multiplyExact(gross, E8_PER_MONEY);
      out.put(ORDER_GROSS_AFTER, money(Form.sum(new Form.Known(grossE8), more)));
      out.put(ORDER_NET_AFTER, money(new Form.Greatest(net(Side.BUY, true), net(Side.SELL, true))));
    }
  }

  /// Worst-case notional that all proposals add, in 1e-8 USDT.
  private Form grown() {
    Form more = ZERO;
    for (Instrument instrument : instruments) {
      if (touched(instrument)) {
        Form added = difference(worst(instrument, true), worst(instrument, false));
        more = Form.sum(more, new Form.Scaled(perLotE8(instrument), added));
      }
    }
    return more;
  }

  /// Net notional that fills of `side` alone lead to, in 1e-8 USDT, positive on that side.
  Form net(Side side, boolean after) {
    List<Form> parts = new ArrayList<>();
    for (Instrument instrument : instruments) {
      if (known(instrument)) {
        parts.add(new Form.Scaled(perLotE8(instrument), reach(instrument, side, after)));
      }
    }
    return new Form.Sum(parts);
  }

  /// Whether every instrument that holds or may hold something has a mark.
  boolean valued() {
    for (Instrument instrument : instruments) {
      boolean idle = !touched(instrument) && flat(instrument);
      if (!idle && (!known(instrument) || perLotE8(instrument) == 0)) {
        return false;
      }
    }
    return true;
  }

  private boolean flat(Instrument instrument) {
    Map<MeasureId, Long> m = base(instrument.index());
    return known(instrument)
        && m.getOrDefault(POSITION_WORST_LONG, 0L) == 0
        && m.getOrDefault(POSITION_WORST_SHORT, 0L) == 0;
  }

  private boolean touched(Instrument instrument) {
    return proposals.stream().anyMatch(p -> p.intent().instrument() == instrument.index());
  }

  private boolean known(Instrument instrument) {
    Map<MeasureId, Long> m = base(instrument.index());
    return m.containsKey(POSITION_NET)
        && m.containsKey(POSITION_WORST_LONG)
        && m.containsKey(POSITION_WORST_SHORT);
  }

  /// Value of a lot at the mark, in 1e-8 USDT; 0 without a mark.
  long perLotE8(Instrument instrument) {
    long mark = base(instrument.index()).getOrDefault(MARKET_MARK, 0L);
    return Math.multiplyExact(mark, instrument.tickLotE8());
  }

  /// Worst-case position of either side.
  private Form worst(Instrument instrument, boolean after) {
    Form both =
        new Form.Greatest(reach(instrument, Side.BUY, after), reach(instrument, Side.SELL, after));
    return new Form.Greatest(ZERO, both);
  }

  /// Lots that `side` could reach; negative while the position is on the other side.
  private Form reach(Instrument instrument, Side side, boolean after) {
    Map<MeasureId, Long> m = base(instrument.index());
    long worst = m.getOrDefault(side == Side.BUY ? POSITION_WORST_LONG : POSITION_WORST_SHORT, 0L);
    long signed = worst > 0 ? worst : Math.min(0, side.sign() * m.getOrDefault(POSITION_NET, 0L));
    List<Form> parts = new ArrayList<>(List.of(new Form.Known(signed)));
    for (int i = 0; after && i < proposals.size(); i++) {
      Proposal p = proposals.get(i);
      if (p.intent().instrument() == instrument.index() && p.intent().side() == side) {
        parts.add(new Form.Unknown(i));
      }
    }
    return parts.size() == 1 ? parts.getFirst() : new Form.Sum(parts);
  }

  /// Widest stop any proposal asks for on the instrument.
  long stopTicks(Instrument instrument) {
    return proposals.stream()
        .filter(p -> p.intent().instrument() == instrument.index())
        .mapToLong(p -> p.intent().stopTicks())
        .max()
        .orElse(0);
  }

  private Map<MeasureId, Long> base(int instrument) {
    return base.computeIfAbsent(instrument, cut::all);
  }

  private static Form difference(Form a, Form b) {
    return Form.sum(a, new Form.Scaled(-1, b));
  }

  private static Form money(Form e8) {
    return new Form.RoundedUp(e8, E8_PER_MONEY);
  }
}
