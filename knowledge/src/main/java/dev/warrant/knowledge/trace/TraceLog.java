package dev.warrant.knowledge.trace;

import dev.warrant.knowledge.unit.Digest;

/// Where derivation steps go, in order. Equal steps are taken once as long as they are remembered
/// (see [RecentIds]); equal calls give equal roots, whatever the log does with the nodes. Written
/// by one thread.
public interface TraceLog extends AutoCloseable {
  /// Appends a node, unless it is remembered.
  ///
  /// @throws TraceFault if it could not be kept
  void append(TraceNode node);

  /// Appends nodes in order.
  default void append(Iterable<TraceNode> nodes) {
    for (TraceNode node : nodes) {
      append(node);
    }
  }

  /// Number of nodes taken.
  long size();

  /// RFC 6962 root over the ids of all nodes taken, in order.
  Digest root();

  /// Ends the log.
  @Override
  void close();
}
