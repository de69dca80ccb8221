package dev.warrant.reasoning.prove;

import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.rules.limit.LimitReader;
import dev.warrant.rules.limit.LimitSays;
import dev.warrant.rules.pack.PolicyPack;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Proves that each policy of a line lies inside its parent: every order it admits, the parent
/// admits, whatever the measures. What holds of each link holds of the whole line.
///
/// @param links each policy and the one above it, the lowest first; none if it has no parent
public record Hierarchy(List<Link> links) {
  public Hierarchy {
    links = List.copyOf(links);
  }

  /// A policy and its parent.
  public record Link(PolicyPack child, PolicyPack parent, PolicyDiff.Inside inside) {
    /// Whether the child admits nothing the parent refuses, told for people: the first order that
    /// shows otherwise, in the words of the parent's limit.
    public String says() {
      String head = name(child) + " lies inside its parent " + name(parent);
      if (inside.proved()) {
        return head + ", proved (" + inside.obligations() + " questions to the solver)";
      }
      StringBuilder out = new StringBuilder();
      if (inside.looser().isEmpty() && inside.dropped().isEmpty()) {
        out.append("it is not proved that ").append(head);
        inside.undecided().forEach(u -> out.append("\n  not decided: ").append(u));
        return out.toString();
      }
      out.append(name(child)).append(" is looser than its parent ").append(name(parent));
      for (Witness w : inside.looser()) {
        out.append("\n  admitted here, refused there [").append(w.limit().id()).append("]: ");
        out.append(w.says()).append("\n    for example ").append(example(w));
      }
      inside.dropped().forEach(d -> out.append("\n  done there, not here: ").append(d));
      return out.toString();
    }
  }

  /// Proves a line with [PolicyProof#FUEL] a question.
  ///
  /// @param above the policies above, the nearest first
  public static Hierarchy prove(PolicyPack policy, List<PolicyPack> above) {
    PolicyDiff diff = new PolicyDiff(PolicyProof.FUEL);
    List<Link> out = new ArrayList<>();
    PolicyPack child = policy;
    for (PolicyPack parent : above) {
      out.add(new Link(child, parent, diff.inside(parent, child)));
      child = parent;
    }
    return new Hierarchy(out);
  }

  /// Whether every policy lies inside the one above it.
  public boolean proved() {
    return links.stream().allMatch(link -> link.inside().proved());
  }

  /// One paragraph for each link.
  public String says() {
    return String.join("\n", links.stream().map(Link::says).toList());
  }

  /// Digest of what was shown.
  public Digest digest() {
    return Digest.sha256(says());
  }

  /// A policy by name, version and the beginning of its digest.
  public static String name(PolicyPack pack) {
    return pack.name() + " " + pack.version() + " (" + pack.digest().brief() + ")";
  }

  /// What a witness' order looks like, as far as its limit reads it.
  public static String example(Witness w) {
    Set<MeasureId> shown = EnumSet.of(MeasureId.ORDER_INCREASING);
    shown.addAll(LimitReader.reads(w.limit()));
    List<String> out = new ArrayList<>();
    for (MeasureId id : shown) {
      Long value = w.measures().get(id);
      out.add(id.text() + " " + (value == null ? "unknown" : LimitSays.shown(id, value)));
    }
    return String.join(", ", out);
  }
}
