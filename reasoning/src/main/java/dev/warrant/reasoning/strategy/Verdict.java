package dev.warrant.reasoning.strategy;

import dev.warrant.knowledge.fact.Fact;
import dev.warrant.knowledge.order.Objection;
import java.util.List;

/// What the theory says of one intent.
public sealed interface Verdict {
  /// The intent is sound, and this is why.
  record Proved(Proof proof) implements Verdict {}

  /// The theory has no proof; the objection names the condition that came nearest.
  record Refused(Objection objection) implements Verdict {}

  /// A proof: a rule, the goal it proved, what it tested, and what it stands on.
  ///
  /// @param rule id of the clause
  /// @param goal the head as proved
  /// @param tests comparisons and negations that held, in order of the clause
  /// @param facts facts it matched itself, in order of the clause
  /// @param parts proofs of the goals it named
  record Proof(String rule, String goal, List<String> tests, List<Fact> facts, List<Proof> parts) {
    public Proof {
      tests = List.copyOf(tests);
      facts = List.copyOf(facts);
      parts = List.copyOf(parts);
    }
  }
}
