package dev.warrant.reasoning.deliberate;

import dev.warrant.knowledge.order.Intent;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.reasoning.sizing.Stake;
import org.jspecify.annotations.Nullable;

/// An intent on its way to a warrant; what is known of it grows from stage to stage.
final class Candidate {
  final Intent intent;
  final Digest node;
  final Digest proof;
  @Nullable Range range;
  StakeMaker.@Nullable Ground ground;
  @Nullable Stake stake;

  /// Whether only the limits kept it from a larger stake.
  boolean limited;

  /// Whether a live warrant of its instrument and side still has a reason.
  boolean stands;

  Candidate(Intent intent, Digest node, Digest proof) {
    this.intent = intent;
    this.node = node;
    this.proof = proof;
  }
}
