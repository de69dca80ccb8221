package dev.warrant.execution.desk;

import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.event.VenueEvent.OrderReport;
import dev.warrant.knowledge.fact.Mode;
import dev.warrant.knowledge.order.OrderRecord;
import dev.warrant.knowledge.order.Refusal;
import dev.warrant.knowledge.trace.TraceNode;
import dev.warrant.knowledge.trace.TraceNode.Kind;
import dev.warrant.knowledge.unit.Canon;
import dev.warrant.knowledge.unit.Digest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;

/// Trace nodes of what happens outside deliberation: every order reaches back to its warrant and to
/// the event that set it off, every fill to its order.
final class OrderTrace {
  private static final int MOST_REMEMBERED = 10_000;

  private final Recorder out;
  private final Digest[] lastFill;
  private final LinkedHashMap<String, Digest> orders = new LinkedHashMap<>();

  OrderTrace(Recorder out, int instruments) {
    this.out = out;
    lastFill = new Digest[instruments];
    Arrays.fill(lastFill, Digest.ZERO);
  }

  /// A fact about the input that set something off.
  private Digest event(long seq) {
    return put(TraceNode.of(Kind.FACT, "event", "Event(" + seq + ")", List.of()));
  }

  Digest ordered(OrderRecord order, Derived.Admitted admitted) {
    List<Digest> because = new ArrayList<>();
    if (!order.root().equals(Digest.ZERO)) {
      because.add(order.root());
    } else if (!lastFill[order.instrument()].equals(Digest.ZERO)) {
      because.add(lastFill[order.instrument()]);
    }
    because.add(event(order.cause()));
    because.add(put(TraceNode.of(Kind.FACT, "admission", Canon.text(admitted), List.of())));
    Digest id = put(TraceNode.of(Kind.ORDER, rule(order), Canon.text(order), because));
    orders.put(order.clientId(), id);
    if (orders.size() > MOST_REMEMBERED) {
      orders.pollFirstEntry();
    }
    return id;
  }

  private static String rule(OrderRecord order) {
    return switch (order.clientId().charAt(0)) {
      case 'W' -> "warrant";
      case 'S' -> "protective-stop";
      default -> "exit-warrant";
    };
  }

  void refused(Refusal refusal, Digest root) {
    List<Digest> because = new ArrayList<>();
    if (!root.equals(Digest.ZERO)) {
      because.add(root);
    }
    because.add(event(refusal.cause()));
    put(
        TraceNode.of(
            Kind.REFUSAL, refusal.objection().rule(), Canon.text(refusal.objection()), because));
  }

  void filled(OrderReport report, long seq) {
    Digest order = orders.get(report.clientId());
    Digest from = event(seq);
    List<Digest> because = order == null ? List.of(from) : List.of(order, from);
    lastFill[report.instrument()] =
        put(TraceNode.of(Kind.FILL, "venue", Canon.text(report), because));
  }

  void command(DeskEvent.Command command, Mode from, Mode to, long seq) {
    String content = Canon.text(command) + " " + from + "->" + to;
    put(TraceNode.of(Kind.COMMAND, "modes", content, List.of(event(seq))));
  }

  void switched(DeskEvent.Switched to, long seq) {
    put(TraceNode.of(Kind.COMMAND, "switch", Canon.text(to), List.of(event(seq))));
  }

  private Digest put(TraceNode node) {
    out.node(node);
    return node.id();
  }
}
