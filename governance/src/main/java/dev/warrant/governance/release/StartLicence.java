package dev.warrant.governance.release;

import dev.warrant.execution.desk.Admissions;
import dev.warrant.execution.desk.DeskRules;
import dev.warrant.execution.desk.Licence;
import dev.warrant.execution.safety.CertificateCheck;
import dev.warrant.execution.safety.CertifiedGuards;
import dev.warrant.execution.safety.Tightening;
import dev.warrant.knowledge.release.Certificate;
import dev.warrant.knowledge.release.Terms;
import dev.warrant.knowledge.seam.Clock;
import dev.warrant.knowledge.unit.Canon;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.reasoning.prove.PolicyDiff;
import dev.warrant.reasoning.prove.PolicyProof;
import dev.warrant.rules.pack.PolicyPacks;
import dev.warrant.rules.pack.Scope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a start comes by its guards: both are proved, somebody's certificate names exactly these
/// bytes, and it is written beside the run.
public final class StartLicence implements Licence {
  /// The name of the desk that `run` starts.
  public static final String DESK = "main";

  /// The name of the venue that is not ours, in certificates.
  public static final String VENUE = "binance-usdm";

  /// Whose certificate it is.
  @FunctionalInterface
  interface Authority {
    /// A certificate for these guards, and who judges it.
    ///
    /// @param proof digest of the proofs of both guards
    CertifiedGuards.Sealed seal(
        Terms.Packs packs, Terms.Guards guards, Digest instruments, Digest proof, Instant at)
        throws IOException;
  }

  /// Opens the release folder of a house.
  @FunctionalInterface
  public interface Opening {
    /// The house, read and checked.
    House open() throws IOException;
  }

  private final Authority authority;
  private final String venue;
  private final @Nullable Path proofs;
  private final @Nullable Path beside;
  private StartProof proof;

  private StartLicence(
      Authority authority,
      String venue,
      DeskRules rules,
      @Nullable Path proofs,
      @Nullable Path beside) {
    this.authority = authority;
    this.venue = venue;
    this.proofs = proofs;
    this.beside = beside;
    proof = StartProof.begin(rules, proofs);
  }

  /// Demo signatures, for the simulated venue. Proving begins at once.
  ///
  /// @param proofs folder of what was proved before
  /// @param beside where the certificate goes; null to keep none
  public static StartLicence demo(DeskRules rules, Path proofs, @Nullable Path beside) {
    return new StartLicence(StartLicence::demoSeal, Terms.Bounds.SIMULATED, rules, proofs, beside);
  }

  /// The certificate of what is live in a house. Proving begins at once.
  ///
  /// @param venue where the desk trades, by name
  /// @param proofs folder of what was proved before, at the simulated venue only; null elsewhere
  /// @param beside where the certificate goes
  public static StartLicence house(
      Opening opening, String venue, DeskRules rules, @Nullable Path proofs, Path beside) {
    return of(
        (packs, _, _, _, at) -> houseSeal(opening.open(), packs.policy(), at),
        venue,
        rules,
        proofs,
        beside);
  }

  static StartLicence of(
      Authority authority,
      String venue,
      DeskRules rules,
      @Nullable Path proofs,
      @Nullable Path beside) {
    if (proofs != null && !venue.equals(Terms.Bounds.SIMULATED)) {
      throw new IllegalArgumentException("proofs are remembered for the simulator only");
    }
    return new StartLicence(authority, venue, rules, proofs, beside);
  }

  private static CertifiedGuards.Sealed demoSeal(
      Terms.Packs packs, Terms.Guards guards, Digest instruments, Digest proof, Instant at) {
    DemoHouse.Made made = DemoHouse.sign(packs, guards, instruments, proof, at);
    return new CertifiedGuards.Sealed(made.certificate().bytes(), made.check());
  }

  private static CertifiedGuards.Sealed houseSeal(House house, Digest policy, Instant at) {
    Certificate under = Certificates.under(house, policy, at);
    return new CertifiedGuards.Sealed(
        under.bytes(), new CertificateCheck(house.roster(), house.standing(at), proved(house)));
  }

  /// What one person tightened is proved again here, from the very bytes the digests name.
  static Tightening proved(House house) {
    return (base, policy) ->
        new PolicyDiff(PolicyProof.FUEL)
            .inside(
                PolicyPacks.load(house.store().pack(base)),
                PolicyPacks.load(house.store().pack(policy)))
            .proved();
  }

  /// Both packs must hold where the desk stands. The simulated venue stands for any.
  private void place(DeskRules rules, List<Instrument> instruments) {
    inside(
        rules.policy().name() + " " + rules.policy().version(),
        rules.policy().scope(),
        instruments);
    inside(
        rules.strategy().name() + " " + rules.strategy().version(),
        rules.strategy().scope(),
        instruments);
  }

  private void inside(String pack, Scope scope, List<Instrument> instruments) {
    boolean simulated = venue.equals(Terms.Bounds.SIMULATED);
    Scope here =
        new Scope(
            simulated ? scope.venues() : List.of(venue),
            instruments.stream().map(Instrument::symbol).toList(),
            List.of(DESK),
            scope.place());
    scope.demand(pack, here);
  }

  @Override
  public synchronized Admissions admit(DeskRules rules, List<Instrument> instruments) {
    if (!proof.about(rules)) {
      proof = StartProof.begin(rules, proofs);
    }
    place(rules, instruments);
    Digest proved = proof.await();
    Instant now = Instant.ofEpochSecond(0, Clock.system().nanos()).truncatedTo(ChronoUnit.SECONDS);
    Digest of = Canon.digest(instruments);
    try {
      CertifiedGuards.Sealed sealed =
          authority.seal(rules.packs(), rules.guards().digests(), of, proved, now);
      CertifiedGuards guards =
          CertifiedGuards.load(
              rules.guards().orders(),
              rules.guards().exits(),
              new CertifiedGuards.Place(rules.packs(), of, venue, DESK),
              sealed,
              now);
      Path to = beside;
      if (to != null) {
        Files.write(to, sealed.certificate());
      }
      return Admissions.of(guards);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read or keep the certificate", e);
    }
  }

  /// The proof of the guards it last let in, for people.
  public synchronized StartProof proof() {
    return proof;
  }
}
