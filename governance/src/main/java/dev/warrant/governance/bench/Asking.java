package dev.warrant.governance.bench;

import dev.warrant.execution.desk.DeskRules;
import dev.warrant.execution.desk.RunFolder;
import dev.warrant.execution.guard.GuardCompiler;
import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.journal.Entry;
import dev.warrant.knowledge.journal.JournalReader;
import dev.warrant.knowledge.store.SqlTable;
import dev.warrant.knowledge.trace.TraceReader;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.reasoning.ask.Change;
import dev.warrant.reasoning.ask.Supposed;
import dev.warrant.reasoning.ask.WhatIf;
import dev.warrant.reasoning.explain.Depth;
import dev.warrant.reasoning.explain.Explanation;
import dev.warrant.reasoning.explain.LimitWords;
import dev.warrant.reasoning.explain.Why;
import dev.warrant.rules.pack.PolicyPacks;
import dev.warrant.sim.replay.Replayer;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;

/// Questions as the commands ask them, from the packs to the answer.
final class Asking {
  private final Path root;

  /// @param root the project's folder
  Asking(Path root) {
    this.root = root;
  }

  /// What-if at a moment.
  ///
  /// @return what differs
  /// @throws IllegalStateException if the moment had to be replayed
  int whatIf(RunFolder run, long nanos) {
    Path packs = root.resolve("rules/packs");
    DeskRules rules =
        DeskRules.load(packs.resolve("house-policy"), packs.resolve("house-strategy"));
    try (Replayer replayer = new Replayer(rules, root.resolve(".warrant/cache"), n -> {})) {
      Replayer.Moment moment = replayer.moment(run.journal(), nanos).orElseThrow();
      if (!moment.indexed()) {
        throw new IllegalStateException("the moment " + nanos + " was replayed");
      }
      Supposed supposed =
          Supposed.in(
              moment.cut(), moment.instruments(), List.of(Change.parse("market.spread=12 ticks")));
      var was = replayer.deliberate(moment.cut());
      var would = replayer.deliberate(supposed.cut());
      return WhatIf.between(was, would, moment.instruments()).differences().size();
    }
  }

  /// Why an order was sent, from the trace.
  String why(RunFolder run, String order) {
    TraceReader trace = TraceReader.open(run.trace());
    TreeMap<String, Digest> orders = new TreeMap<>();
    trace.forEachOrder(orders::putIfAbsent);
    Digest node = orders.get(order);
    if (node == null) {
      throw new IllegalStateException("no order " + order);
    }
    LimitWords limits =
        LimitWords.of(
            GuardCompiler.compile(PolicyPacks.load(root.resolve("rules/packs/house-policy")))
                .limits());
    Explanation answer = new Why(trace::find, instruments(run), limits).explain(node, Depth.MID);
    if (answer == null) {
      throw new IllegalStateException("no node of order " + order);
    }
    return answer.sentence();
  }

  private static List<Instrument> instruments(RunFolder run) {
    return JournalReader.open(run.journal()).next() instanceof Entry.Input i
            && i.stamped().event() instanceof DeskEvent.Started s
        ? s.instruments()
        : List.of();
  }

  /// One input by its number.
  Entry input(RunFolder run, long seq) {
    return JournalReader.openAt(run.journal(), seq).next();
  }

  /// A question in SQL.
  int sql(RunFolder run, String text) {
    return SqlTable.ask(run.path(), text).rows().size();
  }
}
