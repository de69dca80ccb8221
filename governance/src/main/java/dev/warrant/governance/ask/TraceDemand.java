package dev.warrant.governance.ask;

import dev.warrant.knowledge.journal.Entry;
import dev.warrant.knowledge.seam.LookupOnly;
import dev.warrant.knowledge.trace.TraceFound;
import dev.warrant.knowledge.trace.TraceReader;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.reasoning.deduce.Database;
import dev.warrant.reasoning.deduce.Fuel;
import dev.warrant.reasoning.deduce.Program;
import dev.warrant.reasoning.deduce.lang.Checked;
import dev.warrant.reasoning.deduce.lang.Demand;
import dev.warrant.reasoning.deduce.lang.Value;
import dev.warrant.rules.text.RuleException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Finds the steps of a trace that a question can stand on: a program made of the question follows
/// what it binds ({@link Demand}), and each step it looks up by name is found through the index of
/// the trace. The question itself is then asked about these steps alone.
@LookupOnly("orders by name; the steps themselves are in the order of the trace")
final class TraceDemand {
  /// A question that asks for more than this part of a trace is better off reading it in order.
  private static final int PART = 4;

  /// So few are found at once, whatever part of a trace they are.
  private static final int FEW = 2000;

  private final Database db;
  private final RunFacts records;
  private final TraceFacts facts;
  private final TreeSet<TraceFound> found = new TreeSet<>();
  private final TreeSet<String> looked = new TreeSet<>();
  private final Map<String, List<Digest>> orders = new HashMap<>();
  private boolean ordersKnown;

  private TraceDemand(Program program, InputTimes times) {
    db = program.database();
    records = new RunFacts(db, new Names(), Sieve.of(program.checked()));
    facts = new TraceFacts(db, times);
  }

  /// Of a question; null if it may stand on steps that nothing leads to.
  static @Nullable TraceDemand of(Checked question, String goal, InputTimes times) {
    try {
      Checked demand = Demand.of(question, goal, TraceFacts.RELATIONS);
      return demand == null ? null : new TraceDemand(Program.of(demand), times);
    } catch (RuleException e) {
      return null; // all of the trace tells, or what is wrong
    }
  }

  /// Takes in a record of the journal.
  void add(Entry entry) {
    records.add(entry);
  }

  /// Takes in what people signed.
  ApprovalFacts approvals() {
    return new ApprovalFacts(db);
  }

  private static final class TooMany extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooMany() {
      super("a large part of the trace", null, false, false);
    }
  }

  /// The steps, in the order of the trace; null if they are too many, or if to follow the question
  /// comes to an error that the question itself need not come to.
  @Nullable SortedSet<TraceFound> steps(TraceReader trace, Fuel fuel, long now) {
    records.finish();
    long most = Math.max(FEW, trace.nodes() / PART);
    db.onDemand(TraceFacts.RELATIONS, (_, key) -> give(trace, key, most));
    try {
      db.run(fuel, now);
      return found;
    } catch (RuleException | TooMany e) {
      return null;
    }
  }

  private void give(TraceReader trace, Value key, long most) {
    if (key instanceof Value.Name name && looked.add(name.text())) {
      Digest like = Names.node(name.text());
      if (like != null) {
        take(trace, like, most);
      }
      String client = Names.client(name.text());
      if (client != null) {
        ordered(trace).getOrDefault(client, List.of()).forEach(id -> take(trace, id, most));
      }
    }
  }

  private void take(TraceReader trace, Digest like, long most) {
    for (TraceFound step : trace.beginning(like.a(), like.b())) {
      if (found.add(step)) {
        facts.add(step.node());
      }
      if (found.size() > most) {
        throw new TooMany();
      }
    }
  }

  private Map<String, List<Digest>> ordered(TraceReader trace) {
    if (!ordersKnown) {
      trace.forEachOrder(
          (name, node) -> orders.computeIfAbsent(name, _ -> new ArrayList<>(1)).add(node));
      ordersKnown = true;
    }
    return orders;
  }
}
