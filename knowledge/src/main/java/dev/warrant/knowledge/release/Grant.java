package dev.warrant.knowledge.release;

import java.util.List;

/// A proposal with the approvals it got.
public record Grant(Signed proposal, List<Signed> approvals) {
  public Grant {
    approvals = List.copyOf(approvals);
  }

  /// What was proposed.
  public Terms terms() {
    return Terms.of(proposal.statement());
  }
}
