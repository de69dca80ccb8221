package dev.warrant.reasoning.feasible;

import dev.warrant.knowledge.fact.Fact;
import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.knowledge.order.Intent;
import dev.warrant.knowledge.order.Urgency;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.knowledge.unit.Lots;
import dev.warrant.knowledge.unit.Side;
import dev.warrant.reasoning.feasible.Runs.Span;
import dev.warrant.reasoning.smt.Form;
import dev.warrant.rules.limit.Limit;
import dev.warrant.rules.limit.LimitSays;
import dev.warrant.rules.limit.Measures;
import dev.warrant.rules.limit.Reading;
import dev.warrant.rules.pack.PolicyPack;
import dev.warrant.rules.pack.PolicyReading;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// How close each limit of a policy is at one moment: what it would say of the smallest order at
/// the mark, and the largest it would admit if it were alone.
public final class Headroom {
  private final PolicyPack pack;
  private final Runs limits;
  private final PolicyReading meaning;
  private final List<Instrument> instruments;
  private final CutMeasures cut;

  /// @param facts the moment, measures included
  public Headroom(PolicyPack pack, List<Instrument> instruments, List<Fact> facts) {
    this.pack = pack;
    this.limits = new Runs(pack);
    this.meaning = limits.meaning();
    this.instruments = List.copyOf(instruments);
    this.cut = CutMeasures.of(facts);
  }

  /// One limit.
  ///
  /// @param reading what it says of the smallest order
  /// @param says its sentence about that order
  /// @param most the largest order it admits; 0 if none
  /// @param free whether it admits every size
  public record Line(Limit limit, Reading reading, String says, @Lots long most, boolean free) {
    /// How much of the limit is used, in parts per million; -1 if it cannot be said.
    public long usedPpm() {
      return reading instanceof Reading.Judged judged ? judged.utilisationPpm() : -1;
    }
  }

  /// What every limit, in the guard's order, says of how the desk stands at one instrument without
  /// any order: of an order of no lots on the side with the larger worst case, as if it increased;
  /// the mode is read as NORMAL. What is open against a position that it cannot turn is not told by
  /// the measures and is taken as none; marks are to the tick.
  public List<Reading> atRest(int instrument) {
    Map<MeasureId, Long> now = cut.all(instrument);
    boolean longer =
        now.getOrDefault(MeasureId.POSITION_WORST_LONG, 0L)
            >= now.getOrDefault(MeasureId.POSITION_WORST_SHORT, 0L);
    Side side = longer ? Side.BUY : Side.SELL;
    Map<MeasureId, Form> forms =
        model(instrument, side, now.getOrDefault(MeasureId.MARKET_MARK, 0L));
    forms.put(MeasureId.ORDER_INCREASING, new Form.Known(1));
    forms.put(MeasureId.DESK_MODE, new Form.Known(0));
    Measures rest = new FormMeasures(forms, 0);
    return pack.limits().stream().map(limit -> meaning.read(limit, rest)).toList();
  }

  private Map<MeasureId, Form> model(int instrument, Side side, long mark) {
    Intent smallest = new Intent(instrument, side, "", "headroom", 0, 0, Urgency.PASSIVE, 0);
    return new OrderModel(instruments, List.of(new Proposal(smallest, mark)), cut).measures(0);
  }

  /// Every limit, in the guard's order, for an order on `side` of one instrument.
  public List<Line> of(int instrument, Side side) {
    Instrument what = instruments.get(instrument);
    long mark = cut.all(instrument).getOrDefault(MeasureId.MARKET_MARK, 0L);
    Map<MeasureId, Form> forms = model(instrument, side, mark);
    Span all = new Span(what.minLots(), what.maxLots());
    Ends ends = new Ends(limits, forms, all);
    Measures least = new FormMeasures(forms, what.minLots());
    List<Line> out = new ArrayList<>();
    for (int i = 0; i < pack.limits().size(); i++) {
      Limit limit = pack.limits().get(i);
      Reading reading = meaning.read(limit, least);
      Span span = ends.of(i);
      long most = span.empty() ? 0 : span.high();
      out.add(new Line(limit, reading, LimitSays.text(reading, least), most, span.equals(all)));
    }
    return out;
  }
}
