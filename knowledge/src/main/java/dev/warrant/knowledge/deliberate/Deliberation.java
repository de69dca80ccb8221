package dev.warrant.knowledge.deliberate;

import dev.warrant.knowledge.fact.Fact;
import dev.warrant.knowledge.order.Intent;
import dev.warrant.knowledge.order.Objection;
import dev.warrant.knowledge.order.Warrant;
import dev.warrant.knowledge.trace.TraceNode;
import dev.warrant.knowledge.unit.Digest;
import java.util.List;

/// What a deliberation came to; also when it came to nothing.
///
/// @param facts digest of the facts it saw, in canonical order
/// @param derived facts the rules added
/// @param intents everything deduced, before validation
/// @param objections against intents, in order of stage and intent
/// @param warrants issued; each replaces the live one of its instrument and side
/// @param withdrawn ids of live warrants that should end now
/// @param outcome `WARRANTS`, or the first blocking reason in words
/// @param root the node of this deliberation, the last of `nodes`
/// @param nodes trace nodes, children first
/// @param engines how many decisions each engine changed, in the order of [Engine]
public record Deliberation(
    long cut,
    Digest facts,
    List<Fact> derived,
    List<Intent> intents,
    List<Objection> objections,
    List<Warrant> warrants,
    List<Long> withdrawn,
    String outcome,
    Digest root,
    List<TraceNode> nodes,
    List<Integer> engines) {
  public Deliberation {
    derived = List.copyOf(derived);
    intents = List.copyOf(intents);
    objections = List.copyOf(objections);
    warrants = List.copyOf(warrants);
    withdrawn = List.copyOf(withdrawn);
    nodes = List.copyOf(nodes);
    engines = List.copyOf(engines);
  }
}
