package dev.warrant.governance.audit;

import dev.warrant.execution.desk.RunFolder;
import dev.warrant.governance.ask.Question;
import dev.warrant.knowledge.codec.Kind;
import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.journal.Entry;
import dev.warrant.knowledge.trace.TraceNode;
import dev.warrant.knowledge.trace.TraceReader;
import dev.warrant.knowledge.trace.TraceWay;
import dev.warrant.reasoning.deduce.Fuel;
import dev.warrant.reasoning.deduce.lang.Fact;
import dev.warrant.reasoning.deduce.lang.Value;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// In which ways rules mattered in a run: from the excerpt of its journal and the index of its
/// trace, or by one question to the deductive database over all of both.
final class Seen {
  private static final List<Kind> KINDS =
      List.of(Kind.REFUSED, Kind.BREACHED, Kind.WARNED, Kind.MATCHED);

  private static final String QUESTION =
      """
      met(K, R) :- node(P, K), uses_rule(P, R).
      met(/bound, B) :- node(P, /interval), proves(P, F), B = fn:list:get(F, 3).
      met(/refused, R) :- refused(O, _, _, _, R, _, _, _)@[T, _].
      met(/breached, R) :- breached(I, R, _, _, _)@[T, _].
      met(/warned, R) :- warned(I, R, S)@[T, _], S > 0.
      met(/pattern, R) :- pattern(I, R, _)@[T, _].
      ? met(K, R).
      """;

  private final TreeMap<String, TreeSet<String>> ways = new TreeMap<>();
  private final RunRecord record;

  private Seen(RunFolder run, boolean whole) {
    record = RunRecord.read(run, whole, whole ? List.of() : KINDS, whole ? _ -> {} : this::journal);
  }

  /// Reads a run.
  ///
  /// @param whole whether all of its journal and trace, every byte of which is verified
  static Seen in(RunFolder run, boolean whole) {
    Seen out = new Seen(run, whole);
    if (whole) {
      out.deduced();
    } else {
      TraceReader.open(run.trace()).forEachWay(out::trace);
    }
    return out;
  }

  /// Its orders.
  RunRecord record() {
    return record;
  }

  /// Takes in which limit was closest to each order.
  void closest(RunPolicies policies) {
    for (RunRecord.Sent s : record.orders()) {
      Derived.Admitted a = s.admitted();
      if (a != null && a.bindingLimit() >= 0) {
        mattered("closest", policies.limits(s).get(a.bindingLimit()).id());
      }
    }
  }

  /// The rules that mattered in each way.
  SortedMap<String, TreeSet<String>> ways() {
    return ways;
  }

  /// Whether a rule mattered in one of these ways.
  boolean any(List<String> asked, String rule) {
    return asked.stream().anyMatch(way -> ways.getOrDefault(way, new TreeSet<>()).contains(rule));
  }

  private void journal(Entry entry) {
    if (entry instanceof Entry.Concluded c) {
      switch (c.derived()) {
        case Derived.Refused r -> mattered("refused", r.refusal().objection().rule());
        case Derived.Breached b -> mattered("breached", b.breach().limit());
        case Derived.Warned w when w.share() > 0 -> mattered("warned", w.limit());
        case Derived.Matched m -> mattered("pattern", m.pattern().name());
        default -> {}
      }
    }
  }

  private void trace(TraceWay way) {
    if (way.kind() == TraceNode.Kind.INTERVAL) {
      bound(way.bound());
    }
    if (!way.rule().isEmpty()) {
      mattered(way.kind().name().toLowerCase(Locale.ROOT), way.rule());
    }
  }

  private void deduced() {
    for (Fact row :
        Question.read("rules-never-fired", QUESTION)
            .askWhole(record.run(), Fuel.PLENTY, TraceReader::forEach)
            .rows()) {
      String way = row.values().get(0).toString().substring(1);
      String name = text(row.values().get(1));
      if (way.equals("bound")) {
        bound(name);
      } else {
        mattered(way, name);
      }
    }
  }

  /// Only what bounds a size may be several limits; names of rules have commas of their own.
  private void bound(String limits) {
    Arrays.stream(limits.split(", ", -1)).forEach(limit -> mattered("bound", limit));
  }

  private void mattered(String way, String rule) {
    ways.computeIfAbsent(way, _ -> new TreeSet<>()).add(rule);
  }

  private static String text(Value value) {
    return value instanceof Value.Text t ? t.text() : value.toString();
  }
}
