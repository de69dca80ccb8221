package dev.warrant.governance.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warrant.execution.safety.CertificateCheck;
import dev.warrant.execution.safety.CertificateRefused;
import dev.warrant.execution.safety.Certified;
import dev.warrant.execution.safety.Claim;
import dev.warrant.execution.safety.Tightening;
import dev.warrant.governance.people.Cast;
import dev.warrant.knowledge.release.Terms;
import dev.warrant.knowledge.release.Verdict;
import dev.warrant.knowledge.unit.Digest;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DemoHouseTest {
  private static final Terms.Packs PACKS = Some.packs("one", "strategy");
  private static final Terms.Guards GUARDS =
      new Terms.Guards(Digest.sha256("orders"), Digest.sha256("exits"));
  private static final Digest PROOF = Digest.sha256("proof");
  private static final Digest INSTRUMENTS = Digest.sha256("instruments");

  private static Claim at(String venue) {
    return new Claim(PACKS, GUARDS, INSTRUMENTS, venue, "demo");
  }

  @Test
  void demoPeopleCountAtTheSimulatorAndNowhereElse() {
    DemoHouse.Made made = DemoHouse.sign(PACKS, GUARDS, INSTRUMENTS, PROOF, Cast.START);
    CertificateCheck check = made.check();
    byte[] bytes = made.certificate().bytes();
    Certified c = check.check(bytes, at("simulated"), Cast.START);
    assertThat(c.demo()).isTrue();
    assertThat(c.people()).containsExactly("demo-ann", "demo-bob");
    assertThat(made.certificate().terms().reason()).contains("not independent");
    assertThatThrownBy(() -> check.check(bytes, at("binance-usdm"), Cast.START))
        .isInstanceOf(CertificateRefused.class);
    DemoHouse.Made other = DemoHouse.sign(PACKS, GUARDS, INSTRUMENTS, PROOF, Cast.START);
    assertThat(other.certificate().digest()).isNotEqualTo(made.certificate().digest());
    assertThatThrownBy(() -> other.check().check(bytes, at("simulated"), Cast.START))
        .hasMessageContaining("KEY_UNKNOWN");
  }

  private static CertificateCheck check(House house, Tightening tightening) {
    return new CertificateCheck(house.roster(), house.standing(Office.NOW), tightening);
  }

  @Test
  void whatAHouseCertifiesTheDeskAccepts(@TempDir Path home) throws IOException {
    Office office = new Office(home);
    office.live("one");
    House house = office.open();
    Terms terms = Certificates.live(house, Office.NOW).terms();
    Claim claim =
        new Claim(terms.packs(), terms.guards(), terms.instruments(), "binance-usdm", "main");
    CertificateCheck check = check(house, Tightening.UNCONFIRMED);
    assertThat(
            check.check(Certificates.live(house, Office.NOW).bytes(), claim, Office.NOW).people())
        .containsExactly("alice", "bob");
    long n = office.propose("bob", "two", Verdict.TIGHTER);
    House after = office.activate("bob", n, "live", (_, _) -> Verdict.TIGHTER);
    Terms tighter = Certificates.live(after, Office.NOW).terms();
    Claim next =
        new Claim(tighter.packs(), tighter.guards(), tighter.instruments(), "binance-usdm", "x");
    byte[] bytes = Certificates.live(after, Office.NOW).bytes();
    assertThatThrownBy(() -> check(after, Tightening.UNCONFIRMED).check(bytes, next, Office.NOW))
        .hasMessageContaining("UNPROVED_TIGHTER");
    byte[] old = Certificates.of(house, 2).bytes();
    assertThatThrownBy(() -> check(after, (_, _) -> true).check(old, claim, Office.NOW))
        .hasMessageContaining("NOT_LIVE");
    assertThat(check(after, (_, _) -> true).check(bytes, next, Office.NOW).people())
        .containsExactly("alice", "bob");
  }
}
