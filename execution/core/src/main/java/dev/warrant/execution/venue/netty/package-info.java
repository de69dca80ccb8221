/// Sockets: REST and WebSocket over Netty, on one event-loop thread.
@NullMarked
package dev.warrant.execution.venue.netty;

import org.jspecify.annotations.NullMarked;
