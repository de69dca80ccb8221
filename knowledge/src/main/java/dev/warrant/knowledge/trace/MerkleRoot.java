package dev.warrant.knowledge.trace;

import dev.warrant.knowledge.tlog.TreeHash;
import dev.warrant.knowledge.unit.Digest;
import java.util.ArrayList;
import java.util.List;

/// The root of a growing Merkle tree after RFC 6962, keeping only the roots of its perfect
/// subtrees: at most 64 digests, however many leaves.
final class MerkleRoot {
  private final TreeHash hash = new TreeHash();
  private final List<Digest> peaks = new ArrayList<>();
  private long size;

  /// Adds a leaf whose data is the digest.
  void add(Digest data) {
    Digest top = hash.leaf(data);
    for (long n = size; (n & 1) == 1; n >>>= 1) {
      top = hash.node(peaks.removeLast(), top);
    }
    peaks.add(top);
    size++;
  }

  long size() {
    return size;
  }

  Digest root() {
    if (peaks.isEmpty()) {
      return TreeHash.empty();
    }
    Digest root = peaks.getLast();
    for (int i = peaks.size() - 2; i >= 0; i--) {
      root = hash.node(peaks.get(i), root);
    }
    return root;
  }
}
