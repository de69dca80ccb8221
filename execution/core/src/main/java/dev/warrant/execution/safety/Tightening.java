package dev.warrant.execution.safety;

import dev.warrant.knowledge.unit.Digest;

/// Confirms for the desk itself that a policy admits nothing its base would refuse; without that,
/// one person's word would be enough to loosen.
@FunctionalInterface
public interface Tightening {
  /// Nobody can tell: certificates of one person are refused.
  Tightening UNCONFIRMED = (_, _) -> false;

  /// Whether the policy with digest `policy` was proved no looser than the one with digest `base`.
  boolean noLooser(Digest base, Digest policy);
}
