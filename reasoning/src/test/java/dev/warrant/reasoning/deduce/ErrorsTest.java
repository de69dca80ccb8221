package dev.warrant.reasoning.deduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warrant.rules.text.RuleException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ErrorsTest {
  private static String message(String text) {
    try {
      Program.parse("r.mg", text).database().run(new Fuel(1_000_000, 1_000_000), 0);
    } catch (RuleException e) {
      return e.error().text();
    }
    throw new AssertionError("nothing was wrong with " + text);
  }

  private static void refused(String text, String place, String code, String... words) {
    assertThat(message(text))
        .startsWith("r.mg:" + place + ": found ")
        .contains(", expected ")
        .contains("[deduce-" + code + "]");
    assertThat(List.of(words)).allSatisfy(word -> assertThat(message(text)).contains(word));
  }

  @Test
  void whatCannotBeReadIsNamedWithItsPlace() {
    refused("p(1)", "1:5", "syntax", "the end of the text", "'.'");
    refused("p(1).\nq(X) :- p(X) r(X).", "2:14", "syntax", "'r'");
    refused("P(1).", "1:1", "syntax", "Maybe predicates start with a small letter");
    refused("p(abc).", "1:3", "syntax", "Maybe names start with /");
    refused("p(\"abc).", "1:3", "syntax", "a string without its end");
    refused("p(1). // note", "1:7", "syntax", "'/'");
    refused("p(5x).", "1:3", "syntax", "a duration such as 30s");
    refused("p(2024-13-40).", "1:3", "syntax", "the time 2024-13-40");
    refused("p(99999999999999999999).", "1:3", "syntax", "fits 64 bits");
    refused("q(X) :- .", "1:9", "syntax", "a condition");
    refused("p(X) :- q(X), X.", "1:16", "syntax", "a comparison");
    refused("q(X) :- p(X) |> let x = 1.", "1:21", "syntax", "a variable");
    refused("Decl p(X) bounds [/name].", "1:11", "syntax", "Maybe you meant bound");
    refused("Package house!", "1:1", "syntax", "Maybe leave it out");
    refused("p([/a: 1, /a: 2]).", "1:3", "value", "the key /a twice");
    refused(
        "p(" + "[".repeat(300) + "]".repeat(300) + ").", "1:203", "syntax", "inside each other");
  }

  @Test
  void aVariableWithoutAValueIsRefused() {
    refused("p(X).", "1:3", "unsafe", "X in the head of p", "Maybe add a condition");
    refused("q(1).\np(X, Y) :- q(X).", "2:6", "unsafe", "Y in the head");
    refused("q(1). r(1).\np(X) :- q(X), !r(Y).", "2:18", "unsafe", "Y in the negated r");
    refused("q(1).\np(X) :- q(X), Y < X.", "2:15", "unsafe", "Y in a comparison");
    refused("q(1).\np(X) :- q(X), Y = Z.", "2:15", "unsafe", "Y in a comparison");
    refused("p(X) :- X = fn:plus(X, 1).", "1:9", "unsafe");
    refused("p(H) :- :match_cons(L, H, _).", "1:21", "unsafe");
    refused("q(1).\np(_) :- q(X).", "2:3", "unsafe", "_ where a value");
    refused("q(1).\np(X) :- q(X), X < _.", "2:19", "unsafe");
    refused(
        "q(1, 2).\np(Y, N) :- q(X, Y) |> do fn:group_by(X), let N = fn:count().", "2:3", "unsafe");
    refused(
        "q(1, 2).\np(N) :- q(X, _) |> do fn:group_by(), let N = fn:sum(Z).",
        "2:53",
        "unsafe",
        "[X]");
    refused("q(1).\np(X, N) :- q(X) |> do fn:group_by(Y), let N = fn:count().", "2:35", "unsafe");
    refused(
        "q(1).\np(X) :- q(X) |> do fn:group_by(X), let X = fn:count().",
        "2:40",
        "unsafe",
        "has a value already");
    refused(
        "u(1)@[0, 1]. q(1).\np(X) :- q(X), !u(X)@[F, 1].", "2:22", "unsafe", "F in the negated u");
  }

  @Test
  void aCycleThroughAbsenceGroupsOrWindowsIsNamed() {
    refused(
        "m(1, 2).\nwin(X) :- m(X, Y), !win(Y).",
        "2:21",
        "unstratified",
        "win needs the absence of win");
    refused(
        "b(1).\np(X) :- b(X), !q(X).\nq(X) :- r(X).\nr(X) :- p(X).",
        "2:16",
        "unstratified",
        "p needs the absence of q, which needs r, which needs p",
        "Maybe split the predicate in two");
    refused(
        "p(1).\np(N) :- p(X) |> do fn:group_by(), let N = fn:count().",
        "2:1",
        "unstratified",
        "p groups the rows of p, which needs p");
    refused(
        "u(1)@[0, 9].\nu(X)@[0, 20] :- [-[0s, 5ns] u(X).",
        "2:29",
        "unstratified",
        "u needs all times of u");
  }

  @Test
  void predicatesKeepTheirShape() {
    refused("p(1).\nq(X) :- p(X, 2).", "2:9", "arity", "p with 2 arguments", "1 as at r.mg:1:1");
    refused("order(1).\nq(X) :- ordr(X).", "2:9", "unknown-predicate", "Maybe you meant order.");
    refused("q(X) :- zzz(X).", "1:9", "unknown-predicate", "Maybe declare it: Decl zzz(…).");
    refused("Decl p(X). Decl p(X).", "1:12", "declared", "a second declaration");
    refused(
        "Decl p(X) descr [extensional()].\np(X) :- q(X). q(1).",
        "2:1",
        "declared",
        "declared extensional at r.mg:1:1");
    refused("Decl p(X).\np(1)@[0, 5].", "2:1", "declared", "Maybe declare it: Decl p(…) temporal.");
    refused("Decl p(X, Y) bound [/name].", "1:14", "arity", "a bound of 1 types");
  }

  @Test
  void functionsAreKnownAndFit() {
    refused("q(1).\np(Y) :- q(X), Y = fn:pluss(X, 1).", "2:19", "unknown-function", "fn:plus.");
    refused("q(1).\np(Y) :- q(X), Y = fn:div(X).", "2:19", "arity", "fn:div with 1 arguments");
    refused(
        "q([1]).\np(X) :- q(X), :match_con(X, _, _).", "2:15", "unknown-predicate", ":match_cons.");
    refused(
        "q(1).\np(Y) :- q(X), Y = fn:sum(X).",
        "2:19",
        "unknown-function",
        "the reducer fn:sum here");
    refused(
        "q(1).\np(Y) :- q(X) |> do fn:group_by(), let Y = fn:plus(1, fn:count()).",
        "2:54",
        "unknown-function");
  }

  @Test
  void kindsThatCanNeverFitAreRefusedBeforeAnythingRuns() {
    String decl = "Decl age(P, A) bound [/name, /number].\n";
    refused(decl + "age(\"ann\", 3).", "2:1", "type", "age(\"ann\", 3)", "[/name, /number]");
    refused(decl + "p(X) :- age(X, A), A < X.", "2:24", "type", "name by argument 1 of age");
    refused(decl + "p(X) :- age(X, A), A = fn:pair(1, 2).", "2:20", "type");
    refused(decl + "p(Y) :- age(X, A), Y = fn:plus(X, 1).", "2:32", "type", "for fn:plus");
    refused(decl + "p(X) :- age(X, X).", "2:16", "type");
    refused(decl + "p(X) :- age(X, /old).", "2:16", "type", "/old as argument 2 of age");
    refused(decl + "age(X, Y) :- q(X, Y). q(1, 2).", "2:5", "type", "argument 1 of age");
    refused("q(/a). p(X) :- q(X), X > 3.", "1:22", "type", "number");
    refused(
        "Decl side(S) bound [.Union<.Singleton</buy>, .Singleton</sell>>].\nside(/by).",
        "2:1",
        "type",
        "side(/by)");
    refused("Decl q(X) bound [/name].\nq(X) :- r(X). r(1).", "2:3", "type", "argument 1 of q");
  }

  @Test
  void whatOnlyTheDataCanShowIsFoundWhileRunning() {
    refused("q(0).\np(Y) :- q(X), Y = fn:div(1, X).", "2:19", "value", "a division by 0");
    refused("q(1). q(/a).\np(X) :- q(X), X < 3.", "2:15", "value", "the name /a", "a number");
    refused(
        "q([1]).\np(X) :- q(L), X = fn:list:get(L, 1).", "2:19", "value", "item 1 of a list of 1");
    refused("q(1). q(/a).\np(S) :- q(X) |> do fn:group_by(), let S = fn:sum(X).", "2:39", "value");
    refused(
        "Decl p(X) bound [/instrument].\nq(/other/a).\np(X) :- q(X).",
        "3:1",
        "type",
        "p(/other/a)");
  }

  @Test
  void runningOutOfFuelIsAnErrorAndNeverAnAnswer() {
    String endless = "n(0).\nn(Y) :- n(X), Y = fn:plus(X, 1).";
    assertThatThrownBy(
            () -> Program.parse("r.mg", endless).database().run(new Fuel(1_000_000, 500)))
        .hasMessageContaining("r.mg:2:1: found more than 500 rows")
        .hasMessageContaining("deduce-fuel")
        .hasMessageContaining("Maybe the rule makes ever new values");
    assertThatThrownBy(
            () -> Program.parse("r.mg", endless).database().run(new Fuel(500, 1_000_000)))
        .hasMessageContaining("found more than 500 steps");
    String growing = "l([]).\nl(M) :- l(L), M = fn:list:cons(L, L).";
    assertThatThrownBy(
            () -> Program.parse("r.mg", growing).database().run(new Fuel(1_000_000, 1_000_000)))
        .hasMessageContaining("deduce-fuel");
    String deep = "l(0).\nl(M) :- l(L), M = [L].";
    assertThat(message(deep)).contains("r.mg:2:19", "more than 500 deep");
    String doubling = "s(\"ab\").\ns(T) :- s(S), T = fn:string:concat(S, S).";
    assertThat(message(doubling)).contains("more than 1000000 characters");
    String wide = "n(1).\nn(Y) :- n(X), Y = fn:mult(X, 1000000007).";
    assertThat(message(wide)).contains("a number of more than 400 digits");
  }

  @Test
  void everyLeastFuelGivesTheWholeAnswerAndOneLessGivesNone() {
    String text =
        """
        edge(1, 2). edge(2, 3). edge(3, 1). edge(3, 4).
        path(X, Y) :- edge(X, Y).
        path(X, Z) :- path(X, Y), edge(Y, Z).
        gap(X, Y) :- path(X, _), path(Y, _), !path(X, Y).
        size(X, N) :- path(X, Y) |> do fn:group_by(X), let N = fn:count().
        """;
    Program program = Program.parse("r.mg", text);
    Model whole = program.run();
    for (long steps = 0; steps < whole.steps(); steps++) {
      Fuel fuel = new Fuel(steps, 1000);
      assertThatThrownBy(() -> program.database().run(fuel)).hasMessageContaining("deduce-fuel");
    }
    for (long rows = 0; rows < whole.tuples(); rows++) {
      Fuel fuel = new Fuel(100_000, rows);
      assertThatThrownBy(() -> program.database().run(fuel)).hasMessageContaining("deduce-fuel");
    }
    Model exact = program.database().run(new Fuel(whole.steps(), whole.tuples()));
    assertThat(exact.facts("path")).isEqualTo(whole.facts("path"));
    assertThat(exact.facts("size")).isEqualTo(whole.facts("size"));
  }

  @Test
  void aFactFromOutsideMustFitTheProgram() {
    Program program =
        Program.parse("r.mg", "Decl order(O, I) bound [/name, /instrument].\n? order(O, _).");
    assertThatThrownBy(() -> program.database().row("ordr"))
        .hasMessageContaining("Maybe you meant order.");
    assertThatThrownBy(() -> program.database().row("order").name("/o").add())
        .hasMessageContaining("order with 1 values, expected 2");
    assertThatThrownBy(() -> program.database().row("order").name("/o").number(1).add())
        .hasMessageContaining("found order(/o, 1), expected [/name, /instrument]");
    Database database = program.database();
    database.row("order").name("/o").name("/instrument/btc").add();
    assertThat(database.run(Fuel.PLENTY).facts("answer")).hasSize(1);
    assertThatThrownBy(() -> database.run(Fuel.PLENTY)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aPredicateWithAnInputMustBeGivenIt() {
    String head = "Decl look(K, V) descr [mode(\"+\", \"-\")].\nkey(1).\nlook(1, 2). look(3, 4).\n";
    Model model = Program.parse("r.mg", head + "p(V) :- look(K, V), key(K).").run();
    assertThat(model.facts("p").toString()).isEqualTo("[p(2)]");
    refused(
        head + "p(V) :- look(K, V).", "4:14", "unsafe", "K in argument of look, declared an input");
  }
}
