package dev.warrant.execution.desk;

import dev.warrant.execution.guard.MeasureBoard;
import dev.warrant.execution.safety.Modes;
import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.fact.Fact;
import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.knowledge.fact.Mode;
import dev.warrant.knowledge.unit.E8;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.knowledge.unit.Lots;
import dev.warrant.knowledge.unit.Ticks;
import java.util.ArrayList;
import java.util.List;

/// How a desk stands at one moment, for screens and the watchdog.
///
/// @param publishedNanos time of the last deliberation's result, `Long.MIN_VALUE` before the first
/// @param equityE8 0 as long as it cannot be said
/// @param profitE8 since ledger and venue first agreed in this life of the desk; 0 before that
/// @param unprotected positions without a resting stop
/// @param limits how much is used of each limit that is watched, in the guard's order
/// @param breaches limits that the desk stands outside of, or that hold it in a mode
public record DeskView(
    long seq,
    long nanos,
    Mode mode,
    String why,
    boolean reconciled,
    @E8 long equityE8,
    @E8 long profitE8,
    @E8 long peakE8,
    @E8 long feesE8,
    int unknownOrders,
    long rejectsPpm,
    long messages,
    int unprotected,
    long publishedNanos,
    int liveWarrants,
    List<Line> lines,
    List<Use> limits,
    List<Derived.Breach> breaches) {
  public DeskView {
    lines = List.copyOf(lines);
    limits = List.copyOf(limits);
    breaches = List.copyOf(breaches);
  }

  /// How much is used of a limit.
  ///
  /// @param instrument index, or -1 if it is about the whole account
  /// @param usedPpm parts per million; -1 if it cannot be said
  /// @param share the highest share in percent at which it warns that is reached; 0 if none
  public record Use(String limit, int instrument, long usedPpm, int share) {}

  /// What is used of the fullest limit, in percent; 0 if nothing can be said.
  public long fullestPercent() {
    return limits.stream().mapToLong(u -> Math.max(0, u.usedPpm()) / 10_000).max().orElse(0);
  }

  /// What an instrument's index stands for: its symbol, or `account`.
  public String place(int instrument) {
    return instrument < 0 ? "account" : lines.get(instrument).instrument().symbol();
  }

  /// Limits that warn.
  public List<Use> warned() {
    return limits.stream().filter(u -> u.share() > 0).toList();
  }

  /// Breaches that are open now.
  public long openBreaches() {
    return breaches.stream().filter(Derived.Breach::open).count();
  }

  /// Breaches that ask for a tighter mode than the desk is in, so that something is wrong with it.
  public long unheeded() {
    return breaches.stream().filter(b -> b.people() > 0 && b.asks().compareTo(mode) > 0).count();
  }

  /// One instrument.
  ///
  /// @param regime name and probability such as `CALM 83 %`; or what is missing
  /// @param ageMicros age of the book; -1 if unknown
  public record Line(
      Instrument instrument,
      boolean usable,
      @Ticks long bid,
      @Ticks long ask,
      long ageMicros,
      String regime,
      @Lots long net,
      @E8 long entryE8,
      @E8 long markE8,
      int openOrders) {}

  /// Where a view is taken from.
  record Source(Machinery machinery, Modes modes, Lookout lookout) {}

  static DeskView of(Source s, long publishedNanos, long seq, long nanos) {
    List<Line> lines = new ArrayList<>();
    int unprotected = 0;
    for (Instrument i : s.machinery.instruments()) {
      lines.add(line(s, i, nanos));
      unprotected += s.machinery.ledger().stopped(i.index()) ? 0 : 1;
    }
    return new DeskView(
        seq,
        nanos,
        s.modes.mode(),
        s.modes.why(),
        s.machinery.ledger().reconciled(),
        s.machinery.ledger().valued() ? s.machinery.ledger().equityE8() : 0,
        s.machinery.ledger().profitE8(),
        s.machinery.ledger().peakE8(),
        s.machinery.ledger().snapshot().holdings().stream()
            .mapToLong(Derived.Holding::feesE8)
            .sum(),
        s.machinery.ledger().unknown(),
        s.machinery.ledger().rejectsPpm(),
        measure(s, 0, MeasureId.RATE_MESSAGES),
        unprotected,
        publishedNanos,
        s.machinery.executor().live().size(),
        lines,
        s.lookout.watched().stream()
            .map(w -> new Use(w.spot.limit(), w.spot.instrument(), w.usedPpm, w.share))
            .toList(),
        s.lookout.breaches());
  }

  private static Line line(Source s, Instrument instrument, long nanos) {
    int i = instrument.index();
    var book = s.machinery.perception().book(i);
    return new Line(
        instrument,
        book.usable(),
        book.usable() ? book.bid() : 0,
        book.usable() ? book.ask() : 0,
        MeasureBoard.present(s.machinery.board().slots(i), MeasureId.MARKET_QUOTE_AGE)
            ? measure(s, i, MeasureId.MARKET_QUOTE_AGE)
            : -1,
        regime(s, i, nanos),
        s.machinery.ledger().net(i),
        s.machinery.ledger().entryE8(i),
        s.machinery.ledger().markE8(i),
        s.machinery.ledger().held(i).size());
  }

  private static String regime(Source s, int instrument, long nanos) {
    String[] found = {""};
    s.machinery
        .perception()
        .facts(
            nanos,
            fact -> {
              if (fact instanceof Fact.Belief b && b.instrument() == instrument) {
                found[0] = b.regime() + " " + b.probabilityPpm() / 10_000 + " %";
              }
            });
    return found[0].isEmpty() ? s.machinery.perception().notReady(instrument) : found[0];
  }

  private static long measure(Source s, int instrument, MeasureId id) {
    return s.machinery.board().slots(instrument)[MeasureBoard.slot(id)];
  }
}
