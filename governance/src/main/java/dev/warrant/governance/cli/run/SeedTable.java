package dev.warrant.governance.cli.run;

import dev.warrant.execution.desk.Counters;
import dev.warrant.execution.desk.DeskConfig;
import dev.warrant.execution.desk.DeskRules;
import dev.warrant.execution.desk.DeskView;
import dev.warrant.execution.desk.Licence;
import dev.warrant.governance.cli.common.Packs;
import dev.warrant.knowledge.journal.RootJournal;
import dev.warrant.knowledge.trace.TraceRoot;
import dev.warrant.knowledge.unit.Decimals;
import dev.warrant.knowledge.unit.E8;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.sim.backtest.SimDesk;
import dev.warrant.sim.backtest.SimVenue;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The house packs over generated markets of many seeds, one line of Markdown each. Nothing is kept
/// but the sums; every line is what `backtest` of that seed says.
///
/// @param rules the packs
/// @param licence lets their guards in
/// @param startNanos when simulated time starts
/// @param endNanos when it ends
record SeedTable(DeskRules rules, Licence licence, long startNanos, long endNanos) {
  private static final String HEAD =
      """
      | Seed | Orders | Fills | Objections | Refusals by limit | P&L, USDT | Fees, USDT |
      |---|---|---|---|---|---|---|\
      """;

  /// What one seed came to, or several together.
  private record Line(
      long orders,
      long fills,
      long objections,
      SortedMap<String, Long> refusals,
      @E8 long pnlE8,
      @E8 long feesE8) {
    static Line nothing() {
      return new Line(0, 0, 0, new TreeMap<>(), 0, 0);
    }

    Line plus(Line o) {
      TreeMap<String, Long> sum = new TreeMap<>(refusals);
      o.refusals.forEach((limit, n) -> sum.merge(limit, n, Long::sum));
      return new Line(
          orders + o.orders,
          fills + o.fills,
          objections + o.objections,
          sum,
          pnlE8 + o.pnlE8,
          feesE8 + o.feesE8);
    }

    String text(String name) {
      String by = refusals.entrySet().stream().map(Line::count).collect(Collectors.joining(", "));
      return String.join(
          " | ",
          "| " + name,
          Long.toString(orders),
          Long.toString(fills),
          Long.toString(objections),
          by.isEmpty() ? "none" : by,
          Decimals.text(pnlE8, 3),
          Decimals.text(feesE8, 3) + " |");
    }

    private static String count(Map.Entry<String, Long> e) {
      return e.getKey() + " " + e.getValue();
    }
  }

  /// Prints the table for the seeds from `first` to `last`.
  void print(long first, long last) {
    System.out.println(HEAD);
    Line all = Line.nothing();
    for (long seed = first; seed <= last; seed++) {
      Line line = line(seed);
      System.out.println(line.text(Long.toString(seed)));
      System.out.flush();
      all = all.plus(line);
    }
    System.out.println(all.text("all"));
  }

  private Line line(long seed) {
    DeskConfig standard = DeskConfig.standard();
    SimVenue.Funding funding = new SimVenue.Funding(standard.capitalE8(), standard.leverage());
    SimVenue venue = SimVenue.generated(seed, startNanos, funding);
    DeskConfig config = standard.on(venue.instruments().stream().map(Instrument::symbol).toList());
    try (SimDesk desk =
        new SimDesk(
            new SimDesk.Setup(
                config,
                rules,
                licence.admit(rules, venue.instruments()),
                venue.instruments(),
                venue.venue(),
                startNanos,
                seed,
                rules::perception,
                rules.deliberator(venue.instruments(), config.leverage(), Packs.cache())),
            new RootJournal(),
            new TraceRoot())) {
      desk.run(endNanos);
      desk.stop();
      Counters c = desk.desk().counters();
      DeskView view = Objects.requireNonNull(desk.sequencer().view());
      return new Line(
          c.orders(),
          c.fills(),
          c.objections(),
          new TreeMap<>(c.refusalsByLimit()),
          view.profitE8(),
          view.feesE8());
    }
  }
}
