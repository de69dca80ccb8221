package dev.warrant.governance.cli.ask;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warrant.execution.desk.RunFolder;
import dev.warrant.governance.audit.RunRecord;
import dev.warrant.governance.cli.Said;
import dev.warrant.governance.cli.WithHouse;
import dev.warrant.governance.people.SecretKey;
import dev.warrant.governance.people.SignedLog;
import dev.warrant.knowledge.release.Approval;
import dev.warrant.knowledge.release.Certificate;
import dev.warrant.knowledge.release.Grant;
import dev.warrant.knowledge.release.Signed;
import dev.warrant.knowledge.release.Statement;
import dev.warrant.knowledge.release.Terms;
import dev.warrant.knowledge.unit.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Approvals of a backtest that ran under packs a house has live, and under demo keys as well.
final class WhoApprovedTest extends WithHouse {
  @Test
  void authorApproverAndWhoActivatedAreToldWithRolesPagesAndLogEntries() throws IOException {
    live();
    Said traded =
        Said.by("backtest", "--generated", "0.002", "--seed", "3", "--run", at("approved"));
    assertThat(traded.code()).as(traded.err()).isZero();
    RunRecord record = RunRecord.read(new RunFolder(Path.of(at("approved"))));
    String order = record.orders().getFirst().id();

    JsonNode under = json(fine("who", "approved", order, "--run", at("approved"), "--json"));
    assertThat(under.path("order").asText()).isEqualTo(order);
    JsonNode proposal = under.path("under").path(0).path("proposals").path(0);
    assertThat(proposal.path("proposal").asInt()).isEqualTo(2);
    assertThat(proposal.path("stage").asText()).isEqualTo("live");
    assertThat(proposal.path("demo").asBoolean()).isFalse();
    assertThat(proposal.path("author").path("by").asText()).isEqualTo("alice");
    JsonNode approval = proposal.path("approvals").path(0);
    assertThat(approval.path("by").asText()).isEqualTo("bob");
    assertThat(approval.path("roles").asText()).isEqualTo("risk");
    String page = approval.path("page").asText();
    byte[] shown = Files.readAllBytes(Path.of(at("releases"), "blobs", page));
    assertThat(Digest.sha256(shown).hex()).isEqualTo(page);
    assertThat(new String(shown, StandardCharsets.UTF_8)).contains("first version");
    assertThat(approval.path("fits").asBoolean() && approval.path("genuine").asBoolean()).isTrue();
    assertThat(proposal.path("activations")).hasSize(3);
    assertThat(proposal.path("activations").path(2).path("by").asText()).isEqualTo("olga");
    assertThat(fine("who", "approved", "--run", at("approved")).out())
        .contains("approved by bob (risk; key SHA256:", "who saw page " + page)
        .contains("activated to live by olga (operator; key ", ", log entry 6")
        .contains("scope: venue ", "written by alice (risk; ", "first version")
        .contains("written by demo-ann (risk of a demo house; DEMO key ", "made by a machine");

    String relations = "pack(K), author(K, A), approver(K, B), activated(P, /live, W)@_";
    assertThat(fine("trace", "query", at("approved"), "--datalog", relations + ", A != B").out())
        .contains("/person/alice", "/person/bob", "/person/olga");

    fine("rules", "freeze", "--why", "odd fills", "--key", at("olga"));
    fine("rules", "thaw", "--why", "explained", "--key", at("alice"));
    assertThat(fine("overrides", "--run", at("approved")).out())
        .contains("2 acts", "\nfreeze   ", "olga (operator; key ", "  why     odd fills")
        .contains("\nthaw   ", "with a second thaw by another person they go on");

    Files.delete(Path.of(at("approved"), "certificate.txt"));
    assertThat(say("who", "approved", "--run", at("approved")).code()).isZero();
    assertThat(refused(2, "who", "approved", "v77", "--run", at("approved")))
        .contains("was never under \"v77\"");
  }

  @Test
  void whereNobodyIsKnownToHaveApprovedThatIsBadNews() throws IOException {
    begin();
    assertThat(Said.by("backtest", "--generated", "0.0003", "--run", at("bare")).code()).isZero();
    Files.delete(Path.of(at("bare"), "certificate.txt"));
    Said said = say("who", "approved", "--run", at("bare"));
    assertThat(said.code()).isEqualTo(1);
    assertThat(said.out()).contains("NOBODY IS KNOWN TO HAVE APPROVED THIS");
  }

  @Test
  void aProposalThatNobodyApprovedIsNoApproval() throws IOException {
    begin();
    propose("alice");
    assertThat(Said.by("backtest", "--generated", "0.0003", "--run", at("wished")).code()).isZero();
    Files.delete(Path.of(at("wished"), "certificate.txt"));
    Said said = say("who", "approved", "--run", at("wished"));
    assertThat(said.out()).contains("written by alice", "NOBODY IS KNOWN TO HAVE APPROVED THIS");
    assertThat(said.code()).isEqualTo(1);
  }

  /// A file that says alice and bob, signed by keys the house never saw.
  @Test
  void aCertificateSignedByStrangersIsBadNewsWhereTheReleaseLogNamesThePeople() throws IOException {
    begin();
    assertThat(Said.by("backtest", "--generated", "0.0003", "--run", at("forged")).code()).isZero();
    Path beside = Path.of(at("forged"), "certificate.txt");
    JsonNode demo = json(fine("who", "approved", "--run", at("forged"), "--json"));
    assertThat(demo.path("under").path(0).path("certificate").path("strangers")).isEmpty();

    SecretKey alice = SecretKey.read(Path.of(at("alice")));
    SecretKey bob = SecretKey.read(Path.of(at("bob")));
    SecretKey stranger = SecretKey.generate("stranger");
    Terms real = real(Certificate.parse(Files.readAllBytes(beside)).terms());

    Files.write(beside, certificate(real, alice, bob).bytes());
    JsonNode good = json(fine("who", "approved", "--run", at("forged"), "--json"));
    assertThat(good.path("known").asBoolean()).isTrue();
    assertThat(good.path("under").path(0).path("certificate").path("known").asBoolean()).isTrue();

    Files.write(beside, certificate(real, alice, stranger).bytes());
    Said said = say("who", "approved", "--run", at("forged"));
    assertThat(said.code()).isEqualTo(1);
    assertThat(said.out())
        .contains("SIGNED BY OTHERS THAN THE PEOPLE OF THE RELEASE LOG")
        .contains("nobody known here holds the key that signed for bob", "\n  Maybe ");
    JsonNode bad = json(say("who", "approved", "--run", at("forged"), "--json"));
    assertThat(bad.path("known").asBoolean()).isFalse();
    JsonNode certificate = bad.path("under").path(0).path("certificate");
    assertThat(certificate.path("genuine").asBoolean()).isTrue();
    assertThat(certificate.path("known").isBoolean()).isTrue();
    assertThat(certificate.path("known").asBoolean()).isFalse();
    assertThat(certificate.path("strangers")).hasSize(1);
    JsonNode grant = certificate.path("grants").path(0);
    assertThat(grant.path("author").path("known").asBoolean()).isTrue();
    assertThat(grant.path("approvals").path(0).path("known").asBoolean()).isFalse();

    Files.write(beside, certificate(real, alice, alice).bytes());
    assertThat(say("who", "approved", "--run", at("forged")).out())
        .contains("bob was signed for with a key of alice");

    Said unasked = Said.by("who", "approved", "--run", at("forged"), "--json");
    assertThat(json(unasked).path("under").path(0).path("certificate").path("known").isNull())
        .as("without a release log there is no roster to ask")
        .isTrue();
  }

  /// Demo terms as people would have signed them.
  private static Terms real(Terms demo) {
    return new Terms(
        demo.change(),
        demo.of(),
        demo.packs(),
        demo.guards(),
        demo.instruments(),
        demo.evidence(),
        demo.base(),
        demo.bounds(),
        "first version");
  }

  private static Certificate certificate(Terms terms, SecretKey alice, SecretKey bob) {
    Instant now = Instant.parse("2026-01-01T00:00:00Z");
    Signed proposal = signed(List.of(), Terms.KIND, now, "alice", alice, terms.lines());
    Approval seen = Approval.of(proposal, "test", Digest.sha256("page"));
    return new Certificate(
        List.of(
            new Grant(
                proposal,
                List.of(signed(List.of(proposal), Approval.KIND, now, "bob", bob, seen.lines())))));
  }

  private static Signed signed(
      List<Signed> before,
      String kind,
      Instant at,
      String by,
      SecretKey key,
      List<Statement.Line> lines) {
    Statement s = SignedLog.draft(before, kind, at, by, lines);
    return new Signed(s, key.sign(s.bytes()));
  }
}
