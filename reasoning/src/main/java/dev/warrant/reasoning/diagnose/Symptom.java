package dev.warrant.reasoning.diagnose;

/// What the watchdog measures about a desk, each an integer.
public enum Symptom {
  /// Milliseconds since the desk last showed that its sequencer moves.
  HEARTBEAT_AGE("heartbeat-age"),
  /// Milliseconds of age of the oldest book.
  FEED_AGE("feed-age"),
  /// Rejected per hundred orders sent.
  REJECT_RATE("reject-rate"),
  /// Orders whose outcome is unknown.
  UNKNOWN_ORDERS("unknown-orders"),
  /// Order messages in the last ten seconds.
  MESSAGE_RATE("message-rate"),
  /// Microseconds from event to order, 99th percentile.
  ORDER_LATENCY("order-latency"),
  /// Milliseconds since the last deliberation was published.
  DELIBERATION_AGE("deliberation-age"),
  /// Positions without a resting stop.
  UNPROTECTED("unprotected"),
  /// Events waiting for the sequencer.
  BACKLOG("backlog"),
  /// What is used of the fullest limit that is watched, in percent.
  FULLEST_LIMIT("fullest-limit"),
  /// Limits of which so much is used that they warn.
  WARNED_LIMITS("warned-limits"),
  /// Limits that the desk stands outside of without any order.
  OPEN_BREACHES("open-breaches"),
  /// Breaches that ask for a tighter mode than the desk is in.
  UNHEEDED_BREACHES("unheeded-breaches");

  private final String text;

  Symptom(String text) {
    this.text = text;
  }

  /// Name in rule files.
  public String text() {
    return text;
  }
}
