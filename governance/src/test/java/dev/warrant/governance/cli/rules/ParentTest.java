package dev.warrant.governance.cli.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.warrant.execution.desk.DeskRules;
import dev.warrant.governance.cli.PolicyCopy;
import dev.warrant.governance.cli.Said;
import dev.warrant.governance.release.StartLicence;
import dev.warrant.knowledge.release.Certificate;
import dev.warrant.knowledge.testing.SharedData;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.rules.text.PackFolder;
import dev.warrant.sim.wire.Instruments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A policy that may do what the firm may not: at check, proposal and start.
final class ParentTest {
  private static final Path PACKS = SharedData.root().resolve("rules/packs");
  private static final String WORDS = "no order of the firm may be worth more than 25000 USDT";

  @TempDir private Path folder = Path.of("");

  private Path looser() throws IOException {
    return PolicyCopy.edited(
        folder, "limits/7-compliance.yaml", "value: \"15000\"", "value: \"40000\"");
  }

  private Said rules(String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.addFirst("rules");
    return Said.by(all.toArray(String[]::new));
  }

  @Test
  void theShippedPolicyIsProvedToLieInsideTheFirms() throws IOException {
    Said said = rules("check", "--no-save", "--json");
    JsonNode parent = new ObjectMapper().readTree(said.out()).path("parents").path(0);
    assertThat(parent.path("name").asText()).isEqualTo("firm-policy");
    assertThat(parent.path("proved").asBoolean()).as(parent.toString()).isTrue();
    assertThat(said.code()).isZero();
  }

  @Test
  void aLooserChildIsToldByCheckInTheWordsOfTheFirm() throws IOException {
    Said said = rules("check", "--no-save", "--policy", looser().toString());
    assertThat(said.code()).isEqualTo(1);
    assertThat(said.out())
        .contains("NOT INSIDE ITS PARENT: house-policy 1.0.0")
        .contains("is looser than its parent firm-policy 1.0.0")
        .contains("admitted here, refused there [firm-max-value]: The order is worth ")
        .contains(WORDS)
        .contains("VERDICT: not fit to be approved: it may do what its parent may not");
  }

  @Test
  void aParentThatIsNotWhatWasNamedMakesThePolicyUnreadable() throws IOException {
    Path policy = looser();
    String digest = PackFolder.read(PACKS.resolve("firm-policy")).digest().hex();
    Path header = policy.resolve("pack.yaml");
    Files.writeString(
        header, Files.readString(header).replace(digest, Digest.sha256("other").hex()));
    Said said = rules("check", "--no-save", "--policy", policy.toString());
    assertThat(said.code()).isEqualTo(2);
    assertThat(said.out()).contains("[parent-digest]").contains(digest);
  }

  @Test
  void noDeskStartsUnderAPolicyThatIsLooserThanTheFirms() throws IOException {
    DeskRules rules = DeskRules.load(looser(), PACKS.resolve("house-strategy"), PACKS);
    StartLicence licence = StartLicence.demo(rules, folder.resolve("proofs"), null);
    assertThatThrownBy(() -> licence.admit(rules, Instruments.standard()))
        .hasMessageContaining("no desk starts with a policy that may do what its parent may not")
        .hasMessageContaining(WORDS);
  }

  @Test
  void theCertificateOfAStartNamesTheParent() throws IOException {
    DeskRules rules =
        DeskRules.load(PACKS.resolve("house-policy"), PACKS.resolve("house-strategy"));
    Path beside = folder.resolve("certificate.txt");
    StartLicence.demo(rules, folder.resolve("proofs"), beside).admit(rules, Instruments.standard());
    assertThat(Certificate.parse(Files.readAllBytes(beside)).terms().packs().parent())
        .isEqualTo(PackFolder.read(PACKS.resolve("firm-policy")).digest());
  }
}
