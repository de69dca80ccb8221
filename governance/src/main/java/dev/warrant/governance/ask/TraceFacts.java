package dev.warrant.governance.ask;

import dev.warrant.knowledge.trace.TraceNode;
import dev.warrant.reasoning.deduce.Database;
import dev.warrant.reasoning.deduce.lang.Value;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;

/// The nodes of a trace as facts, under the names of Mangle's provenance.
final class TraceFacts {
  /// Their relations.
  static final SortedSet<String> RELATIONS =
      new TreeSet<>(
          List.of("proves", "edb_leaf", "seen", "uses_rule", "premise", "node", "ordered"));

  private final Database db;
  private final InputTimes times;

  TraceFacts(Database db, InputTimes times) {
    this.db = db;
    this.times = times;
  }

  /// Whether the program asks for anything of the trace.
  boolean wanted() {
    return RELATIONS.stream().anyMatch(db::knows);
  }

  /// One node.
  void add(TraceNode node) {
    String name = Names.node(node.id());
    Value says = CanonValue.of(node.content());
    if (db.knows("proves")) {
      db.row("proves").name(name).value(says).add();
    }
    if (db.knows("node")) {
      db.row("node").name(name).name("/" + node.kind().name().toLowerCase(Locale.ROOT)).add();
    }
    if (db.knows("edb_leaf") && node.kind() == TraceNode.Kind.FACT) {
      db.row("edb_leaf").name(name).value(says).add();
    }
    FactTimes when =
        db.knows("seen") && node.kind() == TraceNode.Kind.FACT ? FactTimes.of(says, times) : null;
    if (when != null) {
      db.row("seen")
          .name(name)
          .value(says)
          .during(when.from(), when.to())
          .number(when.seen())
          .add();
    }
    if (db.knows("uses_rule") && !node.rule().isEmpty()) {
      db.row("uses_rule").name(name).text(node.rule()).add();
    }
    if (db.knows("premise")) {
      for (int i = 0; i < node.children().size(); i++) {
        db.row("premise").name(name).number(i).name(Names.node(node.children().get(i))).add();
      }
    }
    if (db.knows("ordered") && node.kind() == TraceNode.Kind.ORDER) {
      boolean record = says instanceof Value.ListOf l && l.items().size() > 1;
      if (record && ((Value.ListOf) says).items().get(1) instanceof Value.Text id) {
        db.row("ordered").name(Names.order(id.text())).name(name).add();
      }
    }
  }
}
