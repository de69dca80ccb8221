package dev.warrant.knowledge.trace;

import dev.warrant.knowledge.unit.Digest;

/// Where trace nodes go, each once, in order. Written by one thread.
public interface TraceLog extends AutoCloseable {
  /// Appends a node unless it is there already.
  void append(TraceNode node);

  /// Number of nodes.
  long size();

  /// Merkle root over the ids of all nodes in order (RFC 6962).
  Digest root();

  @Override
  void close();
}
