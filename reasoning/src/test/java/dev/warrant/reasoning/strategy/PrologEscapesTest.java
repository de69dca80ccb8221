package dev.warrant.reasoning.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import alice.tuprolog.Prolog;
import dev.warrant.knowledge.fact.Fact;
import dev.warrant.knowledge.order.Intent;
import dev.warrant.knowledge.order.Urgency;
import dev.warrant.knowledge.unit.Side;
import dev.warrant.rules.pack.StrategyPacks;
import dev.warrant.rules.text.RuleException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Theories that try to get out, in a pack read as a desk reads it, through the real engine.
final class PrologEscapesTest {
  private static final Intent INTENT =
      new Intent(0, Side.BUY, "s", "r", 1L, 10L, Urgency.NORMAL, 5L);
  private static final String CANARY = "@FILE@";
  private static final String HEADER =
      """
      name: untrusted
      version: 1.0.0
      kind: strategy
      scope: {venues: [sim], instruments: [BTCUSDT], desks: [one]}
      """;
  private static int contained;

  @TempDir private Path folder;

  record Attempt(String says, String code, String theory) {
    @Override
    public String toString() {
      return says;
    }
  }

  /// A theory whose only rule has this body.
  private static Attempt body(String says, String code, String goals) {
    return new Attempt(says, code, "rule(a, sound(I), (" + goals + ")).");
  }

  static Stream<Attempt> refused() {
    return Stream.of(
        new Attempt("a directive ends the process", "prolog-clause", ":- initialization(halt)."),
        new Attempt("a clause runs as it is", "prolog-clause", "sound(X) :- halt."),
        new Attempt("operators are changed", "prolog-clause", ":- op(700, xfx, is)."),
        body("a goal ends the process", "prolog-builtin", "halt"),
        body(
            "a goal makes a Java object",
            "prolog-builtin",
            "java_object('java.io.File', ['@FILE@'], F)"),
        body("a goal writes a file", "prolog-builtin", "tell('@FILE@')"),
        body("a goal reads another file", "prolog-builtin", "consult('@FILE@')"),
        body("a goal adds clauses", "prolog-builtin", "assertz(rule(b, sound(_), true))"),
        body("a goal is made of data", "prolog-builtin", "G =.. [halt], entry(G)"),
        body("a variable is called", "prolog-builtin", "call(I)"),
        body("a variable is a functor", "prolog-variable", "I(1)"),
        body("a name in quotes hides what it calls", "prolog-quoted", "'ha lt'(0)"),
        body("a cut hides other answers", "prolog-control", "true, !"),
        body("a predicate nobody defines", "theory-undeclared", "sound_enough(I)"),
        body("a typing error under a negation approves", "theory-undeclared", "\\+ vetoo(I)"),
        body(
            "a negation over an unbound variable approves",
            "theory-negation",
            "\\+ derived(J, veto, _, _)"),
        new Attempt(
            "a rule makes a fact",
            "theory-head",
            "rule(a, sound(I), true). rule(b, mode(normal), true)."),
        body(
            "a name is spelt with a letter that looks like another",
            "text-character",
            "entr\u0443(I)"),
        body("a quoted name is, too", "text-character", "mode('norm\u0430l')"),
        new Attempt(
            "invisible characters hide in a comment",
            "text-invisible",
            "% \u200b\nrule(a, sound(I), true)."),
        body(
            "brackets are nested too deep",
            "prolog-nesting",
            "mode(" + "f(".repeat(30) + "1" + ")".repeat(30) + ")"),
        body(
            "a sum is too long for the parser's stack",
            "prolog-length",
            "(1" + " + 1".repeat(5_000) + ") > 2"),
        body(
            "signs are nested without brackets",
            "prolog-length",
            "X is " + "- ".repeat(5_000) + "1"),
        new Attempt(
            "a list is too long for the parser's stack",
            "prolog-length",
            "rule(a, sound([1" + ",1".repeat(5_000) + "]), true)."),
        body("an atom is half a megabyte", "text-length", "mode(" + "x".repeat(400_000) + ")"));
  }

  static Stream<Attempt> stopped() {
    return Stream.of(
        body("arithmetic wraps", "overflow", "(9223372036854775807 + 1) > 1"),
        body("a division by zero merely fails", "zero", "(1 // 0) > 1"),
        new Attempt(
            "a rule calls itself for ever",
            "deeper",
            "rule(a, sound(I), g(1)). rule(b, g(X), g(X))."),
        new Attempt(
            "rules try every path",
            "fuel",
            "rule(a, sound(I), g(1)). rule(b, g(X), (h(X), h(X), h(X), h(X), h(X), 1 > 2))."
                + " rule(c, h(X), true). rule(d, h(X), true). rule(e, h(X), true)."
                + " rule(f, h(X), true). rule(g, h(X), true)."),
        new Attempt(
            "a term doubles with each rule",
            "grew",
            "rule(a, sound(I), g(f(1, 1))). rule(b, g(X), g(f(X, X)))."),
        new Attempt(
            "a sum doubles with each rule",
            "grew",
            "rule(a, sound(I), g(1)). rule(b, g(X), g(X + X)). rule(c, g(X), X > 100000000)."));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refused")
  void isRefusedWithItsPlace(Attempt attempt) {
    assertThatThrownBy(() -> theory(attempt.theory()).validate(INTENT))
        .isInstanceOfSatisfying(
            RuleException.class,
            e -> {
              assertThat(e.error().code()).isEqualTo(attempt.code());
              assertThat(e.error().place().cite()).startsWith("theory/a.pl:");
            });
    assertThat(folder.resolve("escaped")).doesNotExist();
    contained++;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("stopped")
  void isStoppedWithItsReason(Attempt attempt) {
    Theory theory = theory(attempt.theory());
    theory.facts(List.<Fact>of(), 0);
    assertThat(((Verdict.Refused) theory.validate(INTENT)).objection().says())
        .contains(attempt.code());
    contained++;
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "java_object('java.io.File', ['@FILE@'], F), F <- createNewFile.",
        "tell('@FILE@'), write(x), told."
      })
  void anEngineWithoutFencesWouldDoIt(String goal) throws Exception {
    new Prolog().solve(goal.replace(CANARY, folder.resolve("escaped").toString()));
    assertThat(folder.resolve("escaped")).exists();
  }

  @AfterAll
  static void tell() {
    System.out.println("Prolog: " + contained + " escapes contained");
  }

  private Theory theory(String text) {
    try {
      Files.createDirectories(folder.resolve("pack/theory"));
      Files.writeString(folder.resolve("pack/pack.yaml"), HEADER);
      Files.writeString(
          folder.resolve("pack/theory/a.pl"),
          text.replace(CANARY, folder.resolve("escaped").toString()));
      return Theory.read(
          StrategyPacks.load(folder.resolve("pack")).files("theory", ".pl"), List.of(), 64, 1_000);
    } catch (IOException e) {
      throw new IllegalStateException("the test cannot write its pack", e);
    }
  }
}
