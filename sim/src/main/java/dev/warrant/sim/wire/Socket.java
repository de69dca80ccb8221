package dev.warrant.sim.wire;

import java.util.LinkedHashSet;
import java.util.Set;

/// One WebSocket: which root it came in by, in which form it wants its frames, what it listens to.
final class Socket {
  /// Since 2026-04-23 market data comes from two roots; a stream asked for at the wrong one is
  /// accepted and stays silent. The old root served all.
  enum Root {
    LEGACY,
    PUBLIC,
    MARKET,
    PRIVATE
  }

  private static final int MESSAGES_PER_SECOND = 10;

  private final int id;
  private final Root root;
  private final boolean combined;
  private final String path;
  private final FrameSink sink;
  private final long openedNanos;
  private final Set<String> names = new LinkedHashSet<>();
  private long second;
  private int messages;

  Socket(int id, Root root, boolean combined, String path, FrameSink sink, long nanos) {
    this.id = id;
    this.root = root;
    this.combined = combined;
    this.path = path;
    this.sink = sink;
    openedNanos = nanos;
  }

  int id() {
    return id;
  }

  String path() {
    return path;
  }

  long openedNanos() {
    return openedNanos;
  }

  FrameSink sink() {
    return sink;
  }

  /// Names of the streams it listens to, in the order in which it asked.
  Set<String> names() {
    return names;
  }

  boolean combined() {
    return combined;
  }

  /// Whether this socket's root carries streams of `other`.
  boolean carries(Root other) {
    return root == Root.LEGACY || root == other;
  }

  /// Counts an incoming message; false when there are too many in a second.
  boolean mayTalk(long nanos) {
    long now = nanos / 1_000_000_000L;
    if (now != second) {
      second = now;
      messages = 0;
    }
    return ++messages <= MESSAGES_PER_SECOND;
  }
}
