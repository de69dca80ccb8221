package dev.warrant.reasoning.diagnose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warrant.knowledge.event.DeskEvent.CommandKind;
import dev.warrant.knowledge.testing.SharedData;
import dev.warrant.rules.text.RuleException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DiagnosticianTest {
  private static TreeMap<String, String> shipped() throws IOException {
    TreeMap<String, String> files = new TreeMap<>();
    String name = "rules/packs/house-strategy/diagnosis/desk.clp";
    files.put(name, Files.readString(SharedData.root().resolve(name)));
    return files;
  }

  private static Map<Symptom, Long> well() {
    TreeMap<Symptom, Long> out = new TreeMap<>();
    for (Symptom s : Symptom.values()) {
      out.put(s, 0L);
    }
    return out;
  }

  private static Map<Symptom, Long> ill(Symptom symptom, long value) {
    Map<Symptom, Long> out = well();
    out.put(symptom, value);
    return out;
  }

  @Test
  void aDeskThatStandsOutsideOneLimitAndNearOthersReduces() throws IOException {
    Map<Symptom, Long> sample = well();
    sample.put(Symptom.OPEN_BREACHES, 1L);
    sample.put(Symptom.WARNED_LIMITS, 3L);
    try (Diagnostician d = new Diagnostician(shipped())) {
      for (int look = 1; look < 5; look++) {
        assertThat(d.examine(sample)).isEmpty();
      }
      assertThat(d.examine(sample))
          .containsExactly(new Remedy(CommandKind.REDUCE, "standing-outside", "standing-outside"));
    }
  }

  @Test
  void aWellDeskGetsNoRemedy() throws IOException {
    try (Diagnostician d = new Diagnostician(shipped())) {
      for (int i = 0; i < 20; i++) {
        assertThat(d.examine(well())).isEmpty();
      }
    }
  }

  @ParameterizedTest(name = "{0} at {1} for {2} looks is {4}: {3}")
  @CsvSource({
    "FEED_AGE, 1600, 3, REDUCE, stale-feed",
    "FEED_AGE, 10001, 1, PAUSE, stale-feed-long",
    "REJECT_RATE, 34, 2, PAUSE, reject-storm",
    "UNKNOWN_ORDERS, 3, 3, PAUSE, lost-orders",
    "UNPROTECTED, 1, 5, REDUCE, unprotected-position",
    "DELIBERATION_AGE, 30001, 1, REDUCE, hung-reasoning",
    "UNHEEDED_BREACHES, 1, 3, PAUSE, unheeded-breach"
  })
  void anIllnessIsNamedOnceItHasLastedLongEnoughAndNotBefore(
      Symptom symptom, long value, int looks, CommandKind command, String diagnosis)
      throws IOException {
    try (Diagnostician d = new Diagnostician(shipped())) {
      for (int i = 1; i < looks; i++) {
        assertThat(d.examine(ill(symptom, value))).isEmpty();
      }
      assertThat(d.examine(ill(symptom, value)))
          .contains(new Remedy(command, diagnosis, diagnosis))
          .first()
          .extracting(Remedy::command)
          .isEqualTo(command);
    }
  }

  @Test
  void aHeartThatStandsStillKillsAndOneThatBeatsAgainDoesNot() throws IOException {
    try (Diagnostician d = new Diagnostician(shipped())) {
      d.examine(ill(Symptom.HEARTBEAT_AGE, 900));
      assertThat(d.examine(ill(Symptom.HEARTBEAT_AGE, 1_100)))
          .containsExactly(new Remedy(CommandKind.KILL, "hung-desk", "hung-desk"));
      assertThat(d.examine(ill(Symptom.HEARTBEAT_AGE, 1_050))).isEmpty();
    }
  }

  @Test
  void reasoningThatAnswersLateButAnswersIsSlowAndNotHung() throws IOException {
    try (Diagnostician d = new Diagnostician(shipped())) {
      for (long age = 0; age <= 30_000; age += 500) {
        assertThat(d.examine(ill(Symptom.DELIBERATION_AGE, age))).isEmpty();
      }
      assertThat(d.examine(ill(Symptom.DELIBERATION_AGE, 200))).isEmpty();
    }
  }

  @Test
  void aRuleFileThatWasCutOffIsNamedWithTheLineOfTheRuleThatNeverEnds() throws IOException {
    TreeMap<String, String> files = new TreeMap<>();
    String text = shipped().firstEntry().getValue();
    files.put("desk.clp", text.substring(0, text.indexOf("(assert (remedy (command PAUSE)")));
    long line = text.substring(0, text.indexOf("(defrule stale-feed-long")).lines().count() + 1;
    assertThatThrownBy(() -> new Diagnostician(files).close())
        .isInstanceOf(RuleException.class)
        .hasMessageContaining("desk.clp:" + line + ":");
  }

  @Test
  void withoutItsRulesTheExpertSaysNothing() {
    try (Diagnostician d = new Diagnostician(new TreeMap<>())) {
      assertThat(d.examine(ill(Symptom.FEED_AGE, 99_999))).isEmpty();
    }
  }

  @Test
  void aBrokenRuleFileIsNamedWithItsLine() {
    TreeMap<String, String> files = new TreeMap<>();
    files.put(
        "desk.clp",
        "(defrule fine (sample (age 0)) => (assert (remedy)))\n\n(defrule broken (sample (command KILL))"
            + "\n  => (assert (remedy)))");
    assertThatThrownBy(() -> new Diagnostician(files).close())
        .isInstanceOf(DiagnosisError.class)
        .hasMessageContaining("desk.clp:3:1: ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(system \"touch /tmp/x\")",
        "(exit)",
        "(open \"/tmp/x\" f \"w\")",
        "(while TRUE do (assert (x)))",
        "(load \"/etc/passwd\")",
        "(create$ 1 2 3)",
        "(build \"(defrule x =>)\")"
      })
  void whatReachesOutsideOrLoopsDoesNotExist(String call) {
    TreeMap<String, String> files = new TreeMap<>();
    files.put("bad.clp", "(defrule bad (sample) => " + call + ")");
    assertThatThrownBy(() -> new Diagnostician(files).close()).isInstanceOf(RuleException.class);
  }

  @Test
  void aRuleThatFeedsItselfIsStoppedByFuel() {
    TreeMap<String, String> files = new TreeMap<>();
    files.put(
        "loop.clp",
        "(deftemplate own-n (slot own-v)) (deffacts own-start (own-n (own-v 0)))"
            + "(defrule grow ?f <- (own-n (own-v ?v)) => (retract ?f) (assert (own-n (own-v (+ ?v 1)))))");
    try (Diagnostician d = new Diagnostician(files)) {
      assertThatThrownBy(() -> d.examine(well()))
          .isInstanceOf(DiagnosisError.class)
          .hasMessageContaining("firings");
    }
  }

  @Test
  void anEnvironmentRefusesAnotherThreadAndUseAfterClose() throws InterruptedException {
    Diagnostician d = new Diagnostician(new TreeMap<>());
    List<Throwable> thrown = new java.util.concurrent.CopyOnWriteArrayList<>();
    Thread other = new Thread(() -> d.examine(well()));
    other.setUncaughtExceptionHandler((_, e) -> thrown.add(e));
    other.start();
    other.join();
    assertThat(thrown).singleElement().isInstanceOf(IllegalStateException.class);
    d.close();
    assertThatThrownBy(() -> d.examine(well())).isInstanceOf(IllegalStateException.class);
  }
}
