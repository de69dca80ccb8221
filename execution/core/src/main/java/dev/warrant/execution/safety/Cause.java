package dev.warrant.execution.safety;

/// Why the desk is tighter than normal. A latched cause is lifted only by two people who resume;
/// the others lift when what caused them has passed.
public enum Cause {
  /// A person, the watchdog or the gate said so.
  COMMAND(true),
  /// Drawdown from the peak passed its hard limit.
  DRAWDOWN(true),
  /// The desk stands outside a limit, or stood there and nobody released it since: each limit says
  /// how many people that takes, and a resume is not enough where it takes two.
  BREACH(false),
  /// Too many orders were rejected.
  REJECTS(true),
  /// What the desk does has been under no signed head of its log for too long.
  UNSIGNED(false),
  /// The feed is lost for too long.
  FEED(false),
  /// The venue told us to stay away for a while.
  BACKOFF(false),
  /// The certificate of the policy in force has ended.
  LICENCE(false);

  private final boolean latched;

  Cause(boolean latched) {
    this.latched = latched;
  }

  /// Whether only two people who resume can lift it.
  public boolean latched() {
    return latched;
  }
}
