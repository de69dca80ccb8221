package dev.warrant.reasoning.deduce;

import dev.warrant.reasoning.deduce.lang.Condition;
import dev.warrant.reasoning.deduce.lang.Fact;
import dev.warrant.reasoning.deduce.lang.Term;
import dev.warrant.reasoning.deduce.lang.Value;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Proofs of some facts. Equal facts are one node, so proofs share what they have in common.
///
/// @param nodes premises before what they prove
/// @param roots nodes of the facts that were asked about, in the order of the question
public record ProofGraph(List<ProofNode> nodes, List<Integer> roots) {
  private static final int DEPTH_MOST = 500;

  /// Keeps copies.
  public ProofGraph {
    nodes = List.copyOf(nodes);
    roots = List.copyOf(roots);
  }

  /// The given facts below a node, in canonical order. Below a windowed conclusion these are the
  /// contents of the window, and what else its rule matched.
  public List<Fact> leaves(int root) {
    BitSet wanted = new BitSet();
    wanted.set(root);
    TreeSet<Fact> out = new TreeSet<>();
    for (int i = root; i >= 0; i--) {
      if (wanted.get(i)) {
        ProofNode n = nodes.get(i);
        n.premises().forEach(wanted::set);
        if (n.kind() == ProofNode.Kind.GIVEN) {
          out.add(Objects.requireNonNull(n.fact()));
        }
      }
    }
    return List.copyOf(out);
  }

  /// The proof below a node as a tree.
  ///
  /// @param depth how many steps below it are shown; what lies deeper is counted
  public String tree(int root, int depth) {
    StringBuilder out = new StringBuilder();
    write(out, root, Math.min(depth, DEPTH_MOST), 0, new BitSet());
    return out.toString();
  }

  private void write(StringBuilder out, int id, int depth, int level, BitSet shown) {
    ProofNode n = nodes.get(id);
    out.append("  ".repeat(level)).append(n.says());
    switch (n.kind()) {
      case GIVEN -> out.append("  [given]");
      case ABSENT -> out.append("  [absent]");
      case WINDOW -> out.append("  [window]");
      case RULE, ROW, GROUP -> {
        String by = Objects.requireNonNull(n.rule()).cite();
        out.append(n.kind() == ProofNode.Kind.GROUP ? "  [group, " : "  [")
            .append(n.kind() == ProofNode.Kind.ROW ? "row, " : "")
            .append(by)
            .append(']');
      }
    }
    boolean again = shown.get(id) && !n.premises().isEmpty();
    if (again) {
      out.append(" as above\n");
      return;
    }
    if (depth == 0 && !n.premises().isEmpty()) {
      out.append(" … ").append(n.premises().size()).append(" premises\n");
      return;
    }
    shown.set(id);
    String with = with(n);
    out.append(with.isEmpty() ? "" : "  with " + with).append('\n');
    for (int p : n.premises()) {
      write(out, p, depth - 1, level + 1, shown);
    }
  }

  private static String with(ProofNode n) {
    if (n.kind() == ProofNode.Kind.ROW) {
      return "";
    }
    return n.bindings().entrySet().stream()
        .filter(e -> shown(e.getKey()))
        .map(e -> e.getKey() + "=" + e.getValue())
        .collect(Collectors.joining(", "));
  }

  /// Whether somebody wrote this variable; `now` is the same everywhere.
  static boolean shown(String variable) {
    return variable.charAt(0) != Condition.HIDDEN && !variable.equals(Term.NOW);
  }

  /// The graph as facts under the names of Mangle's provenance (`proves`, `uses_rule`, `premise`,
  /// `edb_leaf`, `absence_leaf`, `binding`, `rule_source`), for programs that ask about proofs. A
  /// fact is a list: its predicate as a name, then its values.
  public List<Fact> facts() {
    TreeSet<Fact> out = new TreeSet<>();
    for (ProofNode n : nodes) {
      Value id = name(n);
      Value what = n.fact() == null ? Value.text(n.says()) : asList(n.fact());
      switch (n.kind()) {
        case GIVEN -> out.add(fact("edb_leaf", id, what));
        case ABSENT, WINDOW -> out.add(fact("absence_leaf", id, what));
        case RULE, ROW, GROUP -> {}
      }
      if (n.fact() != null) {
        out.add(fact("proves", id, what));
      }
      if (n.rule() != null && n.fact() != null) {
        Value rule = Value.name("/rule/" + n.rule().index());
        out.add(fact("uses_rule", id, rule));
        out.add(fact("rule_source", rule, Value.text(n.rule().source().text())));
      }
      for (int i = 0; i < n.premises().size(); i++) {
        out.add(fact("premise", id, Value.number(i), name(nodes.get(n.premises().get(i)))));
      }
      n.bindings()
          .forEach((v, value) -> {
            if (shown(v)) {
              out.add(fact("binding", id, Value.text(v), value));
            }
          });
    }
    return List.copyOf(out);
  }

  private static Value name(ProofNode n) {
    return Value.name("/proof/" + n.digest().toString().substring(0, 32));
  }

  private static Value asList(Fact fact) {
    List<Value> items = new ArrayList<>();
    items.add(Value.name("/" + fact.predicate()));
    items.addAll(fact.values());
    return Value.list(items);
  }

  private static Fact fact(String predicate, Value... values) {
    return new Fact(predicate, List.of(values), 0);
  }
}
