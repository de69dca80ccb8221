package dev.warrant.reasoning.diagnose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warrant.rules.pack.PolicyPacks;
import dev.warrant.rules.text.RuleException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Diagnosis rules that try to get out, in a pack read as the watchdog reads it, through CLIPS.
final class ClipsEscapesTest {
  private static final String OWN = "(deftemplate own-x (slot own-v))";
  private static final Path HOUSE =
      Path.of(System.getProperty("warrant.root", ".."), "rules", "packs", "house-policy");
  private static int contained;

  @TempDir private Path folder;

  record Attempt(String says, String code, String rules) {
    @Override
    public String toString() {
      return says;
    }
  }

  private static Attempt then(String says, String code, String action) {
    return new Attempt(says, code, "(defrule a (sample (name backlog) (age 0)) => " + action + ")");
  }

  static Stream<Attempt> attempts() {
    String smallest = "-9223372036854775808";
    return Stream.of(
        then("a command of the system is run", "clips-function", "(system \"touch @FILE@\")"),
        then("a file is opened", "clips-function", "(open \"@FILE@\" f \"w\")"),
        then("facts are saved to a file", "clips-function", "(save-facts \"@FILE@\")"),
        then("the process is ended", "clips-function", "(exit)"),
        then("a text is evaluated", "clips-function", "(eval \"(exit)\")"),
        then("a rule is built of a text", "clips-function", "(build \"(defrule b =>)\")"),
        then("a loop never ends", "clips-function", "(while TRUE do (assert (remedy)))"),
        then("chance decides", "clips-function", "(bind ?x (random))"),
        then(
            "the smallest integer is divided by -1, which ends the process",
            "clips-function",
            "(bind ?x (div " + smallest + " -1))"),
        then(
            "its remainder does the same", "clips-function", "(bind ?x (mod " + smallest + " -1))"),
        then("a list doubles until memory ends", "clips-function", "(bind ?x (create$ 1 2))"),
        then(
            "one rule asserts a flood",
            "clips-facts",
            "(assert " + "(remedy (command KILL)) ".repeat(5) + ")"),
        new Attempt("a function calls itself", "clips-construct", "(deffunction f () (f))"),
        new Attempt("a command stands at the top", "clips-construct", "(load \"@FILE@\")"),
        new Attempt("the order of firings is changed", "clips-construct", "(set-strategy random)"),
        new Attempt(
            "a template takes a function's name",
            "clips-name",
            "(deftemplate load-facts (slot own-x))"),
        new Attempt(
            "a constraint calls a function",
            "clips-function",
            "(defrule a (sample (value ?v&:(open \"@FILE@\" f \"w\"))) => (assert (remedy)))"),
        new Attempt(
            "a slot computes its value",
            "clips-function",
            "(defrule a (sample (value =(system \"touch @FILE@\"))) => (assert (remedy)))"),
        new Attempt(
            "a cross join forms 45^5 combinations",
            "clips-join",
            "(defrule a " + "(sample (value ?)) ".repeat(5) + " => (assert (remedy)))"),
        new Attempt(
            "own facts are joined three times",
            "clips-join",
            OWN + "(defrule a " + "(own-x (own-v ?)) ".repeat(3) + " => (assert (remedy)))"),
        new Attempt(
            "alternatives double with each line",
            "clips-join",
            "(defrule a "
                + "(or (remedy) (sample (name backlog) (age 0)))".repeat(22)
                + " => (assert (remedy)))"),
        new Attempt(
            "facts are given by the thousand",
            "clips-length",
            OWN + "(deffacts own-f " + "(own-x (own-v 1))".repeat(2_000) + ")"),
        new Attempt(
            "brackets are nested too deep",
            "clips-nesting",
            "(defrule a (test (> 1 "
                + "(+ 1 ".repeat(30)
                + ")".repeat(30)
                + ")) => (assert (remedy)))"),
        new Attempt(
            "a name is half a megabyte",
            "text-length",
            "(defrule " + "x".repeat(400_000) + " (sample) => (assert (remedy)))"),
        new Attempt(
            "a name is spelt with a letter that looks like another",
            "text-character",
            "(defrule hung-d\u0435sk (sample (age 0)) => (assert (remedy)))"),
        new Attempt(
            "the end of a rule is hidden by turned text",
            "text-invisible",
            "; \u202e )\n(defrule a (sample (age 0)) => (assert (remedy)))"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("attempts")
  void isRefusedWithItsPlace(Attempt attempt) {
    assertThatThrownBy(() -> examine(attempt.rules()))
        .isInstanceOfSatisfying(
            RuleException.class,
            e -> {
              assertThat(e.error().code()).isEqualTo(attempt.code());
              assertThat(e.error().place().cite()).startsWith("diagnosis/a.clp:");
            });
    assertThat(folder.resolve("escaped")).doesNotExist();
    contained++;
  }

  @Test
  void aRuleThatFeedsItselfEndsWithItsFuel() {
    String loop =
        OWN
            + "(deffacts own-f (own-x (own-v 0)))"
            + "(defrule a (own-x (own-v ?v)) => (assert (own-x (own-v (+ ?v 1)))))";
    assertThatThrownBy(() -> examine(loop)).hasMessageContaining("firings");
    contained++;
  }

  @Test
  void anEnvironmentWithoutFencesFormsEveryCombination() {
    try (ClipsEnvironment free = new ClipsEnvironment()) {
      free.load("free", "(deftemplate sample (slot value))");
      free.load(
          "free",
          "(defrule a (sample (value ?)) (sample (value ?)) (sample (value ?)) (sample (value ?)) =>)");
      free.reset();
      for (int i = 0; i < 12; i++) {
        free.assertFact("(sample (value " + i + "))");
      }
      assertThatThrownBy(() -> free.run(20_000)).hasMessageContaining("more than 20000 firings");
    }
  }

  @AfterAll
  static void tell() {
    System.out.println("CLIPS: " + contained + " escapes contained");
  }

  private void examine(String rules) throws IOException {
    try (Stream<Path> all = Files.walk(HOUSE)) {
      for (Path path : all.toList()) {
        Path to = folder.resolve("pack").resolve(HOUSE.relativize(path).toString());
        if (!Files.exists(to) && !to.endsWith("desk.clp")) {
          Files.copy(path, to);
        }
      }
    }
    Files.writeString(
        folder.resolve("pack/diagnosis/a.clp"),
        rules.replace("@FILE@", folder.resolve("escaped").toString()));
    EnumMap<Symptom, Long> sample = new EnumMap<>(Symptom.class);
    for (Symptom symptom : Symptom.values()) {
      sample.put(symptom, 5L);
    }
    try (Diagnostician expert =
        new Diagnostician(PolicyPacks.load(folder.resolve("pack")).diagnosis())) {
      expert.examine(sample);
    }
  }
}
