package dev.warrant.sim.trial;

import dev.warrant.execution.desk.Counters;
import dev.warrant.execution.desk.DeskConfig;
import dev.warrant.execution.desk.DeskRules;
import dev.warrant.execution.desk.DeskView;
import dev.warrant.execution.desk.Licence;
import dev.warrant.knowledge.event.Stamped;
import dev.warrant.knowledge.fact.Mode;
import dev.warrant.knowledge.order.OrderKind;
import dev.warrant.knowledge.order.OrderRecord;
import dev.warrant.knowledge.trace.TraceRoot;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.knowledge.unit.E8;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.knowledge.unit.Lots;
import dev.warrant.knowledge.unit.Side;
import dev.warrant.knowledge.unit.Ticks;
import dev.warrant.sim.backtest.SimDesk;
import dev.warrant.sim.backtest.SimVenue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// A whole run of the desk over a market on a virtual clock, of which nothing is kept but what
/// [Impact] compares.
///
/// @param orders every order admitted, in the order they left
/// @param fills how many fills came back
/// @param refusals refusals by limit
/// @param grossPeakE8 the greatest sum of all positions at their marks, looked at once a second
/// @param journalRoot both chains' heads; equal runs have equal roots
public record Rerun(
    List<Placed> orders,
    long fills,
    SortedMap<String, Long> refusals,
    @E8 long pnlE8,
    @E8 long feesE8,
    @E8 long grossPeakE8,
    Mode mode,
    Digest journalRoot) {
  private static final long SECOND = 1_000_000_000L;
  private static final long E8_ONE = 100_000_000L;

  public Rerun {
    orders = List.copyOf(orders);
    refusals = Collections.unmodifiableSortedMap(new TreeMap<>(refusals));
  }

  /// One order as it left.
  ///
  /// @param nanos when, in simulated time
  public record Placed(
      long nanos,
      Instrument instrument,
      Side side,
      OrderKind kind,
      @Ticks long price,
      @Lots long lots,
      boolean reduceOnly) {
    /// An order as it was recorded at a time.
    static Placed of(long nanos, List<Instrument> instruments, OrderRecord o) {
      return new Placed(
          nanos,
          instruments.get(o.instrument()),
          o.side(),
          o.kind(),
          o.price(),
          o.lots(),
          o.reduceOnly());
    }

    /// Whether `other` is the same order but for its size.
    boolean resized(Placed other) {
      return equals(
          new Placed(
              other.nanos,
              other.instrument,
              other.side,
              other.kind,
              other.price,
              lots,
              other.reduceOnly));
    }
  }

  /// What is run, but for the rules.
  ///
  /// @param footing the market and what else is told
  /// @param licence lets the guards in
  /// @param engines folder of compiled rules
  /// @param progress told each second of simulated time, in seconds since the start
  public record Setting(Footing footing, Licence licence, Path engines, LongConsumer progress) {}

  /// Runs `rules` over the market of `setting`.
  public static Rerun of(DeskRules rules, Setting setting) {
    Footing footing = setting.footing();
    SimVenue venue = footing.venue().get();
    DeskConfig config =
        footing.config().on(venue.instruments().stream().map(Instrument::symbol).toList());
    OrderTape tape = new OrderTape(venue.instruments());
    try (SimDesk desk =
        new SimDesk(
            new SimDesk.Setup(
                config,
                rules,
                setting.licence().admit(rules, venue.instruments()),
                venue.instruments(),
                venue.venue(),
                footing.startNanos(),
                footing.seed(),
                rules::perception,
                rules.deliberator(venue.instruments(), config.leverage(), setting.engines())),
            tape,
            new TraceRoot())) {
      long gross = 0;
      int lists = 0;
      for (long next = footing.startNanos(); next < footing.endNanos() && !venue.over(); ) {
        next = Math.min(footing.endNanos(), next + SECOND);
        lists = told(footing.lists(), lists, desk, next);
        desk.run(next);
        gross = Math.max(gross, gross(desk.sequencer().view()));
        setting.progress().accept((next - footing.startNanos()) / SECOND);
      }
      desk.stop();
      return result(desk, tape, footing.walletE8(), gross);
    }
  }

  private static Rerun result(SimDesk desk, OrderTape tape, @E8 long walletE8, @E8 long gross) {
    DeskView view = desk.sequencer().view();
    if (view == null) {
      throw new IllegalStateException("the desk never began");
    }
    Counters counters = desk.desk().counters();
    return new Rerun(
        new ArrayList<>(tape.placed()),
        counters.fills(),
        new TreeMap<>(counters.refusalsByLimit()),
        view.equityE8() - walletE8,
        view.feesE8(),
        gross,
        view.mode(),
        tape.root());
  }

  /// Tells restricted lists at their times, on the way to `next`.
  private static int told(List<Stamped> lists, int from, SimDesk desk, long next) {
    int at = from;
    for (; at < lists.size() && lists.get(at).nanos() <= next; at++) {
      desk.run(Math.max(desk.time().nanos(), lists.get(at).nanos()));
      desk.offer(lists.get(at).event());
    }
    return at;
  }

  static @E8 long gross(@Nullable DeskView view) {
    long sum = 0;
    if (view != null) {
      for (DeskView.Line line : view.lines()) {
        long worth = Math.multiplyExact(line.markE8(), Math.abs(line.net())) / E8_ONE;
        sum = Math.addExact(sum, Math.multiplyExact(worth, line.instrument().lotE8()));
      }
    }
    return sum;
  }
}
