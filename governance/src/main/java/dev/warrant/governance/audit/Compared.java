package dev.warrant.governance.audit;

import dev.warrant.governance.audit.Verification.Story;
import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.trace.TraceNode;
import dev.warrant.knowledge.unit.Canon;
import dev.warrant.knowledge.unit.Digest;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Three readings of one order held against each other: the journal's, the trace's, and what its
/// inputs lead to.
final class Compared {
  private final TraceWalk walk;
  private final SortedMap<String, Story> recorded;
  private final SortedMap<String, Story> rebuilt;
  private final List<String> alarms = new ArrayList<>();

  Compared(TraceWalk walk, SortedMap<String, Story> recorded, SortedMap<String, Story> rebuilt) {
    this.walk = walk;
    this.recorded = recorded;
    this.rebuilt = rebuilt;
  }

  List<String> alarms() {
    return alarms;
  }

  void alarm(String what) {
    alarms.add(what);
  }

  /// Compares an order, and those it stands on.
  void order(String asked, Digest node) {
    List<Digest> missing = new ArrayList<>();
    for (TraceNode below : walk.all(node, missing)) {
      String id = TraceWalk.orderId(below);
      if (!id.isEmpty()) {
        stories(id, below, id.equals(asked) ? "" : "order " + id + ", on which it stands: ");
      }
      fill(below);
    }
    missing.forEach(this::missing);
  }

  /// Compares a fill with the input it names; other nodes are passed over.
  void fill(TraceNode node) {
    if (node.kind() == TraceNode.Kind.FILL && !walk.isInput(node)) {
      alarm("the trace has the fill " + node.id().brief() + ", which no input of the run is");
    }
  }

  void missing(Digest gone) {
    alarm("step " + gone.brief() + " of its derivation is not in the trace");
  }

  private void stories(String id, TraceNode node, String of) {
    Story is = rebuilt.get(id);
    if (is == null) {
      alarm(of + "the inputs of the run do not lead to it");
      return;
    }
    Story was = recorded.get(id);
    if (was != null) {
      thoughts(of, was.thought(), is.thought());
      same(of + "the warrant", was.warrant(), is.warrant());
      same(of + "the order", was.order(), is.order());
      if (was.admitted() != null) { // a desk may die between an order and what its guard saw
        same(of + "what the guard saw", was.admitted(), is.admitted());
      }
    }
    trace(of, node, is, "derived was");
  }

  void thoughts(String of, Derived.@Nullable Deliberated was, Derived.@Nullable Deliberated is) {
    if (was == null || is == null) {
      same(of + "the deliberation", was, is);
    } else if (!was.facts().equals(is.facts())) {
      alarm(
          "%sits deliberation saw facts with digest %s, and its inputs lead to facts with digest %s"
              .formatted(of, was.facts().brief(), is.facts().brief()));
    } else if (!was.root().equals(is.root())) {
      alarm(
          "%sits deliberation came to %s, and derived again it comes to %s"
              .formatted(of, was.root().brief(), is.root().brief()));
    } else {
      same(of + "the deliberation", was, is);
    }
  }

  /// Whether the trace says what was derived, or is known in some other way.
  void trace(String of, TraceNode node, Story is, String how) {
    if (!node.content().equals(Canon.text(is.order()))) {
      alarm(
          "%sthe trace says %s, %s %s".formatted(of, node.content(), how, Canon.text(is.order())));
    }
    Digest root = is.order().root();
    if (!root.equals(Digest.ZERO) && !node.children().contains(root)) {
      alarm(of + "the trace shows another deliberation than " + root.brief());
    }
    TreeSet<String> admissions = new TreeSet<>();
    for (Digest child : node.children()) {
      TraceNode found = walk.find(child);
      if (found != null && found.rule().equals("admission")) {
        admissions.add(found.content());
      }
    }
    Derived.Admitted saw = is.admitted();
    if (saw != null && !admissions.contains(Canon.text(saw))) {
      alarm(of + "the trace says " + admissions + ", the guard saw " + Canon.text(saw));
    }
  }

  void same(String what, @Nullable Record was, @Nullable Record is) {
    if (was == null ? is != null : !was.equals(is)) {
      alarm(what + " is recorded as " + was + ", and derived again is " + is);
    }
  }
}
