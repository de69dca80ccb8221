package dev.warrant.governance.audit;

import dev.warrant.knowledge.trace.TraceNode;
import dev.warrant.knowledge.trace.TraceReader;
import dev.warrant.knowledge.unit.Digest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The steps of a trace below orders; of a deliberation only its warrants, and what is below the
/// order's own.
final class BelowOrders {
  /// The warrant of an order, by its number.
  static final Pattern ORDER = Pattern.compile("OrderRecord\\(\"[^\"]*\",\\d+,(\\d+),");

  /// The number of a warrant.
  static final Pattern WARRANT = Pattern.compile("Warrant\\(\\d+,(\\d+),");

  private BelowOrders() {}

  /// Shows them all, each once.
  static void each(TraceReader trace, Consumer<TraceNode> to) {
    List<Digest> orders = new ArrayList<>();
    trace.forEachOrder((_, node) -> orders.add(node));
    TreeSet<Digest> seen = new TreeSet<>();
    ArrayDeque<Digest> open = new ArrayDeque<>();
    for (Digest order : orders) {
      open.add(order);
      while (!open.isEmpty()) {
        TraceNode node = trace.find(open.remove());
        if (node != null && seen.add(node.id())) {
          to.accept(node);
          below(node, trace, to, seen, open);
        }
      }
    }
  }

  private static void below(
      TraceNode node,
      TraceReader trace,
      Consumer<TraceNode> to,
      TreeSet<Digest> seen,
      ArrayDeque<Digest> open) {
    Matcher own = ORDER.matcher(node.content());
    boolean order = node.kind() == TraceNode.Kind.ORDER && own.lookingAt();
    for (Digest id : node.children()) {
      TraceNode child = seen.contains(id) && !order ? null : trace.find(id);
      if (child != null && child.kind() == TraceNode.Kind.DELIBERATION) {
        if (seen.add(id)) {
          to.accept(child);
        }
        for (Digest of : child.children()) {
          TraceNode warrant = trace.find(of);
          Matcher m = WARRANT.matcher(warrant == null ? "" : warrant.content());
          if (order && m.lookingAt() && m.group(1).equals(own.group(1))) {
            open.add(of);
          }
        }
      } else if (child != null) {
        open.add(id);
      }
    }
  }
}
