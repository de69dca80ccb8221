package dev.warrant.reasoning.deduce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.knowledge.seam.SeededRandom;
import dev.warrant.reasoning.deduce.lang.Checked;
import dev.warrant.reasoning.deduce.lang.Demand;
import dev.warrant.reasoning.deduce.lang.Fact;
import dev.warrant.reasoning.deduce.lang.Parser;
import dev.warrant.reasoning.deduce.lang.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DemandTest {
  private static final int PROGRAMS = 1200;
  private static final int WALKS = 800;
  private static final long NOW = 100;

  /// What a question looked up, and what came of it; empty where it cannot be followed.
  private record Followed(boolean possible, List<Fact> found, List<Fact> rows) {}

  /// Asks with all facts of the asked relations, and with those that the demand looks up; both must
  /// come to the same, to the last bit of each proof.
  private static Followed both(String text, SortedSet<String> asked, List<Fact> all) {
    Program program = Program.parse("both", text);
    String goal = program.goals().getLast();
    Database whole = program.database();
    all.forEach(whole::add);
    Model expected = whole.run(Fuel.PLENTY, NOW);
    Checked demand = Demand.of(program.checked(), goal, asked);
    if (demand == null) {
      return new Followed(false, all, expected.facts(goal));
    }
    List<Fact> found = looked(demand, asked, all);
    Database part = program.database();
    found.forEach(part::add);
    Model model = part.run(Fuel.PLENTY, NOW);
    assertThat(model.facts(goal)).as(text).isEqualTo(expected.facts(goal));
    ProofGraph proofs = model.explain(model.facts(goal));
    assertThat(new ProofChecker(program.checked(), model, model::given).faults(proofs))
        .as(text)
        .isEmpty();
    assertThat(proofs.nodes().stream().map(ProofNode::digest))
        .as(text)
        .containsExactlyElementsOf(
            expected.explain(expected.facts(goal)).nodes().stream()
                .map(ProofNode::digest)
                .toList());
    return new Followed(true, found, model.facts(goal));
  }

  /// The facts that were looked up, in the order in which they are in `all`.
  private static List<Fact> looked(Checked demand, SortedSet<String> asked, List<Fact> all) {
    Database db = Program.of(demand).database();
    TreeSet<Integer> found = new TreeSet<>();
    db.onDemand(
        asked,
        (predicate, key) -> {
          for (int i = 0; i < all.size(); i++) {
            Fact f = all.get(i);
            if (f.predicate().equals(predicate) && f.values().getFirst().equals(key)) {
              db.add(f);
              found.add(i);
            }
          }
        });
    db.run(Fuel.PLENTY, NOW);
    return found.stream().map(all::get).toList();
  }

  private static String goal(RandomProgram program, SeededRandom random) {
    List<RandomProgram.Pred> upper = program.preds().stream().filter(p -> p.level() > 0).toList();
    RandomProgram.Pred p = upper.get(random.nextInt(upper.size()));
    return IntStream.range(0, p.arity())
        .mapToObj(i -> random.nextInt(3) < 2 ? String.valueOf(random.nextInt(5)) : "X" + i)
        .collect(Collectors.joining(", ", "? " + p.name() + "(", ").\n"));
  }

  @Test
  void randomProgramsConcludeTheSameFromWhatTheyAskFor() {
    SeededRandom seeds = new SeededRandom(38);
    int followed = 0;
    int fewer = 0;
    int answered = 0;
    for (int i = 0; i < PROGRAMS; i++) {
      SeededRandom random = seeds.split("program " + i);
      RandomProgram whole = RandomProgram.of(random);
      TreeSet<String> asked = new TreeSet<>();
      whole.preds().stream()
          .filter(p -> p.level() == 0 && random.nextInt(3) < 2)
          .forEach(p -> asked.add(p.name()));
      List<Fact> given = new ArrayList<>();
      List<RandomProgram.Given> text = new ArrayList<>();
      for (RandomProgram.Given g : whole.facts()) {
        if (asked.contains(g.pred().name())) {
          List<Value> values = g.values().stream().map(Value::number).toList();
          given.add(new Fact(g.pred().name(), values, 0));
        } else {
          text.add(g);
        }
      }
      RandomProgram rest = new RandomProgram(whole.preds(), whole.rules(), text);
      Followed f = both(rest.text(random) + goal(whole, random), asked, given);
      followed += f.possible ? 1 : 0;
      fewer += f.possible && f.found.size() < given.size() ? 1 : 0;
      answered += f.possible && !f.rows.isEmpty() && !f.found.isEmpty() ? 1 : 0;
    }
    assertThat(followed).as("questions that could be followed").isGreaterThan(PROGRAMS / 20);
    assertThat(fewer).as("those that left something out").isGreaterThan(PROGRAMS / 20);
    assertThat(answered).as("those with an answer").isGreaterThan(PROGRAMS / 150);
  }

  private static final TreeSet<String> GRAPH = new TreeSet<>(List.of("edge", "kind"));

  /// A random graph whose edges mostly lead on, as those of a trace do, and sometimes back.
  private static List<Fact> graph(SeededRandom random) {
    List<Fact> out = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      for (int j = 0; j < random.nextInt(4); j++) {
        int to = random.nextInt(12) == 0 ? random.nextInt(60) : Math.min(59, i + random.nextInt(9));
        out.add(fact("edge", i, j, to));
      }
      out.add(fact("kind", i, random.nextInt(4)));
    }
    return out;
  }

  private static Fact fact(String predicate, long... values) {
    return new Fact(predicate, java.util.Arrays.stream(values).mapToObj(Value::number).toList(), 0);
  }

  private static final String DECLARED =
      """
      Decl edge(From, Index, To) descr [extensional()].
      Decl kind(Node, Kind) descr [extensional()].
      Decl own(A, B).
      """;

  private static final String RULES =
      DECLARED
          + """
          Decl seen(Node, Weight) temporal.
          seen(3, 1)@[10, 60]. seen(3, 1)@[61, 120]. seen(5, 2)@[10, 20]. seen(9, 4)@[90, 110].
          path(X, Y) :- edge(X, _, Y).
          path(X, Z) :- path(X, Y), edge(Y, _, Z).
          up(X, Y) :- edge(X, _, Y).
          up(X, Z) :- up(Y, Z), edge(X, _, Y).
          twice(X, Z) :- path(X, Y), path(Y, Z).
          leaf(X) :- kind(X, _), !edge(X, _, _).
          plain(X, Y) :- path(X, Y), !kind(Y, 0), kind(Y, K), K < 3.
          lonely(X, Y) :- edge(X, _, Y), !path(Y, X).
          dead(X) :- kind(X, _), !alive(X).
          alive(X) :- path(X, Y), kind(Y, 1).
          below(X, N) :- path(X, Y) |> do fn:group_by(X), let N = fn:count().
          first(X, Y) :- edge(X, _, To) |> do fn:group_by(X), let Y = fn:min(To).
          busy(X) :- below(X, N), N > 5.
          held(X) :- seen(X, W), path(X, Y), kind(Y, W).
          steady(X, Y) :- edge(X, _, Y), [-[0s, 0s] seen(Y, _).
          at(X)@[From, To] :- seen(X, _)@[From, To], edge(X, _, _).
          through(X) :- kind(X, _), [-[0s, 1s] at(X).
          lasting(X) :- kind(X, _), <-[0s, 0s] at(X), !at(X)@[0, 5].
          """;

  private static Followed ask(String question, List<Fact> graph) {
    return both(RULES + question, GRAPH, graph);
  }

  @Test
  void whatIsAskedOfAGraphIsReadAsFarAsItLeads() {
    SeededRandom seeds = new SeededRandom(39);
    List<String> questions =
        List.of(
            "? path(50, Y).",
            "? path(7, Y), kind(Y, 2).",
            "? kind(Y, 2), path(50, Y).",
            "? twice(52, Y).",
            "? up(50, Y).", // the edge first, then what is up from there
            "? leaf(58).",
            "? path(40, X), leaf(X).",
            "? plain(44, Y).",
            "? lonely(50, Y).",
            "? dead(41).",
            "? below(50, N).",
            "? below(50, 4).",
            "? busy(48).",
            "? path(53, X), busy(X).",
            "? X = fn:plus(40, 9), path(X, Y).",
            "? held(X).",
            "? seen(X, 1)@_, plain(X, Y).",
            "? at(X)@[F, T].",
            "? lasting(9).",
            "? through(3).",
            "? steady(40, Y).",
            "q(X, N) :- path(45, X), path(X, Y) |> do fn:group_by(X), let N = fn:count(). ? q(X, N).",
            "q(X) :- path(45, X), !busy(X). ? q(X).",
            "q(X) :- path(45, X), X != 46, !first(X, 47). ? q(X).",
            "edge(100, 0, 50). ? path(100, Y).",
            "path(200, 55). ? twice(200, Y).");
    for (int i = 0; i < 6; i++) {
      List<Fact> graph = graph(seeds.split("graph " + i));
      for (String question : questions) {
        assertThat(ask(question, graph).possible).as(question).isTrue();
      }
    }
  }

  /// Rules that mostly lead on from their first argument, in any order of conditions.
  private static String walk(SeededRandom r, int level) {
    List<String> body = new ArrayList<>();
    int vars = 1;
    int many = 1 + r.nextInt(3);
    for (int i = 0; i < many; i++) {
      String from = "V" + (r.nextInt(4) == 0 ? r.nextInt(vars) : vars - 1);
      String to = "V" + vars;
      vars++;
      body.add(
          switch (r.nextInt(level == 0 ? 4 : 8)) {
            case 0, 1 -> "edge(" + from + ", _, " + to + ")";
            case 2 -> "kind(" + from + ", " + to + ")";
            case 3 -> "own(" + from + ", " + to + ")";
            case 4 ->
                "edge(" + to + ", _, " + from + ")"; // leads nowhere unless something else does
            default ->
                "r" + r.nextInt(level + (r.nextInt(3) == 0 ? 1 : 0)) + "(" + from + ", " + to + ")";
          });
    }
    String some = "V" + r.nextInt(vars);
    int more = r.nextInt(7);
    switch (more) {
      case 0 -> body.add("!edge(" + some + ", _, V0)");
      case 1 -> body.add("!kind(" + some + ", " + r.nextInt(4) + ")");
      case 2 -> body.add(some + " <= " + r.nextInt(60));
      case 3 -> body.add("C = fn:plus(" + some + ", 1), edge(C, _, _)");
      case 4, 5 -> {
        if (level > 0) {
          String to = more == 4 ? "_" : "V" + r.nextInt(vars);
          body.add("!r" + r.nextInt(level) + "(" + some + ", " + to + ")");
        }
      }
      default -> {}
    }
    RandomProgram.shuffle(body, r);
    String conditions = String.join(", ", body);
    if (level > 0 && r.nextInt(4) == 0 && !conditions.contains("r" + level)) {
      String reducer =
          List.of("count()", "sum(" + some + ")", "max(" + some + ")").get(r.nextInt(3));
      return "r%d(V0, N) :- %s |> do fn:group_by(V0), let N = fn:%s.\n"
          .formatted(level, conditions, reducer);
    }
    String last = "V" + (vars - 1);
    return "r%d(%s) :- %s.\n"
        .formatted(level, r.nextInt(9) == 0 ? last + ", V0" : "V0, " + last, conditions);
  }

  @Test
  void randomWalksConcludeTheSameFromWhatTheyLeadTo() {
    SeededRandom seeds = new SeededRandom(41);
    int followed = 0;
    int answered = 0;
    for (int i = 0; i < WALKS; i++) {
      SeededRandom random = seeds.split("walk " + i);
      StringBuilder text = new StringBuilder(DECLARED);
      for (int j = 0; j < 20; j++) {
        text.append("own(").append(random.nextInt(60)).append(", ").append(random.nextInt(60));
        text.append(").\n");
      }
      for (int level = 0; level < 4; level++) {
        for (int j = 0; j < 1 + random.nextInt(2); j++) {
          text.append(walk(random, level));
        }
      }
      int from = random.nextInt(60);
      text.append("? r").append(random.nextInt(4)).append("(").append(from).append(", X).\n");
      List<Fact> graph = graph(random);
      Followed f = both(text.toString(), GRAPH, graph);
      followed += f.possible && f.found.size() < graph.size() ? 1 : 0;
      answered += f.possible && !f.rows.isEmpty() && !f.found.isEmpty() ? 1 : 0;
    }
    assertThat(followed).as("questions that could be followed").isGreaterThan(WALKS / 3);
    assertThat(answered).as("those with an answer").isGreaterThan(WALKS / 8);
  }

  @Test
  void whatNothingLeadsToIsSaidToNeedEverything() {
    List<Fact> graph = graph(new SeededRandom(40));
    List<String> questions =
        List.of(
            "? path(X, 7).",
            "? edge(X, 0, Y).",
            "? leaf(X).",
            "? first(50, Y), path(Y, Z).", // Y is known once the group is whole
            "q(X) :- seen(X, _)@_, !edge(_, _, X). ? q(X).",
            "q(N) :- kind(X, _) |> do fn:group_by(), let N = fn:count(). ? q(N).");
    for (String question : questions) {
      assertThat(ask(question, graph).possible).as(question).isFalse();
    }
    assertThat(ask("? seen(X, Y)@_.", graph).possible).as("nothing of the graph").isFalse();
  }

  @Test
  void howMuchIsReadDoesNotGoWithHowMuchThereIs() {
    List<Fact> graph = new ArrayList<>();
    for (int i = 0; i < 3000; i++) {
      graph.add(fact("edge", i, 0, i / 10 * 10 + 9));
      graph.add(fact("kind", i, i % 4));
    }
    Followed few = ask("? path(2, Y), kind(Y, K).", graph.subList(0, 60));
    Followed many = ask("? path(2, Y), kind(Y, K).", graph);
    assertThat(many.found).isEqualTo(few.found).hasSize(3);
  }

  @Test
  void waysOfAskingAreBounded() {
    String args = IntStream.range(0, 10).mapToObj(i -> "X" + i).collect(Collectors.joining(", "));
    StringBuilder text = new StringBuilder("Decl e(A, B) descr [extensional()].\n");
    text.append("p(").append(args).append(") :- ");
    text.append(
        IntStream.range(0, 10).mapToObj(i -> "e(0, X" + i + ")").collect(Collectors.joining(", ")));
    text.append(".\n");
    for (int mask = 0; mask < 1 << 10; mask++) {
      int m = mask;
      String some =
          IntStream.range(0, 10)
              .mapToObj(i -> (m >> i & 1) == 1 ? "1" : "_")
              .collect(Collectors.joining(", "));
      text.append("q() :- p(").append(some).append(").\n");
    }
    Checked checked = Checked.of(Parser.parse("ways", text + "? q()."));
    assertThat(Demand.of(checked, checked.goals().getLast(), new TreeSet<>(List.of("e")))).isNull();
  }
}
