package dev.warrant.reasoning.deduce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.knowledge.seam.SeededRandom;
import dev.warrant.reasoning.deduce.lang.Fact;
import dev.warrant.reasoning.deduce.lang.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProofCheckerTest {
  private static final String HOUSE =
      """
      edge(1, 2). edge(2, 3). edge(3, 4). edge(4, 2). edge(5, 5). edge(6, 7).
      closed(4). closed(7).
      node(X) :- edge(X, _).
      path(X, Y) :- edge(X, Y), !closed(Y).
      path(X, Z) :- edge(X, Y), path(Y, Z), Z < 5.
      far(X, Y, D) :- path(X, Y), D = fn:minus(Y, X), D > 1.
      alone(X) :- node(X), !path(X, _).
      degree(X, N, S) :- edge(X, Y) |> do fn:group_by(X), let N = fn:count(), let S = fn:sum(Y).
      lists(X, L) :- path(X, _), L = [X, X], :match_cons(L, X, T), :list:member(X, T).
      up(/a)@[0s, 5s]. up(/a)@[5s, 20s]. up(/b)@[0s, 3s]. up(/b)@[4s, 20s].
      steady(X) :- [-[0s, 10s] up(X).
      shaky(X) :- up(X), ![-[0s, 10s] up(X).
      seen(X, N) :- <-[0s, 8s] up(X) |> do fn:group_by(X), let N = fn:count().
      """;
  private static final List<String> CONCLUDED =
      List.of("path", "far", "alone", "degree", "lists", "steady", "shaky", "seen");

  private final Model model =
      Program.parse("house", HOUSE).database().run(Fuel.PLENTY, 12_000_000_000L);
  private final ProofGraph graph = model.explain(facts());
  private final ProofChecker checker =
      new ProofChecker(model.program().checked(), model, model::given);

  private List<Fact> facts() {
    List<Fact> out = new ArrayList<>();
    CONCLUDED.forEach(p -> out.addAll(model.facts(p)));
    return out;
  }

  private ProofGraph with(int id, ProofNode node) {
    List<ProofNode> nodes = new ArrayList<>(graph.nodes());
    nodes.set(id, node);
    return new ProofGraph(nodes, graph.roots());
  }

  private static ProofNode changed(
      ProofNode n, @Nullable Fact fact, SortedMap<String, Value> bindings, List<Integer> premises) {
    return new ProofNode(
        n.id(), n.kind(), fact, n.says(), n.rule(), bindings, premises, n.digest());
  }

  @Test
  void everyStepOfAGoodGraphHolds() {
    for (String p : CONCLUDED) {
      assertThat(model.facts(p)).as(p).isNotEmpty();
    }
    assertThat(checker.faults(graph)).isEmpty();
    for (ProofNode.Kind kind : ProofNode.Kind.values()) {
      assertThat(graph.nodes()).as("%s", kind).anyMatch(n -> n.kind() == kind);
    }
  }

  @Test
  void aChangedConclusionIsFound() {
    for (ProofNode n : graph.nodes()) {
      if (n.fact() == null) {
        continue;
      }
      for (int i = 0; i < n.fact().values().size(); i++) {
        List<Value> values = new ArrayList<>(n.fact().values());
        values.set(i, Value.number(77));
        Fact fact = new Fact(n.fact().predicate(), values, n.fact().times());
        assertThat(checker.faults(with(n.id(), changed(n, fact, n.bindings(), n.premises()))))
            .as("%s as %s", n.says(), fact)
            .isNotEmpty();
      }
    }
  }

  @Test
  void aChangedValueOfAVariableIsFound() {
    for (ProofNode n : graph.nodes()) {
      boolean stated = n.kind() == ProofNode.Kind.RULE || n.kind() == ProofNode.Kind.ROW;
      for (String variable :
          stated ? n.bindings().keySet() : new TreeMap<String, Value>().keySet()) {
        TreeMap<String, Value> values = new TreeMap<>(n.bindings());
        values.put(variable, Value.number(77));
        assertThat(checker.faults(with(n.id(), changed(n, n.fact(), values, n.premises()))))
            .as("%s with another %s", n.says(), variable)
            .isNotEmpty();
      }
    }
  }

  @Test
  void aPremiseLeftOutOrAddedOrSwappedIsFound() {
    int tried = 0;
    for (ProofNode n : graph.nodes()) {
      for (int i = 0; i < n.premises().size(); i++) {
        List<Integer> fewer = new ArrayList<>(n.premises().subList(0, i));
        fewer.addAll(n.premises().subList(i + 1, n.premises().size()));
        assertThat(checker.faults(with(n.id(), changed(n, n.fact(), n.bindings(), fewer))))
            .as("%s without premise %s", n.says(), i)
            .isNotEmpty();
        List<Integer> other = new ArrayList<>(n.premises());
        other.set(i, n.premises().get(i) == 0 ? 1 : 0);
        assertThat(checker.faults(with(n.id(), changed(n, n.fact(), n.bindings(), other))))
            .as("%s with another premise %s", n.says(), i)
            .isNotEmpty();
        tried++;
      }
      List<Integer> more = new ArrayList<>(n.premises());
      more.add(n.id() - 1);
      if (n.id() > 0) {
        assertThat(checker.faults(with(n.id(), changed(n, n.fact(), n.bindings(), more))))
            .as("%s with one premise more", n.says())
            .isNotEmpty();
      }
    }
    assertThat(tried).isGreaterThan(40);
  }

  @Test
  void aProofThatStandsOnItselfIsFound() {
    for (ProofNode n : graph.nodes()) {
      if (!n.premises().isEmpty()) {
        List<Integer> circle = new ArrayList<>(n.premises());
        circle.set(0, n.id());
        assertThat(checker.faults(with(n.id(), changed(n, n.fact(), n.bindings(), circle))))
            .anyMatch(f -> f.contains("does not come before"));
      }
    }
  }

  @Test
  void aFactThatWasNeverGivenIsFound() {
    ProofChecker stingy =
        new ProofChecker(model.program().checked(), model, f -> !f.toString().equals("edge(2, 3)"));
    assertThat(stingy.faults(graph)).anyMatch(f -> f.contains("edge(2, 3): was not given"));
  }

  @Test
  void anAbsenceThatIsNoneAndAGroupThatIsNotWholeAreFound() {
    Model more =
        Program.parse("house", HOUSE + "closed(2). edge(3, 9).")
            .database()
            .run(Fuel.PLENTY, 12_000_000_000L);
    ProofChecker other = new ProofChecker(model.program().checked(), more, more::given);
    assertThat(other.faults(graph))
        .anyMatch(f -> f.contains("path(1, 2)") && f.contains("does not hold"))
        .anyMatch(f -> f.contains("degree(3, 1, 4)") && f.contains("not all rows"));
  }

  @Test
  void theRuleOfAnotherProgramIsFound() {
    Model other =
        Program.parse("house", HOUSE.replace("Z < 5", "Z < 6"))
            .database()
            .run(Fuel.PLENTY, 12_000_000_000L);
    assertThat(checker.faults(other.explain(other.facts("path"))))
        .anyMatch(f -> f.contains("not of the program"));
  }

  @Test
  void randomDamageToRandomProofsIsFound() {
    SeededRandom seeds = new SeededRandom(30);
    int damaged = 0;
    for (int i = 0; i < 300; i++) {
      SeededRandom random = seeds.split("program " + i);
      RandomProgram program = RandomProgram.of(random);
      Model m = Program.parse("random", program.text(random)).run();
      List<Fact> facts = new ArrayList<>();
      program.preds().forEach(p -> facts.addAll(m.facts(p.name())));
      ProofGraph g = m.explain(facts);
      int id = random.nextInt(g.nodes().size());
      ProofNode n = g.nodes().get(id);
      if (n.fact() == null) {
        continue;
      }
      List<Value> values = new ArrayList<>(n.fact().values());
      values.set(random.nextInt(values.size()), Value.number(1000 + i));
      List<ProofNode> nodes = new ArrayList<>(g.nodes());
      Fact fact = new Fact(n.fact().predicate(), values, 0);
      nodes.set(id, changed(n, fact, n.bindings(), n.premises()));
      assertThat(
              new ProofChecker(m.program().checked(), m, m::given)
                  .faults(new ProofGraph(nodes, g.roots())))
          .as("program %s, %s", i, n.says())
          .isNotEmpty();
      damaged++;
    }
    assertThat(damaged).isGreaterThan(200);
  }
}
