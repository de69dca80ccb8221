package dev.warrant.governance.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warrant.execution.desk.Admissions;
import dev.warrant.execution.desk.DeskRules;
import dev.warrant.execution.safety.CertificateCheck;
import dev.warrant.execution.safety.CertificateRefused;
import dev.warrant.execution.safety.Certified;
import dev.warrant.execution.safety.CertifiedGuards;
import dev.warrant.execution.safety.Tightening;
import dev.warrant.governance.people.PersonLine;
import dev.warrant.governance.people.SecretKey;
import dev.warrant.knowledge.release.Approval;
import dev.warrant.knowledge.release.Certificate;
import dev.warrant.knowledge.release.Grant;
import dev.warrant.knowledge.release.HeldKey;
import dev.warrant.knowledge.release.Person;
import dev.warrant.knowledge.release.Role;
import dev.warrant.knowledge.release.Roster;
import dev.warrant.knowledge.release.Signed;
import dev.warrant.knowledge.release.Statement;
import dev.warrant.knowledge.release.Statement.Line;
import dev.warrant.knowledge.release.Terms;
import dev.warrant.knowledge.testing.SharedData;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.sim.wire.Instruments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StartLicenceTest {
  private static final Path PACKS = SharedData.root().resolve("rules/packs");
  private static final DeskRules RULES =
      DeskRules.load(PACKS.resolve("house-policy"), PACKS.resolve("house-strategy"));
  private static final List<Instrument> INSTRUMENTS = Instruments.standard();

  @TempDir private Path folder = Path.of("");

  @Test
  void demoSignaturesLetASimulatedDeskStartAndAreToldAsSuch() throws IOException {
    Path beside = folder.resolve("certificate.txt");
    StartLicence licence = StartLicence.demo(RULES, folder.resolve("proofs"), beside);
    Admissions admissions = licence.admit(RULES, INSTRUMENTS);
    Certified c = admissions.certified();
    assertThat(c.says()).isEqualTo("demo signatures: not independent, simulator only");
    Certificate kept = Certificate.parse(Files.readAllBytes(beside));
    assertThat(kept.digest()).isEqualTo(c.certificate());
    assertThat(kept.terms().guards()).isEqualTo(RULES.guards().digests());
    assertThat(kept.terms().evidence().proof()).isEqualTo(licence.proof().await());
    assertThat(licence.proof().remembered()).isFalse();
    StartLicence again = StartLicence.demo(RULES, folder.resolve("proofs"), null);
    assertThat(again.admit(RULES, INSTRUMENTS).certified().certificate())
        .isNotEqualTo(c.certificate());
    assertThat(again.proof().remembered()).isTrue();
    assertThat(again.proof().await()).isEqualTo(licence.proof().await());
  }

  @Test
  void aPolicyThatDoesNotHoldForAnInstrumentOfTheDeskLetsItNotStart() throws IOException {
    Path copy = folder.resolve("narrow");
    try (Stream<Path> all = Files.walk(PACKS.resolve("house-policy"))) {
      for (Path path : all.toList()) {
        String to = PACKS.resolve("house-policy").relativize(path).toString();
        Files.copy(path, copy.resolve(to));
      }
    }
    String header = Files.readString(copy.resolve("pack.yaml"));
    assertThat(header).contains("[BTCUSDT, ETHUSDT]");
    Files.writeString(copy.resolve("pack.yaml"), header.replace("[BTCUSDT, ETHUSDT]", "[BTCUSDT]"));
    DeskRules narrow = DeskRules.load(copy, PACKS.resolve("house-strategy"), PACKS);
    StartLicence licence = StartLicence.demo(narrow, folder.resolve("proofs"), null);
    assertThatThrownBy(() -> licence.admit(narrow, INSTRUMENTS))
        .hasMessageContaining("pack.yaml:5:")
        .hasMessageContaining("a desk at ETHUSDT, where house-policy 1.0.0 does not hold")
        .hasMessageContaining("[scope-outside]");
    licence.admit(narrow, INSTRUMENTS.subList(0, 1));
  }

  private void refused(StartLicence.Authority authority, String venue, String reason) {
    Path beside = folder.resolve("never.txt");
    StartLicence licence =
        StartLicence.of(
            authority,
            venue,
            RULES,
            venue.equals(Terms.Bounds.SIMULATED) ? folder.resolve("proofs") : null,
            beside);
    assertThatThrownBy(() -> licence.admit(RULES, INSTRUMENTS))
        .isInstanceOf(CertificateRefused.class)
        .hasMessageContaining("[" + reason + "]");
    assertThat(beside).doesNotExist();
  }

  @Test
  void demoSignaturesAreRefusedAtAnyOtherVenue() {
    refused(
        (packs, guards, instruments, proof, at) -> {
          DemoHouse.Made m = DemoHouse.sign(packs, guards, instruments, proof, at);
          return new CertifiedGuards.Sealed(m.certificate().bytes(), m.check());
        },
        StartLicence.VENUE,
        "SCOPE_OTHER");
    refused(new Pair("*", "bob", "bob")::seal, StartLicence.VENUE, "DEMO_KEY");
  }

  @Test
  void oneSignatureOrOneKeyTwiceIsNoCertificate() {
    refused(new Pair("*")::seal, Terms.Bounds.SIMULATED, "TOO_FEW_PEOPLE");
    refused(new Pair("*", "ann", "ann")::seal, Terms.Bounds.SIMULATED, "AUTHOR_APPROVES");
    refused(new Pair("*", "bob", "ann")::seal, Terms.Bounds.SIMULATED, "KEY_OTHER");
  }

  @Test
  void aPackEditedAfterItWasCertifiedIsRefused() {
    refused(
        (_, guards, instruments, _, at) ->
            new Pair("*", "bob", "bob")
                .seal(
                    new Terms.Packs(
                        Digest.sha256("before the edit"),
                        RULES.strategy().digest(),
                        RULES.modelDigest()),
                    guards,
                    instruments,
                    Digest.ZERO,
                    at),
        Terms.Bounds.SIMULATED,
        "POLICY_OTHER");
  }

  @Test
  void proofsAreRememberedForTheSimulatorOnly() {
    assertThatThrownBy(() ->
            StartLicence.of(
                new Pair("*")::seal, StartLicence.VENUE, RULES, folder.resolve("proofs"), folder))
        .hasMessageContaining("simulator only");
  }

  /// Ann, who proposes, and whoever approves with whatever key.
  private static final class Pair {
    private final SecretKey ann = SecretKey.generate(PersonLine.DEMO_COMMENT + " ann");
    private final SecretKey bob = SecretKey.generate(PersonLine.DEMO_COMMENT + " bob");
    private final String venue;
    private final String[] approvals;

    /// @param approvals name and owner of the key, in turn
    Pair(String venue, String... approvals) {
      this.venue = venue;
      this.approvals = approvals;
    }

    CertifiedGuards.Sealed seal(
        Terms.Packs packs, Terms.Guards guards, Digest instruments, Digest proof, Instant at) {
      DemoHouse.Made made = DemoHouse.sign(packs, guards, instruments, proof, at);
      Terms t = made.certificate().terms();
      Terms terms =
          new Terms(
              t.change(),
              t.of(),
              t.packs(),
              t.guards(),
              t.instruments(),
              t.evidence(),
              t.base(),
              new Terms.Bounds(venue, "*", at, at.plusSeconds(3_600)),
              t.reason());
      Signed proposal = signed(Terms.KIND, 2, at, "ann", ann, terms.lines());
      List<Signed> under = new ArrayList<>();
      for (int i = 0; i < approvals.length; i += 2) {
        SecretKey key = approvals[i + 1].equals("ann") ? ann : bob;
        List<Line> lines = Approval.of(proposal, "test", Digest.sha256("page")).lines();
        under.add(signed(Approval.KIND, 3, at, approvals[i], key, lines));
      }
      Certificate certificate = new Certificate(List.of(new Grant(proposal, under)));
      Roster roster = new Roster(List.of(person("ann", ann, at), person("bob", bob, at)));
      return new CertifiedGuards.Sealed(
          certificate.bytes(), new CertificateCheck(roster, _ -> true, Tightening.UNCONFIRMED));
    }

    private static Person person(String name, SecretKey key, Instant at) {
      return new Person(name, List.of(Role.RISK), List.of(new HeldKey(key.open(), true, at, null)));
    }

    private static Signed signed(
        String kind, long number, Instant at, String by, SecretKey key, List<Line> lines) {
      Statement s = new Statement(kind, number, Digest.sha256("log " + number), at, by, lines);
      return new Signed(s, key.sign(s.bytes()));
    }
  }
}
