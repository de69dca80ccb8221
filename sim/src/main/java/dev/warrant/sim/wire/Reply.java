package dev.warrant.sim.wire;

import java.util.Collections;
import java.util.Map;

/// Answer to a REST request.
///
/// @param status HTTP status; 0 means that nothing is answered and the connection has to be
///   dropped, as when a gateway dies after the order went through
/// @param retryAfterSeconds value of `Retry-After`; 0 for none
/// @param headers further headers in the order to send them
/// @param delayNanos how long the transport has to hold the answer back
public record Reply(
    int status, String body, long retryAfterSeconds, Map<String, String> headers, long delayNanos) {
  /// Status of an answer that never comes.
  public static final int NONE = 0;

  /// An answer without further headers.
  public static Reply of(int status, String body) {
    return new Reply(status, body, 0, Collections.emptyMap(), 0);
  }

  Reply withHeaders(Map<String, String> more) {
    return new Reply(status, body, retryAfterSeconds, more, delayNanos);
  }

  Reply after(long nanos) {
    return new Reply(status, body, retryAfterSeconds, headers, nanos);
  }
}
