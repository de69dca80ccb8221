package dev.warrant.knowledge.journal;

import dev.warrant.knowledge.unit.Digest;

/// The one value that stands for both chains.
final class Chains {
  private Chains() {}

  /// `SHA-256(input head ‖ derived head)`.
  static Digest root(Digest inputHead, Digest derivedHead) {
    byte[] both = new byte[2 * Digest.BYTES];
    inputHead.write(both, 0);
    derivedHead.write(both, Digest.BYTES);
    return Digest.sha256(both);
  }
}
