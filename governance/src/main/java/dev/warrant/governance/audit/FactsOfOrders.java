package dev.warrant.governance.audit;

import dev.warrant.governance.ask.CanonValue;
import dev.warrant.knowledge.codec.ByteSink;
import dev.warrant.knowledge.trace.TraceBeside;
import dev.warrant.knowledge.trace.TraceNode;
import dev.warrant.knowledge.trace.TraceOrder;
import dev.warrant.knowledge.trace.TraceReader;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.reasoning.deduce.lang.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/// Which facts each order of a trace file rests on, as it is kept beside that file: an index that
/// is no evidence. Every fact it leads to is read from the trace, where its id is computed again.
///
/// Layout, little-endian: number of facts; for each its node's id, what stands at its second and
/// third place if these are numbers (else -1), and the number of its shape; then the shapes; then
/// the orders, each with its name and its facts, by their difference from the one before.
final class FactsOfOrders implements TraceBeside {
  /// `WTRFCT01` read as a little-endian `long`.
  private static final long MAGIC = 0x3130544346525457L;

  /// Bytes of a fact.
  static final int ROW_BYTES = Digest.BYTES + 2 * Long.BYTES + Integer.BYTES;

  @Override
  public String ending() {
    return ".facts";
  }

  @Override
  public long magic() {
    return MAGIC;
  }

  @Override
  public byte[] of(TraceReader trace, List<TraceOrder> orders) {
    return new Maker(trace).of(orders);
  }

  /// Whether a step is a fact, given or derived.
  static boolean stated(TraceNode node) {
    return node.kind() == TraceNode.Kind.FACT || node.kind() == TraceNode.Kind.DERIVED;
  }

  /// Makes it of one file.
  private static final class Maker {
    private static final Comparator<FactAsked.Shape> ORDER =
        Comparator.comparing(FactAsked.Shape::kind)
            .thenComparing(FactAsked.Shape::name)
            .thenComparing(FactAsked.Shape::model);

    private final TraceReader trace;
    private final ByteSink rows = new ByteSink(1 << 16);
    private final TreeMap<Digest, Integer> facts = new TreeMap<>();
    private final TreeMap<FactAsked.Shape, Integer> shapes = new TreeMap<>(ORDER);
    private final List<FactAsked.Shape> inOrder = new ArrayList<>();

    /// The facts below a warrant, which orders share.
    private final TreeMap<Digest, BitSet> below = new TreeMap<>();

    /// The warrants of a deliberation, by number.
    private final TreeMap<Digest, Map<String, Digest>> issued = new TreeMap<>();

    Maker(TraceReader trace) {
      this.trace = trace;
    }

    byte[] of(List<TraceOrder> orders) {
      ByteSink rests = new ByteSink(1 << 16);
      for (TraceOrder order : orders) {
        BitSet on = below(order.node());
        rests.text(order.name());
        rests.varint(on.cardinality());
        int last = 0;
        for (int fact = on.nextSetBit(0); fact >= 0; fact = on.nextSetBit(fact + 1)) {
          rests.varint(fact - last);
          last = fact;
        }
      }
      ByteSink out = new ByteSink(rows.size() + rests.size() + (1 << 12));
      out.fixed32(facts.size());
      out.raw(rows.array(), 0, rows.size());
      out.varint(inOrder.size());
      for (FactAsked.Shape shape : inOrder) {
        out.text(shape.kind());
        out.text(shape.name());
        out.text(shape.model());
      }
      out.varint(orders.size());
      out.raw(rests.array(), 0, rests.size());
      return out.toBytes();
    }

    private BitSet below(Digest top) {
      BitSet out = new BitSet();
      TreeSet<Digest> seen = new TreeSet<>();
      ArrayDeque<Digest> open = new ArrayDeque<>(List.of(top));
      while (!open.isEmpty()) {
        Digest id = open.remove();
        TraceNode node = seen.add(id) ? trace.find(id) : null;
        if (node == null || node.kind() == TraceNode.Kind.DELIBERATION) {
          continue; // an order's deliberation is gone into below, from the order
        }
        if (stated(node)) {
          out.set(fact(node));
        }
        if (node.kind() == TraceNode.Kind.ORDER) {
          own(node).forEach(warrant -> out.or(underWarrant(warrant)));
        }
        open.addAll(node.children());
      }
      return out;
    }

    private BitSet underWarrant(Digest warrant) {
      BitSet known = below.get(warrant);
      if (known == null) {
        known = below(warrant);
        below.put(warrant, known);
      }
      return known;
    }

    private List<Digest> own(TraceNode order) {
      List<Digest> out = new ArrayList<>();
      Matcher number = BelowOrders.ORDER.matcher(order.content());
      if (number.lookingAt()) {
        for (Digest child : order.children()) {
          Digest warrant = issued(child).get(number.group(1));
          if (warrant != null) {
            out.add(warrant);
          }
        }
      }
      return out;
    }

    private Map<String, Digest> issued(Digest id) {
      Map<String, Digest> known = issued.get(id);
      if (known == null) {
        known = new TreeMap<>();
        for (Digest child : children(trace.find(id))) {
          TraceNode one = trace.find(child);
          Matcher m = BelowOrders.WARRANT.matcher(one == null ? "" : one.content());
          if (one != null && one.kind() == TraceNode.Kind.WARRANT && m.lookingAt()) {
            known.putIfAbsent(m.group(1), child);
          }
        }
        issued.put(id, known);
      }
      return known;
    }

    private static List<Digest> children(@Nullable TraceNode node) {
      return node != null && node.kind() == TraceNode.Kind.DELIBERATION
          ? node.children()
          : List.of();
    }

    private int fact(TraceNode node) {
      Integer known = facts.get(node.id());
      if (known != null) {
        return known;
      }
      int number = facts.size();
      facts.put(node.id(), number);
      Value.ListOf says =
          CanonValue.of(node.content()) instanceof Value.ListOf list && !list.items().isEmpty()
              ? list
              : new Value.ListOf(List.of(Value.text("")));
      rows.digest(node.id());
      rows.fixed64(FactAsked.Shape.number(says, 1));
      rows.fixed64(FactAsked.Shape.number(says, 2));
      rows.fixed32(shape(FactAsked.Shape.of(says)));
      return number;
    }

    private int shape(FactAsked.Shape shape) {
      if (shapes.putIfAbsent(shape, inOrder.size()) == null) {
        inOrder.add(shape);
      }
      return Objects.requireNonNull(shapes.get(shape));
    }
  }
}
