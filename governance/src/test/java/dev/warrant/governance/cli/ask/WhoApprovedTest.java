package dev.warrant.governance.cli.ask;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warrant.execution.desk.RunFolder;
import dev.warrant.governance.audit.RunRecord;
import dev.warrant.governance.cli.Said;
import dev.warrant.governance.cli.WithHouse;
import dev.warrant.knowledge.unit.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
}
