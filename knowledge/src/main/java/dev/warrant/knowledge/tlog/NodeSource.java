package dev.warrant.knowledge.tlog;

import dev.warrant.knowledge.unit.Digest;

/// Where proofs get the roots of perfect subtrees from.
@FunctionalInterface
public interface NodeSource {
  /// Root over the leaves `index · 2^height` to `(index + 1) · 2^height`, all of which are there.
  Digest node(int height, long index);
}
