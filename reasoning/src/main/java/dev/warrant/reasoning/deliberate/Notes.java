package dev.warrant.reasoning.deliberate;

import dev.warrant.knowledge.order.Intent;
import dev.warrant.knowledge.order.Objection;
import dev.warrant.knowledge.order.Stage;
import dev.warrant.knowledge.trace.TraceNode;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.knowledge.unit.Side;
import java.util.ArrayList;
import java.util.List;

/// What a deliberation writes down on its way: trace nodes, objections, counts, and which nodes the
/// deliberation's own node will stand on.
final class Notes {
  final TraceBook book = new TraceBook();
  final Tally tally = new Tally();
  final List<Objection> objections = new ArrayList<>();
  final List<Digest> roots = new ArrayList<>();

  /// An engine failed; this comes before all other objections.
  void failed(Stage stage, String why, long value, long limit) {
    String rule = stage.name();
    Objection objection =
        new Objection(stage, rule, -1, Side.BUY, "deliberation", rule, value, limit, 1, why);
    objections.add(0, objection);
    roots.add(book.add(TraceNode.Kind.OBJECTION, rule, objection, List.of()));
  }

  /// Something speaks against an intent. Children that are no nodes yet are left out.
  void object(Objection objection, List<Digest> children) {
    objections.add(objection);
    List<Digest> known = children.stream().distinct().filter(book::has).toList();
    roots.add(book.add(TraceNode.Kind.OBJECTION, objection.rule(), objection, known));
  }

  static Objection objection(
      Stage stage, String rule, Intent intent, String why, long value, long limit) {
    return new Objection(
        stage,
        rule,
        intent.instrument(),
        intent.side(),
        intent.strategy(),
        rule,
        value,
        limit,
        Math.max(0, Math.abs(limit - value)),
        why);
  }
}
