package dev.warrant.execution.safety;

import dev.warrant.execution.guard.CompiledGuard;
import dev.warrant.knowledge.release.Terms;
import dev.warrant.knowledge.unit.Digest;
import java.time.Instant;

/// The guards of a desk, which exist only with a valid certificate for exactly their byte code.
/// There is no other way to make one, and no switch to turn the check off.
public final class CertifiedGuards {
  private final CompiledGuard orders;
  private final CompiledGuard exits;
  private final Certified certified;

  /// Where the guards would decide.
  ///
  /// @param packs digests as read from the very files the desk uses
  /// @param instruments `Canon.digest` of the desk's list of instruments
  /// @param venue [Terms.Bounds#SIMULATED] or the name of a real one
  public record Place(Terms.Packs packs, Digest instruments, String venue, String desk) {}

  private CertifiedGuards(CompiledGuard orders, CompiledGuard exits, Certified certified) {
    this.orders = orders;
    this.exits = exits;
    this.certified = certified;
  }

  /// Lets two guards in.
  ///
  /// @param orders for orders under warrants
  /// @param exits for exits and stops
  /// @throws CertificateRefused with the first reason
  public static CertifiedGuards load(
      CompiledGuard orders, CompiledGuard exits, Place place, Sealed sealed, Instant now) {
    Claim claim =
        new Claim(
            place.packs(),
            new Terms.Guards(orders.digest(), exits.digest()),
            place.instruments(),
            place.venue(),
            place.desk());
    return new CertifiedGuards(
        orders, exits, sealed.check().check(sealed.certificate(), claim, now));
  }

  /// A certificate and who judges it.
  public static final class Sealed {
    private final byte[] certificate;
    private final CertificateCheck check;

    /// The bytes of a certificate; none at all are refused as unreadable.
    public Sealed(byte[] certificate, CertificateCheck check) {
      this.certificate = certificate.clone();
      this.check = check;
    }

    /// The bytes of the certificate.
    public byte[] certificate() {
      return certificate.clone();
    }

    CertificateCheck check() {
      return check;
    }
  }

  /// The guard of orders under warrants.
  public CompiledGuard orders() {
    return orders;
  }

  /// The guard of exits and stops.
  public CompiledGuard exits() {
    return exits;
  }

  /// What the certificate came to.
  public Certified certified() {
    return certified;
  }
}
