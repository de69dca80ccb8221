package dev.warrant.reasoning.explain;

import java.util.List;

/// An answer to "why": one sentence, and the derivation as far as it was asked for.
///
/// @param sentence what, how much, why
/// @param tree lines below the sentence; empty for a short answer
public record Explanation(String sentence, List<Line> tree) {
  public Explanation {
    tree = List.copyOf(tree);
  }

  /// One step.
  ///
  /// @param kind kind of the trace node
  /// @param rule the rule, clause or limit; empty for facts
  /// @param says the step in words
  /// @param node first twelve digits of the node's id
  /// @param seen whether it was shown above, so that its parts are left out here
  /// @param parts what it stands on
  public record Line(
      String kind, String rule, String says, String node, boolean seen, List<Line> parts) {
    public Line {
      parts = List.copyOf(parts);
    }
  }

  /// The answer as text, indented by depth.
  public String text() {
    StringBuilder out = new StringBuilder(sentence);
    tree.forEach(line -> append(out, line, 1));
    return out.toString();
  }

  private static void append(StringBuilder out, Line line, int depth) {
    out.append('\n').append("  ".repeat(depth)).append(line.kind());
    if (!line.rule().isEmpty()) {
      out.append(" [").append(line.rule()).append(']');
    }
    out.append(' ').append(line.says());
    if (line.seen()) {
      out.append(" (").append(line.node()).append(", shown above)");
    }
    line.parts().forEach(part -> append(out, part, depth + 1));
  }
}
