package dev.warrant.execution.safety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warrant.execution.guard.CompiledGuard;
import dev.warrant.execution.guard.GuardCompiler;
import dev.warrant.execution.safety.CertificateRefused.Reason;
import dev.warrant.knowledge.release.Certificate;
import dev.warrant.knowledge.release.Change;
import dev.warrant.knowledge.release.Grant;
import dev.warrant.knowledge.release.Role;
import dev.warrant.knowledge.release.Signed;
import dev.warrant.knowledge.release.SshSignature;
import dev.warrant.knowledge.release.Terms;
import dev.warrant.knowledge.release.Verdict;
import dev.warrant.knowledge.testing.SharedData;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.rules.pack.PolicyPack;
import dev.warrant.rules.pack.PolicyPacks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CertifiedGuardsTest {
  private static final Instant NOW = Signers.NOW;
  private static final Instant UNTIL = NOW.plusSeconds(1_000);
  private static final Path HOUSE = SharedData.root().resolve("rules/packs/house-policy");
  private static final PolicyPack POLICY = PolicyPacks.load(HOUSE);
  private static final CompiledGuard ORDERS = GuardCompiler.compile(POLICY);
  private static final CompiledGuard EXITS = GuardCompiler.compileExit(POLICY);
  private static final Terms.Packs PACKS =
      new Terms.Packs(POLICY.digest(), Digest.sha256("strategy"), Digest.sha256("model"));
  private static final CertifiedGuards.Place PLACE =
      new CertifiedGuards.Place(PACKS, Digest.sha256("instruments"), "binance-usdm", "main");

  private final Signers signers =
      new Signers()
          .with("alice", Role.RISK, "alice", "alice-2")
          .with("bob", Role.RISK, "bob")
          .with("carol", Role.RISK, "carol")
          .with("tom", Role.TRADER, "tom");

  private static Terms terms(Terms.Packs packs, Terms.Base base) {
    Digest report = Digest.sha256("report");
    return new Terms(
        Change.RELEASE,
        0,
        packs,
        new Terms.Guards(ORDERS.digest(), EXITS.digest()),
        Digest.sha256("instruments"),
        new Terms.Evidence(report, report, report, "test"),
        base,
        new Terms.Bounds("binance-usdm", "*", NOW, UNTIL),
        "because");
  }

  private Signed proposal() {
    return signers.propose(2, "alice", terms(PACKS, Terms.Base.NONE));
  }

  private static byte[] sealed(Signed proposal, Signed... approvals) {
    return new Certificate(List.of(new Grant(proposal, List.of(approvals)))).bytes();
  }

  private byte[] good() {
    Signed p = proposal();
    return sealed(p, signers.approve("bob", "bob", p));
  }

  private CertifiedGuards load(byte[] certificate, CertifiedGuards.Place place, Instant now) {
    return load(certificate, place, now, Tightening.UNCONFIRMED);
  }

  private CertifiedGuards load(
      byte[] certificate, CertifiedGuards.Place place, Instant now, Tightening tightening) {
    CertificateCheck check = new CertificateCheck(signers.roster(), _ -> true, tightening);
    return CertifiedGuards.load(
        ORDERS, EXITS, place, new CertifiedGuards.Sealed(certificate, check), now);
  }

  private void refused(Reason reason, byte[] certificate) {
    refused(reason, certificate, PLACE, NOW);
  }

  private void refused(
      Reason reason, byte[] certificate, CertifiedGuards.Place place, Instant now) {
    assertThatThrownBy(() -> load(certificate, place, now))
        .isInstanceOf(CertificateRefused.class)
        .hasMessageContaining("[" + reason + "]")
        .extracting(e -> ((CertificateRefused) e).reason())
        .isEqualTo(reason);
  }

  @Test
  void twoPeopleOfRiskLetAGuardIn() {
    Certified c = load(good(), PLACE, NOW).certified();
    assertThat(c.people()).containsExactly("alice", "bob");
    assertThat(c.demo()).isFalse();
    assertThat(c.until()).isEqualTo(UNTIL);
  }

  @Test
  void noByteOfACertificateCanBeChanged() {
    byte[] good = good();
    for (int i = 0; i < good.length; i++) {
      byte[] other = good.clone();
      other[i] ^= (byte) (1 << (i % 8));
      assertThatThrownBy(() -> load(other, PLACE, NOW))
          .as("byte %d", i)
          .isInstanceOf(CertificateRefused.class);
    }
    for (int n = 0; n < good.length; n += 7) {
      byte[] cut = Arrays.copyOf(good, n);
      assertThatThrownBy(() -> load(cut, PLACE, NOW)).isInstanceOf(CertificateRefused.class);
    }
    refused(Reason.UNREADABLE, new byte[0]);
    refused(Reason.UNREADABLE, Arrays.copyOf(good, good.length + 1));
  }

  @Test
  void anEditedLimitNeedsAnotherCertificate(@TempDir Path folder) throws IOException {
    try (var all = Files.walk(HOUSE)) {
      for (Path p : all.sorted().toList()) {
        Path to = folder.resolve(HOUSE.relativize(p).toString());
        if (Files.isDirectory(p)) {
          Files.createDirectories(to);
        } else {
          Files.copy(p, to);
        }
      }
    }
    Path limits = folder.resolve("limits/7-compliance.yaml");
    Files.writeString(limits, "# a comment\n" + Files.readString(limits));
    PolicyPack edited = PolicyPacks.load(folder);
    Terms.Packs packs = new Terms.Packs(edited.digest(), PACKS.strategy(), PACKS.model());
    refused(
        Reason.POLICY_OTHER,
        good(),
        new CertifiedGuards.Place(packs, PLACE.instruments(), PLACE.venue(), PLACE.desk()),
        NOW);
  }

  @Test
  void oneSignatureIsTooFewHoweverOften() {
    Signed p = proposal();
    refused(Reason.TOO_FEW_PEOPLE, sealed(p));
    refused(Reason.AUTHOR_APPROVES, sealed(p, signers.approve("alice", "alice", p)));
    refused(Reason.AUTHOR_APPROVES, sealed(p, signers.approve("alice", "alice-2", p)));
    Signed byTom = signers.propose(2, "tom", terms(PACKS, Terms.Base.NONE));
    Signed once = signers.approve("alice", "alice", byTom);
    refused(Reason.TOO_FEW_PEOPLE, sealed(byTom, once));
    refused(Reason.TOO_FEW_PEOPLE, sealed(byTom, once, once));
    refused(Reason.TOO_FEW_PEOPLE, sealed(byTom, once, signers.approve("alice", "alice-2", byTom)));
    assertThat(
            load(sealed(byTom, once, signers.approve("bob", "bob", byTom)), PLACE, NOW)
                .certified()
                .people())
        .containsExactly("alice", "bob");
  }

  @Test
  void tradersRevokedAndUnknownKeysAreNamed() {
    Signed p = proposal();
    refused(Reason.NOT_RISK, sealed(p, signers.approve("tom", "tom", p)));
    refused(Reason.KEY_UNKNOWN, sealed(p, signers.approve("eve", "eve", p)));
    refused(Reason.KEY_OTHER, sealed(p, signers.approve("bob", "carol", p)));
    byte[] good = good();
    signers.revoke("bob");
    refused(Reason.KEY_REVOKED, good);
  }

  @Test
  void aSignatureFromElsewhereDoesNotFit() {
    Signed p = proposal();
    Signed other = signers.propose(3, "alice", terms(PACKS, Terms.Base.NONE));
    Signed approval = signers.approve("bob", "bob", other);
    refused(Reason.APPROVES_ANOTHER, sealed(p, approval));
    Signed fits = signers.approve("bob", "bob", p);
    SshSignature moved = approval.signature();
    refused(Reason.SIGNATURE_WRONG, sealed(p, new Signed(fits.statement(), moved)));
  }

  @Test
  void anotherGuardPackInstrumentPlaceOrTimeIsRefused() {
    byte[] good = good();
    Digest x = Digest.sha256("x");
    Digest instruments = PLACE.instruments();
    refused(
        Reason.POLICY_OTHER, good, place(new Terms.Packs(x, PACKS.strategy(), PACKS.model())), NOW);
    refused(
        Reason.STRATEGY_OTHER, good, place(new Terms.Packs(PACKS.policy(), x, PACKS.model())), NOW);
    refused(
        Reason.MODEL_OTHER, good, place(new Terms.Packs(PACKS.policy(), PACKS.strategy(), x)), NOW);
    refused(
        Reason.INSTRUMENTS_OTHER,
        good,
        new CertifiedGuards.Place(PACKS, x, "binance-usdm", "main"),
        NOW);
    refused(
        Reason.SCOPE_OTHER,
        good,
        new CertifiedGuards.Place(PACKS, instruments, "okx", "main"),
        NOW);
    refused(Reason.NOT_YET, good, PLACE, NOW.minusSeconds(1));
    refused(Reason.EXPIRED, good, PLACE, UNTIL);
    CertificateCheck check =
        new CertificateCheck(signers.roster(), _ -> true, Tightening.UNCONFIRMED);
    assertThatThrownBy(() ->
            CertifiedGuards.load(
                /* orders= */ EXITS,
                /* exits= */ ORDERS,
                PLACE,
                new CertifiedGuards.Sealed(good, check),
                NOW))
        .extracting(e -> ((CertificateRefused) e).reason())
        .isEqualTo(Reason.GUARD_OTHER);
  }

  @Test
  void whatWasWithdrawnOrSupersededIsRefusedWhoeverApprovedIt() {
    Signed p = proposal();
    CertificateCheck check =
        new CertificateCheck(signers.roster(), d -> !d.equals(p.digest()), Tightening.UNCONFIRMED);
    byte[] certificate = sealed(p, signers.approve("bob", "bob", p));
    assertThatThrownBy(() ->
            CertifiedGuards.load(
                ORDERS, EXITS, PLACE, new CertifiedGuards.Sealed(certificate, check), NOW))
        .extracting(e -> ((CertificateRefused) e).reason())
        .isEqualTo(Reason.NOT_LIVE);
  }

  @Test
  void theSmallVersionComesInAtItsCanaryOnlyAndTheWholeOneThenDoesNot() {
    Terms t =
        terms(
            new Terms.Packs(Digest.sha256("whole"), PACKS.strategy(), PACKS.model()),
            Terms.Base.NONE);
    Terms.Guards whole = new Terms.Guards(Digest.sha256("orders"), Digest.sha256("exits"));
    Signed p =
        signers.propose(
            2,
            "alice",
            new Terms(
                t.change(),
                0,
                t.packs(),
                whole,
                t.instruments(),
                t.evidence(),
                t.base(),
                t.bounds(),
                t.reason(),
                new Terms.Canary(PACKS.policy(), t.guards())));
    byte[] certificate = sealed(p, signers.approve("bob", "bob", p));
    refused(Reason.NOT_LIVE, certificate);
    Standing canary =
        new Standing() {
          @Override
          public boolean live(Digest proposal) {
            return false;
          }

          @Override
          public boolean canary(Digest proposal) {
            return proposal.equals(p.digest());
          }
        };
    CertificateCheck check = new CertificateCheck(signers.roster(), canary, Tightening.UNCONFIRMED);
    CertifiedGuards.Sealed under = new CertifiedGuards.Sealed(certificate, check);
    assertThat(CertifiedGuards.load(ORDERS, EXITS, PLACE, under, NOW).certified().people())
        .containsExactly("alice", "bob");
    byte[] plain = good();
    assertThatThrownBy(() ->
            CertifiedGuards.load(
                ORDERS, EXITS, PLACE, new CertifiedGuards.Sealed(plain, check), NOW))
        .hasMessageContaining("[NOT_LIVE]");
  }

  @Test
  void anotherParentNeedsAnotherCertificate() {
    Digest firm = Digest.sha256("firm");
    Terms.Packs child = new Terms.Packs(PACKS.policy(), PACKS.strategy(), PACKS.model(), firm);
    refused(Reason.PARENT_OTHER, good(), place(child), NOW);
    Signed p = signers.propose(2, "alice", terms(child, Terms.Base.NONE));
    byte[] certificate = sealed(p, signers.approve("bob", "bob", p));
    assertThat(load(certificate, place(child), NOW).certified().until()).isEqualTo(UNTIL);
    refused(Reason.PARENT_OTHER, certificate);
  }

  private static CertifiedGuards.Place place(Terms.Packs packs) {
    return new CertifiedGuards.Place(packs, PLACE.instruments(), PLACE.venue(), PLACE.desk());
  }

  @Test
  void demoKeysCountAtTheSimulatorOnly() {
    signers.with("bob", Role.RISK, true, "bob");
    refused(Reason.DEMO_KEY, good());
    Terms t = terms(PACKS, Terms.Base.NONE);
    Terms anywhere =
        new Terms(
            t.change(),
            0,
            PACKS,
            t.guards(),
            t.instruments(),
            t.evidence(),
            t.base(),
            new Terms.Bounds("*", "*", NOW, UNTIL),
            t.reason());
    Signed p = signers.propose(2, "alice", anywhere);
    byte[] certificate = sealed(p, signers.approve("bob", "bob", p));
    refused(Reason.DEMO_KEY, certificate);
    CertifiedGuards.Place sim =
        new CertifiedGuards.Place(PACKS, PLACE.instruments(), Terms.Bounds.SIMULATED, "main");
    assertThat(load(certificate, sim, NOW).certified().demo()).isTrue();
  }

  @Test
  void onePersonTightensOnlyWhatTwoAllowedAndOnlyProved() {
    Terms.Packs wide = new Terms.Packs(Digest.sha256("wide"), PACKS.strategy(), PACKS.model());
    Signed base = signers.propose(2, "alice", terms(wide, Terms.Base.NONE));
    Grant two = new Grant(base, List.of(signers.approve("bob", "bob", base)));
    Terms.Base from = new Terms.Base(2, wide.policy(), wide.strategy(), Verdict.TIGHTER);
    Grant one = new Grant(signers.propose(9, "carol", terms(PACKS, from)), List.of());
    byte[] chain = new Certificate(List.of(two, one)).bytes();
    refused(Reason.UNPROVED_TIGHTER, chain);
    Tightening proved = (b, p) -> b.equals(wide.policy()) && p.equals(PACKS.policy());
    assertThat(load(chain, PLACE, NOW, proved).certified().people())
        .containsExactly("alice", "bob", "carol");
    refused(Reason.TOO_FEW_PEOPLE, new Certificate(List.of(one)).bytes());
    Signed other = signers.propose(3, "alice", terms(wide, Terms.Base.NONE));
    Grant elsewhere = new Grant(other, List.of(signers.approve("bob", "bob", other)));
    byte[] spliced = new Certificate(List.of(elsewhere, one)).bytes();
    assertThatThrownBy(() -> load(spliced, PLACE, NOW, proved))
        .hasMessageContaining("[UNPROVED_TIGHTER]");
    Terms.Base looser = new Terms.Base(2, wide.policy(), wide.strategy(), Verdict.UNKNOWN);
    Grant unknown = new Grant(signers.propose(9, "carol", terms(PACKS, looser)), List.of());
    byte[] bold = new Certificate(List.of(two, unknown)).bytes();
    assertThatThrownBy(() -> load(bold, PLACE, NOW, (_, _) -> true))
        .hasMessageContaining("[TOO_FEW_PEOPLE]");
  }
}
