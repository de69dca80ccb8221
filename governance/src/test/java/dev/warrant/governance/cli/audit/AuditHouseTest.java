package dev.warrant.governance.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.governance.cli.WithHouse;
import dev.warrant.knowledge.unit.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// A day's report beside a release log.
final class AuditHouseTest extends WithHouse {
  @Test
  void whoApprovedThePolicyInForceAndThePageTheySawIsFiled() throws IOException {
    live();
    Path out = folder.resolve("filed");
    fine("audit", "report", "--run", AuditRun.path().toString(), "--out", out.toString());
    String approvals = Files.readString(out.resolve("approvals.csv"));
    assertThat(approvals.lines())
        .anyMatch(l -> l.contains("policy in force") && l.contains(",propose,alice,"))
        .anyMatch(l -> l.contains(",approve,bob,") && l.contains(",pages/"))
        .anyMatch(l -> l.contains(",activate,olga,") && l.contains("stage live"))
        .anyMatch(l -> l.contains("certificate of the run"));
    try (Stream<Path> pages = Files.list(out.resolve("pages"))) {
      Path page = pages.toList().getFirst();
      String digest = Digest.sha256(Files.readAllBytes(page)).hex();
      assertThat(page).hasFileName(digest + ".txt").content().contains("Proposal 2 by alice");
      assertThat(out.resolve("report.html"))
          .content()
          .contains("<section id=\"pages\">", digest, "Proposal 2 by alice");
      assertThat(approvals).contains(digest + ",pages/" + digest + ".txt");
      assertThat(out.resolve("SHA256SUMS")).content().contains("pages/" + digest + ".txt");
    }
  }
}
