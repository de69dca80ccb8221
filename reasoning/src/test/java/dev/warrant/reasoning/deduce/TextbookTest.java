package dev.warrant.reasoning.deduce;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextbookTest {
  private static String run(String text, String predicate) {
    Model model = Program.parse("book.mg", text).run();
    assertThat(
            new ProofChecker(model.program().checked(), model, model::given)
                .faults(model.explain(model.facts(predicate))))
        .isEmpty();
    return String.join(" ", model.facts(predicate).stream().map(Object::toString).toList());
  }

  @Test
  void sameGeneration() {
    assertThat(
            run(
                """
                parent(/ada, /bea). parent(/ada, /cy). parent(/bea, /dan). parent(/cy, /eve).
                person(X) :- parent(X, _). person(X) :- parent(_, X).
                same(X, X) :- person(X).
                same(X, Y) :- parent(P, X), same(P, Q), parent(Q, Y).
                cousin(X, Y) :- same(X, Y), X != Y, parent(P, X), parent(Q, Y), P != Q.
                """,
                "cousin"))
        .isEqualTo("cousin(/dan, /eve) cousin(/eve, /dan)");
  }

  @Test
  void aGameIsWonWhereTheOtherCannotMove() {
    assertThat(
            run(
                """
                # positions 0 to 9; one or two matches are taken; who cannot move has lost
                n(0). n(X) :- n(Y), X = fn:plus(Y, 1), X < 10.
                lost(X) :- n(X), fn:rem(X, 3) = 0.
                move(X, Y) :- n(X), n(Y), fn:minus(X, Y) = 1.
                move(X, Y) :- n(X), n(Y), fn:minus(X, Y) = 2.
                wins(X) :- move(X, Y), lost(Y).
                wrong(X) :- lost(X), wins(X).
                wrong(X) :- n(X), !lost(X), !wins(X).
                """,
                "wrong"))
        .isEmpty();
  }

  @Test
  void mutualRecursionKnowsEvenFromOdd() {
    assertThat(
            run(
                """
                even(0).
                odd(Y) :- even(X), Y = fn:plus(X, 1), Y <= 7.
                even(Y) :- odd(X), Y = fn:plus(X, 1), Y <= 7.
                """,
                "even"))
        .isEqualTo("even(0) even(2) even(4) even(6)");
  }

  @Test
  void shortestPathsByCountingUpAndTakingTheLeast() {
    assertThat(
            run(
                """
                edge(/a, /b, 2). edge(/b, /c, 2). edge(/a, /c, 5). edge(/c, /a, 1).
                way(X, Y, D) :- edge(X, Y, D).
                way(X, Z, D) :- way(X, Y, A), edge(Y, Z, B), D = fn:plus(A, B), D <= 10.
                short(X, Y, D) :- way(X, Y, A) |> do fn:group_by(X, Y), let D = fn:min(A).
                """,
                "short"))
        .isEqualTo(
            "short(/a, /a, 5) short(/a, /b, 2) short(/a, /c, 4) short(/b, /a, 3) short(/b, /b, 5)"
                + " short(/b, /c, 2) short(/c, /a, 1) short(/c, /b, 3) short(/c, /c, 5)");
  }

  @Test
  void aBillOfMaterialsIsSummedExactly() {
    assertThat(
            run(
                """
                part(/bike, /wheel, 2). part(/wheel, /spoke, 32). part(/bike, /bell, 1).
                price(/spoke, 0.1). price(/bell, 4.70).
                needs(X, Y, N) :- part(X, Y, N).
                needs(X, Z, N) :- needs(X, Y, A), part(Y, Z, B), N = fn:mult(A, B).
                cost(X, C) :- needs(X, Y, N), price(Y, P)
                  |> do fn:group_by(X), let C = fn:sum(fn:mult(N, P)).
                """,
                "cost"))
        .isEqualTo("cost(/bike, 11.1) cost(/wheel, 3.2)");
  }

  @Test
  void structuredConstantsComeApart() {
    assertThat(
            run(
                """
                order({/id: "o1", /legs: [fn:pair(/btc, 2), fn:pair(/eth, -1)]}).
                order({/id: "o2", /legs: []}).
                book([/btc: 100, /eth: 7]).
                leg(Id, I, N) :- order(O), :match_field(O, /id, Id), :match_field(O, /legs, L),
                  :list:member(P, L), :match_pair(P, I, N).
                worth(Id, V) :- leg(Id, I, N), book(B), :match_entry(B, I, P), V = fn:mult(N, P).
                empty(Id) :- order(O), Id = fn:struct:get(O, /id), :match_nil(L),
                  L = fn:struct:get(O, /legs).
                all(Id, Vs) :- worth(Id, V) |> do fn:group_by(Id), let Vs = fn:collect(V).
                both(X, Y) :- all(X, Vs), empty(Y), :match_cons(Vs, -7, Rest), Rest = [200].
                """,
                "both"))
        .isEqualTo("both(\"o1\", \"o2\")");
  }

  @Test
  void everyReducerReducesRowsAndNotValues() {
    assertThat(
            run(
                """
                sale(/x, 1, 5). sale(/x, 2, 5). sale(/x, 3, -2).
                sum(N, D, S, A, B, L, U, P) :- sale(_, K, V)
                  |> do fn:group_by(), let N = fn:count(), let D = fn:count_distinct(V),
                     let S = fn:sum(V), let A = fn:min(V), let B = fn:max(V),
                     let L = fn:collect(V), let U = fn:collect_distinct(V), let P = fn:pick_any(K).
                """,
                "sum"))
        .isEqualTo("sum(3, 2, 8, -2, 5, [-2, 5, 5], [-2, 5], 1)");
  }

  @Test
  void aResultMayBeComputedFromResults() {
    assertThat(
            run(
                """
                p(1). p(2). p(4).
                mean(M, Two) :- p(X) |> do fn:group_by(), let S = fn:sum(X), let N = fn:count(),
                  let M = fn:decimal:div(S, N, 3) |> let Two = fn:mult(2, M).
                """,
                "mean"))
        .isEqualTo("mean(2.333, 4.666)");
  }

  @Test
  void aGuardGuardsTheCheckerToo() {
    assertThat(
            run(
                """
                q(0). q(1). r(1, 5). bad(7).
                n(N) :- q(X), !bad(Y), Z = fn:div(1, X), r(X, Y)
                  |> do fn:group_by(), let N = fn:sum(Z).
                """,
                "n"))
        .isEqualTo("n(1)");
  }

  @Test
  void aLetWithoutAGroupingComputesForEachRow() {
    assertThat(
            run(
                "q(1). q(2).\np(X, Y) :- q(X) |> let Z = fn:mult(X, 10), let Y = fn:plus(Z, X).",
                "p"))
        .isEqualTo("p(1, 11) p(2, 22)");
  }

  @Test
  void predicatesWithoutArgumentsAreTrueOrNot() {
    assertThat(
            run("q(1).\nyes() :- q(X), X > 0.\nno() :- !yes().\nboth(/a) :- yes(), !no().", "both"))
        .isEqualTo("both(/a)");
  }

  @Test
  void numbersOfOneValueAreOneNumberHoweverLarge() {
    assertThat(
            run(
                """
                v(1.0). v(1). v(9223372036854775807). v(-9223372036854775808).
                w(Y) :- v(X), Y = fn:plus(X, X).
                u(Y) :- w(X), Y = fn:div(X, 2).
                t(X) :- u(X), v(X).
                """,
                "t"))
        .isEqualTo("t(-9223372036854775808) t(1) t(9223372036854775807)");
  }

  @Test
  void aQuestionAnswersWithItsVariables() {
    Model model =
        Program.parse("q", "edge(1, 2). edge(2, 3).\n? edge(X, Y), Y > 2.\n? edge(_, 2).").run();
    assertThat(model.program().goals()).isEqualTo(List.of("answer", "answer_2"));
    assertThat(model.facts("answer").toString()).isEqualTo("[answer(2, 3)]");
    assertThat(model.facts("answer_2").toString()).isEqualTo("[answer_2()]");
  }

  @Test
  void aGuardThatIsWrittenFirstGuardsWhateverTheOrderOfJoins() {
    assertThat(
            run(
                """
                r(0, 1). r(2, 8). s(8). s(1).
                q(Z) :- r(X, Y), X != 0, Z = fn:div(Y, X), s(Y).
                p(X, D) :- s(X), X > 1, good(X), D = fn:div(8, fn:minus(X, 1)).
                good(X) :- s(X). good(1).
                """,
                "q"))
        .isEqualTo("q(4)");
  }
}
