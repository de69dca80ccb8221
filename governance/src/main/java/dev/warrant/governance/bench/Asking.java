package dev.warrant.governance.bench;

import dev.warrant.execution.desk.DeskRules;
import dev.warrant.execution.desk.RunFolder;
import dev.warrant.execution.guard.GuardCompiler;
import dev.warrant.governance.ask.Question;
import dev.warrant.governance.audit.FromCut;
import dev.warrant.governance.audit.LimitsThen;
import dev.warrant.governance.audit.NearLimit;
import dev.warrant.governance.audit.NeverFired;
import dev.warrant.governance.audit.OrdersUsing;
import dev.warrant.governance.audit.Overrides;
import dev.warrant.governance.audit.Passages;
import dev.warrant.governance.audit.Rebuilding;
import dev.warrant.governance.audit.RunPolicies;
import dev.warrant.governance.audit.RunRecord;
import dev.warrant.governance.audit.Sample;
import dev.warrant.governance.audit.UnderPack;
import dev.warrant.governance.audit.WhoApproved;
import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.journal.Entry;
import dev.warrant.knowledge.journal.JournalReader;
import dev.warrant.knowledge.store.SqlTable;
import dev.warrant.knowledge.trace.TraceReader;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.knowledge.unit.Side;
import dev.warrant.reasoning.ask.Change;
import dev.warrant.reasoning.ask.Engines;
import dev.warrant.reasoning.ask.Supposed;
import dev.warrant.reasoning.ask.Wanted;
import dev.warrant.reasoning.ask.WhatIf;
import dev.warrant.reasoning.ask.WhyNot;
import dev.warrant.reasoning.deduce.Fuel;
import dev.warrant.reasoning.explain.Depth;
import dev.warrant.reasoning.explain.Explanation;
import dev.warrant.reasoning.explain.LimitWords;
import dev.warrant.reasoning.explain.Why;
import dev.warrant.reasoning.feasible.Headroom;
import dev.warrant.rules.pack.PolicyPacks;
import dev.warrant.sim.replay.Replayer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
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

  /// Why something was not traded at a moment, with the search for what would have had to be
  /// otherwise: the side of the first instrument for which there was no warrant.
  ///
  /// @return how many deliberations it took
  /// @throws IllegalStateException if both sides had one, or the moment had to be replayed
  int whyNot(RunFolder run, long nanos) {
    Path packs = root.resolve("rules/packs");
    DeskRules rules =
        DeskRules.load(packs.resolve("house-policy"), packs.resolve("house-strategy"));
    try (Replayer replayer = new Replayer(rules, root.resolve(".warrant/cache"), n -> {})) {
      Replayer.Moment moment = replayer.moment(run.journal(), nanos).orElseThrow();
      if (!moment.indexed()) {
        throw new IllegalStateException("the moment " + nanos + " was replayed");
      }
      WhyNot search =
          new WhyNot(
              new Engines(replayer::deliberate, replayer::sketch),
              moment.policy(),
              moment.strategy(),
              moment.instruments(),
              WhyNot.FUEL);
      String symbol = moment.instruments().getFirst().symbol();
      for (Side side : Side.values()) {
        Wanted wanted = Wanted.parse(side + " " + symbol, moment.instruments());
        WhyNot.Answer answer = search.ask(moment.cut(), wanted);
        if (!answer.steps().isEmpty()) {
          return answer.tried();
        }
      }
      throw new IllegalStateException("both sides had a warrant at " + nanos);
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

  /// Why an order was sent, derived again from the cut of its deliberation.
  ///
  /// @throws IllegalStateException if it is unexplained, or had no cut
  String whyFromCut(RunFolder run, String order) {
    Rebuilding rebuilding = rebuilding();
    TraceReader trace = TraceReader.open(run.trace());
    TreeMap<String, Digest> orders = orders(trace);
    Digest node = Objects.requireNonNull(orders.get(order), "no order " + order);
    Passages passages = new Passages(run, trace);
    var verdict = FromCut.of(run, rebuilding, passages, order, node).orElseThrow();
    if (!verdict.explained()) {
      throw new IllegalStateException(order + " is unexplained: " + verdict.alarms());
    }
    LimitWords limits = LimitWords.of(new RunPolicies(run).limitsOf(_ -> passages.order(node)));
    RunRecord.Sent sent = Objects.requireNonNull(passages.order(node));
    Why why = new Why(trace::find, passages.instruments(sent.at().seq()), limits);
    return Objects.requireNonNull(why.explain(node, Depth.MID)).sentence();
  }

  private Rebuilding rebuilding() {
    Path packs = root.resolve("rules/packs");
    return new Rebuilding(
        DeskRules.load(packs.resolve("house-policy"), packs.resolve("house-strategy")),
        (_, _) -> null,
        root.resolve(".warrant/cache"),
        _ -> {});
  }

  private static TreeMap<String, Digest> orders(TraceReader trace) {
    TreeMap<String, Digest> out = new TreeMap<>();
    trace.forEachOrder(out::put);
    return out;
  }

  /// How much of each limit was used at a moment.
  ///
  /// @throws IllegalStateException if the moment had to be replayed, or does not fit the record
  int limits(RunFolder run, long nanos) {
    LimitsThen then = LimitsThen.fromCut(run, nanos).orElseThrow(IllegalStateException::new);
    if (!then.alarms().isEmpty()) {
      throw new IllegalStateException("the moment " + nanos + " does not fit: " + then.alarms());
    }
    Headroom headroom = new Headroom(then.policy(), then.instruments(), then.cut().facts());
    return then.uses().size()
        + then.instruments().stream().mapToInt(i -> headroom.of(i.index(), Side.BUY).size()).sum();
  }

  /// Orders close to a limit.
  int nearLimit(RunFolder run) {
    return NearLimit.of(RunRecord.seen(run, false), 50_000).text().length();
  }

  /// Orders under the policy in force at first.
  int underPack(RunFolder run) {
    RunRecord record = RunRecord.read(run);
    String policy = record.stretches().getFirst().packs().policy().hex();
    return UnderPack.of(record, policy).text().length();
  }

  /// Orders that rest on a fact.
  ///
  /// @param whole whether journal and trace themselves are read
  int ordersUsing(RunFolder run, boolean whole) {
    return OrdersUsing.of(RunRecord.read(run, whole), "belief").text().length();
  }

  /// What an order stands on, asked in Datalog.
  int standsOn(RunFolder run, String order, boolean whole) {
    Question question = Question.read("bench", "stands_on(/order/" + order + ", F)");
    return (whole
            ? question.askWhole(run, Fuel.PLENTY, (Long) null)
            : question.ask(run, Fuel.PLENTY, null))
        .rows()
        .size();
  }

  /// Rules that never mattered.
  int neverFired(RunFolder run, boolean whole) {
    NeverFired never = new NeverFired(false, whole);
    never.add(run, rebuilding());
    return never.told().text().length();
  }

  /// Who overrode what.
  int overrides(RunFolder run) {
    return Overrides.of(run, null, false).text().length();
  }

  /// A sample of 25 orders, each in a sentence if the trace has it.
  int sample(RunFolder run, long seed) {
    TraceReader trace = TraceReader.open(run.trace());
    TreeMap<String, Digest> orders = orders(trace);
    RunPolicies policies = new RunPolicies(run);
    return Sample.of(
            run,
            new Sample.Draw(Sample.Of.ORDERS, seed, 25),
            new Sample.Telling(
                (record, id) -> {
                  LimitWords limits = LimitWords.of(policies.limitsOf(record));
                  Why why = new Why(trace::find, record.instruments(), limits);
                  Digest node = orders.get(id);
                  Explanation found = node == null ? null : why.explain(node, Depth.SHORT);
                  return found == null ? "not in the trace" : found.sentence();
                },
                null),
            false)
        .text()
        .length();
  }

  /// Who approved what an order stood under, without a release log.
  int whoApproved(RunFolder run, String order) {
    try {
      return WhoApproved.of(RunRecord.read(run), null, order).text().length();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A question in Datalog.
  int datalog(RunFolder run, String text) {
    return Question.read("question", text).ask(run, Fuel.PLENTY, null).rows().size();
  }

  /// The orders of a run.
  int orders(RunFolder run) {
    return RunRecord.read(run).orders().size();
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
