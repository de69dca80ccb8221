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

  /// Hands what was taken to the operating system, so that it outlives the process. Of a log that
  /// keeps nothing, nothing.
  ///
  /// @throws TraceFault if it is not taken; the next call tries again
  default void flush() {}

  /// Brings what was taken to the disk, so that it outlives the machine: before a record says that
  /// a life has ended with it.
  ///
  /// @throws TraceFault if the disk does not confirm it, or ever did not
  default void force() {}

  /// Number of nodes taken.
  long size();

  /// RFC 6962 root over the ids of all nodes taken, in order.
  Digest root();

  /// Ends the log.
  @Override
  void close();
}
