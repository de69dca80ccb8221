package dev.warrant.governance.bench;

import dev.warrant.knowledge.seam.SeededRandom;
import dev.warrant.reasoning.deduce.Database;
import dev.warrant.reasoning.deduce.Fuel;
import dev.warrant.reasoning.deduce.Model;
import dev.warrant.reasoning.deduce.Program;
import dev.warrant.reasoning.deduce.ProofChecker;
import java.util.List;
import java.util.function.Supplier;

/// The deductive database: closures, a deliberation's worth of intents, a million facts. Processor
/// time of one thread, facts loaded anew each time.
final class DeduceRow implements Row {
  private static final int CHAIN = 233;
  private static final int DENSE_NODES = 170;
  private static final int DENSE_EDGES = 500;
  private static final int INTENTS = 20;
  private static final int BATCH = 500;
  private static final int MILLION = 1_000_000;
  private static final int PROVED = 2_000;
  private static final List<String> INSTRUMENTS =
      List.of("/btc", "/eth", "/sol", "/xrp", "/ada", "/doge", "/bnb");
  private static final List<String> STRATEGIES =
      List.of("/momentum", "/carry", "/reversal", "/breakout");

  private static final String CLOSURE =
      """
      Decl edge(X, Y) descr [extensional()].
      path(X, Y) :- edge(X, Y).
      path(X, Z) :- edge(X, Y), path(Y, Z).
      """;

  private static final String DESK =
      """
      Decl intent(Id, I, Side, Strategy, Edge) descr [extensional()].
      Decl correlated(A, B, Ppm) descr [extensional()].
      Decl stressed(I) descr [extensional()].
      linked(A, B) :- correlated(A, B, P), P > 800000.
      linked(A, B) :- correlated(B, A, P), P > 800000.
      hit(I) :- stressed(I).
      hit(B) :- hit(A), linked(A, B).
      opposed(X, Y) :- intent(X, I, /buy, S, _), intent(Y, I, /sell, T, _), S != T.
      blocked(X, /contagion) :- intent(X, I, /buy, _, _), hit(I).
      blocked(X, /conflict) :- opposed(X, Y), intent(X, _, _, _, E), intent(Y, _, _, _, F), E < F.
      free(X) :- intent(X, _, _, _, _), !blocked(X, _).
      load(I, N, W) :- intent(X, I, _, _, E)
        |> do fn:group_by(I), let N = fn:count(), let W = fn:sum(E).
      """;

  private static final String TREE =
      """
      Decl edge(X, Y) descr [extensional()].
      Decl root(X) descr [extensional()].
      reach(X) :- root(X).
      reach(Y) :- reach(X), edge(X, Y).
      up(X, Y) :- edge(X, Y), root(X).
      up(X, Z) :- up(X, Y), edge(Y, Z).
      size(X, N) :- up(X, Y) |> do fn:group_by(X), let N = fn:count().
      leaf(X) :- edge(_, X), !edge(X, _).
      """;

  @Override
  public String name() {
    return "deduce";
  }

  @Override
  public List<Figure> run(Scope scope) {
    int rounds = scope.quick() ? 20 : 60;
    Program closure = Program.parse("closure", CLOSURE);
    Program desk = Program.parse("desk", DESK);
    Program tree = Program.parse("tree", TREE);
    int million = scope.quick() ? MILLION / 10 : MILLION;
    double chain = best(rounds, () -> chain(closure));
    double dense = best(rounds, () -> dense(closure));
    double intents = best(rounds, () -> intents(desk)) / BATCH;
    double large = best(scope.quick() ? 2 : 4, () -> tree(tree, million));
    double proofs = best(rounds / 4, () -> proved(closure));
    return List.of(
        Figure.of("closure of a chain, 27 k facts", chain / 1e6, "ms").atMost(50),
        Figure.of("closure of a dense graph, 26 k facts", dense / 1e6, "ms").atMost(50),
        Figure.of("20 intents: contagion, conflicts, groups", intents / 1e3, "µs").atMost(50),
        Figure.of(million + " facts: reach, closure, groups, absence", large / 1e9, "s").atMost(5),
        Figure.of("proof of one fact, built and checked", proofs / PROVED / 1e3, "µs"));
  }

  /// Processor time of the quickest of some rounds.
  private static double best(int rounds, Supplier<Model> work) {
    double best = Double.MAX_VALUE;
    for (int i = 0; i < rounds; i++) {
      long start = Cpu.thread();
      Model model = work.get();
      long spent = Cpu.thread() - start;
      if (model.tuples() == 0) {
        throw new IllegalStateException("nothing was concluded");
      }
      best = Math.min(best, (double) spent);
    }
    return best;
  }

  private static Model chain(Program program) {
    Database db = program.database();
    for (int i = 0; i < CHAIN; i++) {
      db.row("edge").number(i).number(i + 1).add();
    }
    return db.run(Fuel.PLENTY);
  }

  private static Model dense(Program program) {
    Database db = program.database();
    SeededRandom random = new SeededRandom(3);
    for (int i = 0; i < DENSE_EDGES; i++) {
      db.row("edge").number(random.nextInt(DENSE_NODES)).number(random.nextInt(DENSE_NODES)).add();
    }
    return db.run(Fuel.PLENTY);
  }

  private static Model intents(Program program) {
    Model last = null;
    for (int round = 0; round < BATCH; round++) {
      last = oneDesk(program);
    }
    return java.util.Objects.requireNonNull(last);
  }

  private static Model oneDesk(Program program) {
    Database db = program.database();
    int n = INSTRUMENTS.size();
    for (int i = 0; i < INTENTS; i++) {
      db.row("intent")
          .name("/intent/" + i)
          .name(INSTRUMENTS.get(i % n))
          .name(i % 3 == 0 ? "/sell" : "/buy")
          .name(STRATEGIES.get(i % STRATEGIES.size()))
          .number(100 + i)
          .add();
    }
    for (int i = 0; i < n; i++) {
      db.row("correlated")
          .name(INSTRUMENTS.get(i))
          .name(INSTRUMENTS.get((i + 1) % n))
          .number(700_000 + 50_000 * (i % 4))
          .add();
    }
    db.row("stressed").name(INSTRUMENTS.get(2)).add();
    return db.run(Fuel.PLENTY);
  }

  /// A forest: every number hangs below a third of it, but every fifth is a root of its own.
  private static Model tree(Program program, int facts) {
    Database db = program.database();
    db.row("root").number(0).add();
    for (int i = 1; i <= facts; i++) {
      if (i % 5 != 0 || i < 1000) {
        db.row("edge").number(i / 3).number(i).add();
      } else {
        db.row("root").number(i).add();
      }
    }
    return db.run(Fuel.PLENTY);
  }

  private static Model proved(Program program) {
    Model model = chain(program);
    var graph = model.explain(model.facts("path").subList(0, PROVED));
    if (!new ProofChecker(program.checked(), model, model::given).faults(graph).isEmpty()) {
      throw new IllegalStateException("a proof does not hold");
    }
    return model;
  }
}
