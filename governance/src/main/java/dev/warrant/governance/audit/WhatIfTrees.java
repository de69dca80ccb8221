package dev.warrant.governance.audit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warrant.knowledge.deliberate.Deliberation;
import dev.warrant.knowledge.trace.TraceNode;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.reasoning.ask.WhatIf;
import dev.warrant.reasoning.explain.Explanation;
import dev.warrant.reasoning.explain.LimitWords;
import dev.warrant.reasoning.explain.Why;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/// The trees of two deliberations, each without what stands in the other as well: a conclusion is
/// left out only if it is the same on the same grounds.
///
/// @param was of the deliberation as it was
/// @param would of that with some facts supposed
public record WhatIfTrees(List<Explanation.Line> was, List<Explanation.Line> would) {
  public WhatIfTrees {
    was = List.copyOf(was);
    would = List.copyOf(would);
  }

  /// Of two deliberations.
  public static WhatIfTrees of(WhatIf what, List<Instrument> instruments) {
    return new WhatIfTrees(
        lines(what.was(), what.would(), instruments), lines(what.would(), what.was(), instruments));
  }

  private static List<Explanation.Line> lines(
      Deliberation one, Deliberation other, List<Instrument> instruments) {
    TreeMap<Digest, TraceNode> nodes = new TreeMap<>();
    one.nodes().forEach(n -> nodes.put(n.id(), n));
    TreeSet<Digest> others = new TreeSet<>();
    other.nodes().forEach(n -> others.add(n.id()));
    return new Why(nodes::get, instruments, LimitWords.of(List.of())).besides(one.root(), others);
  }

  /// Both as text, each line after a line break.
  public String text() {
    return "\n"
        + new Explanation(head("As it was", was), was).text()
        + "\n"
        + new Explanation(head("As supposed", would), would).text();
  }

  private static String head(String which, List<Explanation.Line> lines) {
    return which
        + (lines.isEmpty()
            ? ", nothing that would not stand in the other on the same grounds."
            : ", what differs or stands on other grounds:");
  }

  /// Both as JSON.
  public void json(ObjectNode o) {
    lines(was, o.putArray("was"));
    lines(would, o.putArray("would"));
  }

  private static void lines(List<Explanation.Line> from, ArrayNode to) {
    for (Explanation.Line line : from) {
      ObjectNode o = to.addObject();
      o.put("kind", line.kind()).put("rule", line.rule()).put("says", line.says());
      o.put("node", line.node()).put("seen", line.seen());
      lines(line.parts(), o.putArray("parts"));
    }
  }
}
