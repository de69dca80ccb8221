package dev.warrant.governance.audit;

import dev.warrant.knowledge.event.Stamped;
import dev.warrant.knowledge.event.VenueEvent;
import dev.warrant.knowledge.trace.TraceNode;
import dev.warrant.knowledge.trace.TraceReader;
import dev.warrant.knowledge.unit.Canon;
import dev.warrant.knowledge.unit.Digest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What stands below an order in the trace: whether all of it is there, which other orders it
/// reaches (a stop stands on a fill, a fill on its order), and which inputs it names.
final class TraceWalk {
  private static final Pattern ORDER = Pattern.compile("OrderRecord\\(\"([^\"]+)\"");
  private static final Pattern EVENT = Pattern.compile("Event\\((\\d+)\\)");

  private final TraceReader trace;

  /// Fills below the orders asked about, by the input each names; what the journal has there.
  private final SortedMap<Long, String> inputs = new TreeMap<>();

  private final TreeSet<Long> named = new TreeSet<>();

  TraceWalk(TraceReader trace) {
    this.trace = trace;
  }

  @Nullable TraceNode find(Digest id) {
    return trace.find(id);
  }

  /// The client id of an order's node; empty if it is none.
  static String orderId(TraceNode node) {
    Matcher m = ORDER.matcher(node.content());
    return node.kind() == TraceNode.Kind.ORDER && m.lookingAt() ? String.valueOf(m.group(1)) : "";
  }

  /// The input that set an order off, as its node says; the last there can be if there is none.
  long cause(Digest order) {
    TraceNode node = trace.find(order);
    return node == null ? Long.MAX_VALUE : Passages.cause(node);
  }

  /// The orders below `root`, itself included; notes the inputs that fills there name.
  List<String> ordersBelow(Digest root) {
    List<String> out = new ArrayList<>();
    all(root, new ArrayList<>())
        .forEach(node -> {
          if (!orderId(node).isEmpty()) {
            out.add(orderId(node));
          }
          if (node.kind() == TraceNode.Kind.FILL) {
            named.addAll(inputsOf(node));
          }
        });
    return out;
  }

  /// All nodes below `root`, itself included, children after parents; ids that are not in the trace
  /// go into `missing`.
  List<TraceNode> all(Digest root, List<Digest> missing) {
    List<TraceNode> out = new ArrayList<>();
    TreeSet<Digest> seen = new TreeSet<>();
    ArrayDeque<Digest> open = new ArrayDeque<>(List.of(root));
    while (!open.isEmpty()) {
      Digest id = open.remove();
      if (seen.add(id)) {
        TraceNode node = trace.find(id);
        if (node == null) {
          missing.add(id);
        } else {
          out.add(node);
          open.addAll(node.children());
        }
      }
    }
    return out;
  }

  /// Inputs that the fills below the orders asked about name.
  SortedSet<Long> named() {
    return new TreeSet<>(named);
  }

  /// The input of a fill or an order: its children are what it stands on and its event.
  List<Long> inputsOf(TraceNode of) {
    List<Long> out = new ArrayList<>();
    for (Digest child : of.children()) {
      TraceNode node = trace.find(child);
      Matcher m = EVENT.matcher(node == null ? "" : node.content());
      if (m.matches()) {
        out.add(Long.parseLong(m.group(1)));
      }
    }
    return out;
  }

  /// Takes an input of the journal in.
  void input(Stamped in) {
    if (named.contains(in.seq()) && in.event() instanceof VenueEvent.OrderReport r) {
      inputs.put(in.seq(), Canon.text(r));
    }
  }

  /// Whether a fill is the input it names.
  boolean isInput(TraceNode fill) {
    return inputsOf(fill).stream().anyMatch(seq -> fill.content().equals(inputs.get(seq)));
  }
}
