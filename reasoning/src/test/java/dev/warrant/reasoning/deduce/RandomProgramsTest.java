package dev.warrant.reasoning.deduce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.knowledge.seam.SeededRandom;
import dev.warrant.reasoning.deduce.lang.Fact;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class RandomProgramsTest {
  private static final int PROGRAMS = 1500;

  private static TreeMap<String, TreeSet<String>> engine(RandomProgram program, Model model) {
    TreeMap<String, TreeSet<String>> out = new TreeMap<>();
    for (RandomProgram.Pred p : program.preds()) {
      TreeSet<String> rows = new TreeSet<>();
      model.facts(p.name()).forEach(f -> rows.add(f.values().toString()));
      out.put(p.name(), rows);
    }
    return out;
  }

  private static List<Fact> all(RandomProgram program, Model model) {
    List<Fact> out = new ArrayList<>();
    program.preds().forEach(p -> out.addAll(model.facts(p.name())));
    return out;
  }

  @Test
  void theEngineConcludesWhatTheNaiveEvaluatorConcludesAndEveryProofHolds() {
    SeededRandom seeds = new SeededRandom(20);
    int derived = 0;
    for (int i = 0; i < PROGRAMS; i++) {
      SeededRandom random = seeds.split("program " + i);
      RandomProgram program = RandomProgram.of(random);
      String text = program.text(random);
      Model model = Program.parse("random", text).run();
      assertThat(engine(program, model))
          .as("program %s:\n%s", i, text)
          .isEqualTo(NaiveEvaluator.evaluate(program));
      List<Fact> facts = all(program, model);
      ProofGraph graph = model.explain(facts);
      assertThat(new ProofChecker(model.program().checked(), model, model::given).faults(graph))
          .as("program %s:\n%s", i, text)
          .isEmpty();
      assertThat(graph.roots()).hasSameSizeAs(facts);
      derived += (int) model.tuples();
    }
    assertThat(derived).as("the programs are not trivial").isGreaterThan(10 * PROGRAMS);
  }

  @Test
  void theOrderOfClausesAndConditionsChangesNothing() {
    SeededRandom seeds = new SeededRandom(21);
    for (int i = 0; i < 200; i++) {
      SeededRandom random = seeds.split("program " + i);
      RandomProgram program = RandomProgram.of(random);
      Model first = Program.parse("random", program.text(random)).run();
      Model second = Program.parse("random", program.text(random)).run();
      assertThat(all(program, second)).isEqualTo(all(program, first));
    }
  }

  @Test
  void twoRunsOfOneProgramGiveTheSameProofsToTheLastBit() {
    SeededRandom seeds = new SeededRandom(22);
    for (int i = 0; i < 100; i++) {
      SeededRandom random = seeds.split("program " + i);
      RandomProgram program = RandomProgram.of(random);
      String text = program.text(random);
      Model first = Program.parse("random", text).run();
      Model second = Program.parse("random", text).run();
      assertThat(second.explain(all(program, second)).nodes().stream().map(ProofNode::digest))
          .containsExactlyElementsOf(
              first.explain(all(program, first)).nodes().stream().map(ProofNode::digest).toList());
    }
  }

  @Test
  void oneProgramMayRunOnManyThreads() throws InterruptedException {
    RandomProgram program = RandomProgram.of(new SeededRandom(23));
    Program planned = Program.parse("random", program.text(new SeededRandom(24)));
    List<Fact> alone = all(program, planned.run());
    List<List<Fact>> together = java.util.Collections.synchronizedList(new ArrayList<>());
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      threads.add(
          Thread.ofPlatform()
              .start(() -> {
                for (int run = 0; run < 50; run++) {
                  together.add(all(program, planned.run()));
                }
              }));
    }
    for (Thread t : threads) {
      t.join();
    }
    assertThat(together).hasSize(200).allMatch(alone::equals);
  }
}
