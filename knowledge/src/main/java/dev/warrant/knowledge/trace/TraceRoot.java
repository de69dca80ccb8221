package dev.warrant.knowledge.trace;

import dev.warrant.knowledge.unit.Digest;

/// A trace that keeps no nodes, only what its root needs: for replay.
public final class TraceRoot implements TraceLog {
  private final RecentIds recent = new RecentIds();
  private final MerkleRoot tree = new MerkleRoot();

  @Override
  public void append(TraceNode node) {
    take(node);
  }

  /// Takes a node.
  ///
  /// @return whether it was new
  boolean take(TraceNode node) {
    boolean fresh = recent.add(node.id());
    if (fresh) {
      tree.add(node.id());
    }
    return fresh;
  }

  @Override
  public long size() {
    return tree.size();
  }

  @Override
  public Digest root() {
    return tree.root();
  }

  @Override
  public void close() {}
}
