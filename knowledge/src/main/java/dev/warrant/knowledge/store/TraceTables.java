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

  /// Row of each node; looked up by id only.
  private final Map<Digest, Long> rows = new TreeMap<>();

  /// Nodes between a deliberation and its facts; looked up by id only.
  private final Map<Digest, TraceNode> steps = new TreeMap<>();

  TraceTables(Handle handle) {
    this.handle = handle;
    nodes = new Table(handle, "trace_node", 5);
    edges = new Table(handle, "trace_edge", 3);
    intents = new Table(handle, "intent", 13);
    objections = new Table(handle, "objection", 15);
  }

  void add(TraceNode node) {
    long n = rows.size() + 1L;
    if (rows.putIfAbsent(node.id(), n) != null) {
      return;
    }
    nodes.add(n, node.id().bytes(), node.kind().name(), node.rule(), node.content());
    for (int i = 0; i < node.children().size(); i++) {
      edges.add(n, i, rows.getOrDefault(node.children().get(i), 0L));
    }
    switch (node.kind()) {
      case FACT, DERIVED, ORDER, REFUSAL, FILL, COMMAND -> {}
      case INTENT, PROOF, INTERVAL, SIZE, OBJECTION, WARRANT, DELIBERATION ->
          steps.put(node.id(), node);
    }
  }

  /// Makes the indexes that would be slow to keep while rows come in.
  void index() {
    nodes.flush();
    edges.flush();
    handle.execute("create index trace_node_by_id on trace_node (id)");
    handle.execute("create index trace_edge_by_child on trace_edge (child)");
  }

  /// Finds the intents and objections below each deliberation's root, after all nodes were added
  /// and the table of deliberations is full.
  void linkDeliberations() {
    record Root(long seq, int ordinal, Digest id) {}
    List<Root> roots =
        handle
            .createQuery("select seq, ordinal, root from deliberation order by seq, ordinal")
            .map((row, _) ->
                new Root(row.getLong(1), row.getInt(2), Digest.read(row.getBytes(3), 0)))
            .list();
    for (Root root : roots) {
      walk(root.seq(), root.ordinal(), root.id());
    }
  }

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
          rows.getOrDefault(node.id(), 0L),
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
          rows.getOrDefault(node.id(), 0L),
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
