package dev.warrant.reasoning.explain;

import dev.warrant.knowledge.trace.TraceNode;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.knowledge.unit.Instrument;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Explains an order, or any other node of the trace, from the trace alone. Sub-proofs that occur
/// more than once are shown once.
///
/// An order's node has the deliberation that issued its warrant as child; of that deliberation only
/// the order's own warrant is followed.
public final class Why {
  private static final int MID = 3;
  private static final int FIGURES_MAX = 4;

  private final Function<Digest, @Nullable TraceNode> nodes;
  private final LimitWords limits;
  private final Words words;

  /// @param nodes finds a node by its id; null if it is not there
  /// @param limits says by how much an order kept the guard's limit that was closest
  public Why(
      Function<Digest, @Nullable TraceNode> nodes,
      List<Instrument> instruments,
      LimitWords limits) {
    this.nodes = nodes;
    this.limits = limits;
    words = new Words(instruments);
  }

  /// Explains the node `id`.
  ///
  /// @return null if there is no such node
  public @Nullable Explanation explain(Digest id, Depth depth) {
    TraceNode node = nodes.apply(id);
    if (node == null) {
      return null;
    }
    Content content = Content.read(node.content());
    String sentence =
        node.kind() == TraceNode.Kind.ORDER ? sentence(node, content) : words.of(node) + ".";
    List<Explanation.Line> tree =
        switch (depth) {
          case SHORT -> List.of();
          case MID -> lines(node, content, MID, new TreeSet<>());
          case LONG -> lines(node, content, Integer.MAX_VALUE, new TreeSet<>());
        };
    return new Explanation(sentence, tree);
  }

  /// Explains, down to the inputs, those parts of the node `id` that are not among others: of a
  /// deliberation, what it came to that another did not, or on other grounds.
  ///
  /// @param others ids of the nodes to leave out
  /// @return no lines if there is no such node
  public List<Explanation.Line> besides(Digest id, SortedSet<Digest> others) {
    TraceNode node = nodes.apply(id);
    List<Explanation.Line> out = new ArrayList<>();
    Set<Digest> shown = new TreeSet<>();
    for (Digest part : node == null ? List.<Digest>of() : node.children()) {
      TraceNode child = others.contains(part) ? null : nodes.apply(part);
      if (child != null && !shown.contains(part)) {
        out.add(line(child, Integer.MAX_VALUE, shown));
      }
    }
    return out;
  }

  private String sentence(TraceNode order, Content record) {
    StringBuilder out = new StringBuilder(words.order(record));
    TraceNode warrant = warrantOf(order, record.number("warrant"));
    TraceNode intent = warrant == null ? null : first(warrant, TraceNode.Kind.INTENT);
    if (warrant == null || intent == null) {
      return exit(order, out);
    }
    Content wish = Content.read(intent.content());
    out.append(" for ").append(words.strategy(wish));
    if (!intent.rule().isEmpty()) {
      out.append(" (").append(intent.rule()).append(')');
    }
    List<TraceNode> facts = new ArrayList<>();
    leaves(intent, facts, new TreeSet<>());
    for (TraceNode fact : facts) {
      Content c = Content.read(fact.content());
      if (c.name().equals("Belief")) {
        out.append(", the market being believed ").append(words.belief(c));
      }
    }
    List<String> figures = new ArrayList<>();
    for (TraceNode fact : facts) {
      Content c = Content.read(fact.content());
      if (c.name().equals("Feature") && figures.size() < FIGURES_MAX) {
        figures.add(words.feature(c));
      } else if (c.name().equals("Pattern")) {
        figures.add("pattern " + c.text("name"));
      }
    }
    if (!figures.isEmpty()) {
      out.append(", with ").append(String.join(", ", figures));
    }
    out.append("; expected edge ").append(Words.bps(wish.number("edgeCentiBps")));
    TraceNode admission = admission(order);
    if (admission != null) {
      out.append("; ").append(closest(Content.read(admission.content())));
    }
    return out.append(" (warrant ").append(record.text("warrant")).append(").").toString();
  }

  /// What the guard saw when it admitted the order.
  private @Nullable TraceNode admission(TraceNode order) {
    for (Digest id : order.children()) {
      TraceNode child = nodes.apply(id);
      if (child != null && child.rule().equals("admission")) {
        return child;
      }
    }
    return null;
  }

  private String closest(Content admitted) {
    int limit = (int) admitted.number("bindingLimit");
    return limit < 0
        ? "no limit that binds it has a margin"
        : "closest limit "
            + limits.spare(admitted.text("clientId"), limit, admitted.number("margin"));
  }

  private String says(TraceNode node) {
    return node.rule().equals("admission") ? closest(Content.read(node.content())) : words.of(node);
  }

  /// Stops and exits stand under the exit warrant of the house, not under a deliberation.
  private String exit(TraceNode order, StringBuilder out) {
    out.append(
        order.rule().equals("protective-stop")
            ? ": the protective stop that must rest at the venue for every position"
            : ": under the standing exit warrant, which only reduces");
    TraceNode fill = first(order, TraceNode.Kind.FILL);
    if (fill != null) {
      out.append("; the position last changed when a ")
          .append(words.fill(Content.read(fill.content())));
    }
    return out.append('.').toString();
  }

  private List<Explanation.Line> lines(
      TraceNode node, Content content, int depth, Set<Digest> shown) {
    List<Explanation.Line> out = new ArrayList<>();
    for (Digest id : children(node, content)) {
      TraceNode child = nodes.apply(id);
      if (child != null) {
        out.add(line(child, depth, shown));
      }
    }
    return out;
  }

  private Explanation.Line line(TraceNode node, int depth, Set<Digest> shown) {
    boolean seen = !shown.add(node.id());
    boolean deeper = !seen && depth > 1;
    return new Explanation.Line(
        node.kind().name(),
        node.rule(),
        says(node),
        node.id().brief(),
        seen && !node.children().isEmpty(),
        deeper ? lines(node, Content.read(node.content()), depth - 1, shown) : List.of());
  }

  /// An order shows its warrant in place of the whole deliberation.
  private List<Digest> children(TraceNode node, Content content) {
    if (node.kind() == TraceNode.Kind.ORDER) {
      TraceNode warrant = warrantOf(node, content.number("warrant"));
      if (warrant != null) {
        TraceNode admission = admission(node);
        return admission == null ? List.of(warrant.id()) : List.of(warrant.id(), admission.id());
      }
    }
    return node.children();
  }

  private @Nullable TraceNode warrantOf(TraceNode order, long id) {
    for (Digest root : order.children()) {
      TraceNode deliberation = nodes.apply(root);
      if (deliberation == null) {
        continue;
      }
      for (Digest child : deliberation.children()) {
        TraceNode node = nodes.apply(child);
        if (node != null
            && node.kind() == TraceNode.Kind.WARRANT
            && Content.read(node.content()).number("id") == id) {
          return node;
        }
      }
    }
    return null;
  }

  private @Nullable TraceNode first(TraceNode from, TraceNode.Kind kind) {
    for (Digest id : from.children()) {
      TraceNode child = nodes.apply(id);
      if (child != null) {
        TraceNode found = child.kind() == kind ? child : first(child, kind);
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  private void leaves(TraceNode from, List<TraceNode> out, Set<Digest> seen) {
    for (Digest id : from.children()) {
      TraceNode child = nodes.apply(id);
      if (child == null || !seen.add(id)) {
        continue;
      }
      if (child.kind() == TraceNode.Kind.FACT) {
        out.add(child);
      }
      leaves(child, out, seen);
    }
  }
}
