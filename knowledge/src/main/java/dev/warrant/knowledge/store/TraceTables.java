package dev.warrant.knowledge.store;

import dev.warrant.knowledge.trace.TraceNode;
import dev.warrant.knowledge.unit.Digest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Rows of trace nodes and edges, and from them the intents and objections of each deliberation.
final class TraceTables implements AutoCloseable {
  private static final int INTENT_PARTS = 8;
  private static final int OBJECTION_PARTS = 10;

  private final Handle handle;
  private final Table nodes;
  private final Table edges;
  private final Table intents;
  private final Table objections;

  /// Row of each node that another may still have for its child.
  private final Recent<Long> rows = new Recent<>();

  /// Such nodes between a deliberation and its facts.
  private final Recent<TraceNode> steps = new Recent<>();

  private final Map<Digest, Place> deliberations = new TreeMap<>();
  private long last;

  /// Where a deliberation is recorded.
  private record Place(long seq, int ordinal) {}

  /// The table of deliberations must be full.
  TraceTables(Handle handle) {
    this.handle = handle;
    handle
        .createQuery("select seq, ordinal, root from deliberation")
        .map((row, _) ->
            deliberations.putIfAbsent(
                Digest.read(row.getBytes(3), 0), new Place(row.getLong(1), row.getInt(2))))
        .list();
    nodes = new Table(handle, "trace_node", 5);
    edges = new Table(handle, "trace_edge", 3);
    intents = new Table(handle, "intent", 13);
    objections = new Table(handle, "objection", 15);
  }

  void add(TraceNode node) {
    if (rows.get(node.id()) != null) {
      return;
    }
    long n = ++last;
    rows.put(node.id(), n);
    nodes.add(n, node.id().bytes(), node.kind().name(), node.rule(), node.content());
    for (int i = 0; i < node.children().size(); i++) {
      edges.add(n, i, row(node.children().get(i)));
    }
    switch (node.kind()) {
      case FACT, DERIVED, ORDER, REFUSAL, FILL, COMMAND -> {}
      case INTENT, PROOF, INTERVAL, SIZE, OBJECTION, WARRANT, DELIBERATION ->
          steps.put(node.id(), node);
    }
    Place at = node.kind() == TraceNode.Kind.DELIBERATION ? deliberations.get(node.id()) : null;
    if (at != null) {
      walk(at.seq(), at.ordinal(), node.id());
    }
  }

  /// Row of a node; 0 if it is not in the trace.
  private long row(Digest id) {
    Long n = rows.get(id);
    return n == null ? 0 : n;
  }

  /// Makes the indexes that would be slow to keep while rows come in.
  void index() {
    nodes.flush();
    edges.flush();
    handle.execute("create index trace_node_by_id on trace_node (id)");
    handle.execute("create index trace_edge_by_child on trace_edge (child)");
    intents.flush();
    objections.flush();
    handle.execute("create index intent_by_rule on intent (rule)");
    handle.execute("create index objection_by_rule on objection (rule)");
    handle.execute("create index ord_by_nanos on ord (nanos)");
    handle.execute("create index refusal_by_nanos on refusal (nanos)");
  }

  /// Finds the intents and objections below a deliberation's root.
  private void walk(long seq, int ordinal, Digest root) {
    Set<Digest> visited = new TreeSet<>();
    Deque<Digest> open = new ArrayDeque<>();
    open.add(root);
    int index = 0;
    while (!open.isEmpty()) {
      Digest id = open.remove();
      TraceNode node = steps.get(id);
      if (node == null || !visited.add(id)) {
        continue;
      }
      boolean other = node.kind() == TraceNode.Kind.DELIBERATION && !id.equals(root);
      if (!other) {
        row(seq, ordinal, index++, node);
        open.addAll(node.children());
      }
    }
  }

  private void row(long seq, int ordinal, int index, TraceNode node) {
    CanonFields fields = CanonFields.of(node.content());
    if (node.kind() == TraceNode.Kind.INTENT) {
      boolean known = fields.is("Intent", INTENT_PARTS);
      intents.add(
          seq,
          ordinal,
          index,
          row(node.id()),
          node.rule(),
          number(known, fields, 0),
          text(known, fields, 1),
          text(known, fields, 2),
          number(known, fields, 4),
          number(known, fields, 5),
          text(known, fields, 6),
          number(known, fields, 7),
          node.content());
    } else if (node.kind() == TraceNode.Kind.OBJECTION) {
      boolean known = fields.is("Objection", OBJECTION_PARTS);
      objections.add(
          seq,
          ordinal,
          index,
          row(node.id()),
          node.rule(),
          text(known, fields, 0),
          number(known, fields, 2),
          text(known, fields, 3),
          text(known, fields, 4),
          text(known, fields, 5),
          number(known, fields, 6),
          number(known, fields, 7),
          number(known, fields, 8),
          text(known, fields, 9),
          node.content());
    }
  }

  private static @Nullable Long number(boolean known, CanonFields fields, int i) {
    return known ? Long.valueOf(fields.values().get(i)) : null;
  }

  private static @Nullable String text(boolean known, CanonFields fields, int i) {
    return known ? fields.values().get(i) : null;
  }

  @Override
  public void close() {
    List.of(nodes, edges, intents, objections).forEach(Table::close);
  }
}
