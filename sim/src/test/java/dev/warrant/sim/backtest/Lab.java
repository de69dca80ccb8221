package dev.warrant.sim.backtest;

import dev.warrant.execution.desk.Admissions;
import dev.warrant.execution.desk.DeskConfig;
import dev.warrant.execution.desk.DeskRules;
import dev.warrant.execution.desk.Uncertified;
import dev.warrant.knowledge.deliberate.Deliberator;
import dev.warrant.knowledge.journal.Journal;
import dev.warrant.knowledge.trace.TraceLog;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.perception.Perception;
import java.util.List;
import java.util.function.Function;

/// Simulated desks with some of their engines replaced.
///
/// @param rules packs
/// @param admissions guards
/// @param perception makes the perception
/// @param deliberator the engines of deliberation
public record Lab(
    DeskRules rules,
    Admissions admissions,
    Function<List<Instrument>, Perception> perception,
    Deliberator deliberator) {
  /// Simulated time starts here.
  public static final long START = 1_767_225_600_000_000_000L;

  /// A second.
  public static final long SECOND = 1_000_000_000L;

  static final DeskConfig CONFIG = DeskConfig.standard();
  static final SimVenue.Funding FUNDING =
      new SimVenue.Funding(CONFIG.capitalE8(), CONFIG.leverage());

  /// The desk as shipped.
  public static Lab house() {
    return new Lab(
        House.RULES,
        Uncertified.of(House.RULES),
        House.RULES::perception,
        House.deliberator(House.stages()));
  }

  /// The same with other engines of deliberation.
  Lab with(Deliberator other) {
    return new Lab(rules, admissions, perception, other);
  }

  /// The same with another perception.
  Lab with(Function<List<Instrument>, Perception> other) {
    return new Lab(rules, admissions, other, deliberator);
  }

  /// The same under other guards.
  public Lab with(Admissions other) {
    return new Lab(rules, other, perception, deliberator);
  }

  /// A desk on `venue`, not started yet.
  public SimDesk desk(SimVenue venue, long seed, Journal journal, TraceLog trace) {
    return new SimDesk(setup(venue, seed), journal, trace);
  }

  /// What such a desk stands on.
  public SimDesk.Setup setup(SimVenue venue, long seed) {
    DeskConfig config = CONFIG.on(venue.instruments().stream().map(Instrument::symbol).toList());
    return new SimDesk.Setup(
        config,
        rules,
        admissions,
        venue.instruments(),
        venue.venue(),
        START,
        seed,
        perception,
        deliberator);
  }

  /// A generated market.
  public static SimVenue market(long seed) {
    return SimVenue.generated(seed, START, FUNDING);
  }
}
