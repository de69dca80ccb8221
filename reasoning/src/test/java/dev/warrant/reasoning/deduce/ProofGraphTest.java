package dev.warrant.reasoning.deduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warrant.reasoning.deduce.lang.Fact;
import dev.warrant.reasoning.deduce.lang.Value;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProofGraphTest {
  private static final String PATHS =
      """
      edge(1, 2). edge(2, 3). edge(3, 4).
      path(X, Y) :- edge(X, Y).
      path(X, Z) :- edge(X, Y), path(Y, Z).
      """;

  private static Fact fact(String predicate, long... values) {
    return new Fact(predicate, java.util.Arrays.stream(values).mapToObj(Value::number).toList(), 0);
  }

  @Test
  void aProofIsPrintedToTheDepthThatIsAskedFor() {
    Model model = Program.parse("p.mg", PATHS).run();
    ProofGraph graph = model.explain(List.of(fact("path", 1, 4)));
    assertThat(graph.tree(graph.roots().getFirst(), 1))
        .isEqualTo(
            """
            path(1, 4)  [p.mg:3]  with X=1, Y=2, Z=4
              edge(1, 2)  [given]
              path(2, 4)  [p.mg:3] … 2 premises
            """);
    assertThat(graph.tree(graph.roots().getFirst(), 9))
        .isEqualTo(
            """
            path(1, 4)  [p.mg:3]  with X=1, Y=2, Z=4
              edge(1, 2)  [given]
              path(2, 4)  [p.mg:3]  with X=2, Y=3, Z=4
                edge(2, 3)  [given]
                path(3, 4)  [p.mg:2]  with X=3, Y=4
                  edge(3, 4)  [given]
            """);
  }

  @Test
  void whatTwoProofsHaveInCommonIsThereOnce() {
    Model model = Program.parse("p.mg", PATHS).run();
    ProofGraph graph = model.explain(model.facts("path"));
    assertThat(graph.nodes()).hasSize(3 + 6);
    assertThat(graph.nodes().stream().map(ProofNode::digest).distinct()).hasSize(9);
  }

  @Test
  void equalProofsHaveEqualDigestsInGraphsOfTheirOwn() {
    Model model = Program.parse("p.mg", PATHS).run();
    ProofGraph one = model.explain(List.of(fact("path", 2, 4)));
    ProofGraph all = model.explain(model.facts("path"));
    assertThat(all.nodes().stream().map(ProofNode::digest))
        .contains(one.nodes().get(one.roots().getFirst()).digest());
  }

  @Test
  void theLeavesAreTheGivenFactsBelow() {
    Model model = Program.parse("p.mg", PATHS).run();
    ProofGraph graph = model.explain(List.of(fact("path", 2, 4)));
    assertThat(graph.leaves(graph.roots().getFirst()))
        .containsExactly(fact("edge", 2, 3), fact("edge", 3, 4));
  }

  @Test
  void aProofAsFactsCanBeAskedAbout() {
    Model model = Program.parse("p.mg", PATHS).run();
    ProofGraph graph = model.explain(List.of(fact("path", 1, 4)));
    Program questions =
        Program.parse(
            "q.mg",
            """
            Decl proves(P, F). Decl edb_leaf(P, F). Decl premise(P, I, S). Decl uses_rule(P, R).
            supports(P, F) :- edb_leaf(P, F).
            supports(P, F) :- premise(P, _, S), supports(S, F).
            rule_used(P, R) :- uses_rule(P, R).
            rule_used(P, R) :- premise(P, _, S), rule_used(S, R).
            ? proves(P, [/path, 1, 4]), supports(P, F).
            ? proves(P, [/path, 1, 4]), rule_used(P, R).
            """);
    Database database = questions.database();
    graph.facts().stream().filter(f -> database.knows(f.predicate())).forEach(database::add);
    Model answers = database.run(Fuel.PLENTY);
    assertThat(answers.facts("answer").stream().map(f -> f.values().getLast().toString()))
        .containsExactlyInAnyOrder("[/edge, 1, 2]", "[/edge, 2, 3]", "[/edge, 3, 4]");
    assertThat(answers.facts("answer_2").stream().map(f -> f.values().getLast().toString()))
        .containsExactlyInAnyOrder("/rule/0", "/rule/1");
  }

  @Test
  void whatIsNotConcludedHasNoProof() {
    Model model = Program.parse("p.mg", PATHS).run();
    assertThatThrownBy(() -> model.explain(List.of(fact("path", 4, 1))))
        .hasMessageContaining("path(4, 1)");
  }

  @Test
  void aProofAsLongAsTheDataIsBuiltAndChecked() {
    Program program = Program.parse("p.mg", "Decl edge(X, Y).\nr(0).\nr(Y) :- r(X), edge(X, Y).\n");
    Database database = program.database();
    for (int i = 0; i < 50_000; i++) {
      database.row("edge").number(i).number(i + 1).add();
    }
    Model model = database.run(Fuel.PLENTY);
    ProofGraph graph = model.explain(List.of(fact("r", 50_000)));
    assertThat(graph.nodes()).hasSize(100_001);
    assertThat(new ProofChecker(program.checked(), model, model::given).faults(graph)).isEmpty();
  }
}
