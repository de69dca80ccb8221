package dev.warrant.reasoning.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.knowledge.testing.SharedData;
import dev.warrant.rules.pack.PolicyPacks;
import dev.warrant.rules.text.RuleError;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Diagnosis rules loaded in a process of their own.
final class DiagnosisTrialTest {
  private static RuleError refused(String text) {
    TreeMap<String, String> files = new TreeMap<>();
    files.put("diagnosis/desk.clp", text);
    return DiagnosisTrial.begin(files).await().orElseThrow();
  }

  @Test
  void theHousesRulesAreLoaded() {
    var files = PolicyPacks.load(SharedData.root().resolve("rules/packs/house-policy")).diagnosis();
    assertThat(files).isNotEmpty();
    assertThat(DiagnosisTrial.begin(files).await()).isEmpty();
  }

  @Test
  void aConstructThatClipsRefusesIsToldWithLineAndColumn() {
    RuleError error =
        refused(
            """
            (defrule fine (sample (age 0)) => (assert (remedy)))

              (defrule broken (sample (command KILL)) => (assert (remedy)))
            """);
    assertThat(error.place()).hasToString("diagnosis/desk.clp:3:3");
    assertThat(error.text())
        .contains("found what CLIPS refuses: [TMPLTDEF1] Invalid slot command")
        .contains("[clips-refused]\nMaybe ");
  }

  @Test
  void aProcessThatDiesIsToldAndHurtsNobody() {
    TreeMap<String, String> files = new TreeMap<>();
    files.put("diagnosis/desk.clp", "");
    List<String> crash = List.of("sh", "-c", "cat >/dev/null; kill -SEGV $$");
    assertThat(DiagnosisTrial.begin(files, crash).await().orElseThrow().found())
        .isEqualTo("rules at which CLIPS ended, code 139");
  }
}
