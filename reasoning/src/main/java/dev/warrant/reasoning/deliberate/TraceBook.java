package dev.warrant.reasoning.deliberate;

import dev.warrant.knowledge.fact.Fact;
import dev.warrant.knowledge.order.Intent;
import dev.warrant.knowledge.trace.TraceNode;
import dev.warrant.knowledge.unit.Canon;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.reasoning.joint.Against;
import dev.warrant.reasoning.joint.Step;
import dev.warrant.reasoning.session.Firing;
import dev.warrant.reasoning.strategy.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// The trace nodes of one deliberation, each once, children first.
final class TraceBook {
  private final Map<Digest, TraceNode> nodes = new LinkedHashMap<>();
  private final Map<String, List<Firing>> grounds = new TreeMap<>();
  private final Map<String, Digest> known = new TreeMap<>();

  Digest add(TraceNode.Kind kind, String rule, Object content, List<Digest> children) {
    return add(TraceNode.of(kind, rule, Canon.text(content), children));
  }

  Digest add(TraceNode node) {
    nodes.putIfAbsent(node.id(), node);
    return node.id();
  }

  boolean has(Digest id) {
    return nodes.containsKey(id);
  }

  List<TraceNode> nodes() {
    return List.copyOf(nodes.values());
  }

  void firings(List<Firing> firings) {
    for (Firing firing : firings) {
      grounds.computeIfAbsent(Canon.text(firing.concluded()), k -> new ArrayList<>()).add(firing);
    }
  }

  /// The leaf of a fact, or the node of a derived one.
  Digest fact(Fact fact) {
    if (fact instanceof Fact.Derived derived) {
      return concluded(TraceNode.Kind.DERIVED, derived.rule(), derived);
    }
    return add(TraceNode.Kind.FACT, "", fact, List.of());
  }

  Digest intent(Intent intent) {
    return concluded(TraceNode.Kind.INTENT, intent.rule(), intent);
  }

  /// A conclusion stands on everything any of its justifications matched.
  private Digest concluded(TraceNode.Kind kind, String rule, Record conclusion) {
    String text = Canon.text(conclusion);
    Digest made = known.get(text);
    if (made != null) {
      return made;
    }
    Set<Digest> children = new LinkedHashSet<>();
    List<Firing> firings = grounds.remove(text); // taken out: a circle of grounds ends here
    if (firings != null) {
      for (Firing firing : firings) {
        firing.matched().forEach(fact -> children.add(fact(fact)));
      }
    }
    Digest id = add(TraceNode.of(kind, rule, text, List.copyOf(children)));
    known.put(text, id);
    return id;
  }

  Digest proof(Verdict.Proof proof) {
    Set<Digest> children = new LinkedHashSet<>();
    proof.facts().forEach(fact -> children.add(fact(fact)));
    proof.parts().forEach(part -> children.add(proof(part)));
    TraceContent.Step step = new TraceContent.Step(proof.goal(), proof.tests());
    return add(TraceNode.Kind.PROOF, proof.rule(), step, List.copyOf(children));
  }

  /// The proof of an objection that rests on several intents.
  ///
  /// @param intents those that the proof may name, by place
  Digest joint(Against against, List<Intent> intents) {
    return joint(against.proof(), intents);
  }

  private Digest joint(Step step, List<Intent> intents) {
    return switch (step) {
      case Step.OfIntent(int place) -> intent(intents.get(place));
      case Step.OfFact(Fact fact) -> fact(fact);
      case Step.Concluded(String rule, String says, List<Step> parts) -> {
        Set<Digest> children = new LinkedHashSet<>();
        parts.forEach(part -> children.add(joint(part, intents)));
        TraceContent.Step content = new TraceContent.Step(says, List.of());
        yield add(TraceNode.Kind.PROOF, rule, content, List.copyOf(children));
      }
    };
  }
}
