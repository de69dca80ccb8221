package dev.warrant.knowledge.trace;

import dev.warrant.knowledge.seam.LookupOnly;
import dev.warrant.knowledge.unit.Digest;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/// A trace that keeps nothing but its root: the Merkle tree hash of RFC 6962 §2.1 over the node ids
/// in order, `leaf = H(0x00 ‖ id)`, `node = H(0x01 ‖ left ‖ right)`.
@LookupOnly("ids are only asked for, to append each once")
public final class RootTrace implements TraceLog {
  private final HashSet<Digest> seen = new HashSet<>();

  /// Roots of the perfect subtrees the log is made of, largest first.
  private final List<Digest> peaks = new ArrayList<>();

  private final MessageDigest sha = Digest.newSha256();
  private long size;

  @Override
  public void append(TraceNode node) {
    if (!seen.add(node.id())) {
      return;
    }
    sha.update((byte) 0);
    Digest hash = Digest.read(sha.digest(node.id().bytes()), 0);
    for (long n = size; (n & 1) == 1; n >>= 1) {
      hash = parent(peaks.removeLast(), hash);
    }
    peaks.add(hash);
    size++;
  }

  private Digest parent(Digest left, Digest right) {
    sha.update((byte) 1);
    sha.update(left.bytes());
    return Digest.read(sha.digest(right.bytes()), 0);
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public Digest root() {
    if (peaks.isEmpty()) {
      return Digest.sha256(new byte[0]);
    }
    Digest root = peaks.getLast();
    for (int i = peaks.size() - 2; i >= 0; i--) {
      root = parent(peaks.get(i), root);
    }
    return root;
  }

  @Override
  public void close() {}
}
