package dev.warrant.execution.safety;

/// Thrown where a guard must not be loaded: the reason by name, what was found, what was expected.
public final class CertificateRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// Why.
  public enum Reason {
    /// No certificate, or bytes that are none.
    UNREADABLE,
    /// A signature that does not fit what it stands under.
    SIGNATURE_WRONG,
    /// A key nobody holds.
    KEY_UNKNOWN,
    /// A key that was revoked.
    KEY_REVOKED,
    /// A key of somebody else than the one who speaks.
    KEY_OTHER,
    /// A demo key away from the simulator.
    DEMO_KEY,
    /// An approval by somebody who is not of risk.
    NOT_RISK,
    /// An approval of something else.
    APPROVES_ANOTHER,
    /// The author approved.
    AUTHOR_APPROVES,
    /// Fewer different people than needed.
    TOO_FEW_PEOPLE,
    /// A tightening that the desk could not confirm.
    UNPROVED_TIGHTER,
    /// Made for another guard.
    GUARD_OTHER,
    /// Made for another policy.
    POLICY_OTHER,
    /// Made for another strategy.
    STRATEGY_OTHER,
    /// Made for another model.
    MODEL_OTHER,
    /// Proved to lie inside of another parent policy.
    PARENT_OTHER,
    /// Proved for other instruments.
    INSTRUMENTS_OTHER,
    /// Made for another venue or desk.
    SCOPE_OTHER,
    /// Approved, but not live: never activated, withdrawn or superseded.
    NOT_LIVE,
    /// Not valid yet.
    NOT_YET,
    /// Not valid any more.
    EXPIRED
  }

  private final Reason reason;

  CertificateRefused(Reason reason, String found, String expected) {
    super(
        "the guard has no valid certificate: found "
            + found
            + ", expected "
            + expected
            + " ["
            + reason
            + "]");
    this.reason = reason;
  }

  /// Why.
  public Reason reason() {
    return reason;
  }
}
