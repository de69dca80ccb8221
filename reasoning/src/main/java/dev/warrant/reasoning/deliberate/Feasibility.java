package dev.warrant.reasoning.deliberate;

import dev.warrant.knowledge.order.Objection;
import dev.warrant.knowledge.trace.TraceNode;
import dev.warrant.reasoning.sizing.SharedRow;
import java.util.List;

/// What the limits leave room for, as of the cut.
///
/// @param ranges one for each intent, in their order
/// @param objections against intents without room, in order of intent
/// @param shared limits that bind several intents together, coefficients by intent
/// @param nodes trace nodes, children first
public record Feasibility(
    List<Range> ranges, List<Objection> objections, List<SharedRow> shared, List<TraceNode> nodes) {
  public Feasibility {
    ranges = List.copyOf(ranges);
    objections = List.copyOf(objections);
    shared = List.copyOf(shared);
    nodes = List.copyOf(nodes);
  }
}
