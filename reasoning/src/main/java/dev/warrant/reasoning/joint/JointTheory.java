package dev.warrant.reasoning.joint;

import dev.warrant.knowledge.fact.Fact;
import dev.warrant.knowledge.order.Intent;
import dev.warrant.knowledge.order.Objection;
import dev.warrant.knowledge.order.Stage;
import dev.warrant.knowledge.unit.Canon;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.reasoning.deduce.Database;
import dev.warrant.reasoning.deduce.Fuel;
import dev.warrant.reasoning.deduce.Model;
import dev.warrant.reasoning.deduce.Program;
import dev.warrant.reasoning.deduce.ProofGraph;
import dev.warrant.reasoning.deduce.ProofNode;
import dev.warrant.reasoning.deduce.lang.Checked;
import dev.warrant.reasoning.deduce.lang.Clause;
import dev.warrant.reasoning.deduce.lang.Parser;
import dev.warrant.reasoning.deduce.lang.Source;
import dev.warrant.reasoning.deduce.lang.Value;
import dev.warrant.reasoning.session.Firing;
import dev.warrant.rules.text.Place;
import dev.warrant.rules.text.RuleError;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The strategy's rules about several intents at once, in Datalog: conflicts between strategies,
/// trouble that spreads between instruments, what an intent stands on. Each `against(N, Rule,
/// Value, Limit, Says)` they conclude is an objection to intent `N`.
///
/// Never changes after it was read. Bounded by fuel; who runs out gets an error and the desk no
/// warrant.
public final class JointTheory {
  private static final String LIBRARY = "joint.mg";
  private static final String AGAINST = "against";
  private static final int COLUMNS = 5;

  private final @Nullable Program program;
  private final Relations relations;
  private final Fuel fuel;

  private JointTheory(@Nullable Program program, List<Instrument> instruments, Fuel fuel) {
    this.program = program;
    relations = new Relations(instruments);
    this.fuel = fuel;
  }

  /// Reads and checks the rules; nothing of them is run. Without texts nothing is ever objected.
  ///
  /// @param texts Datalog text by path
  /// @param steps fuel for one deliberation
  /// @throws dev.warrant.rules.text.RuleException naming file, line and column of what is wrong
  public static JointTheory read(
      SortedMap<String, String> texts, List<Instrument> instruments, int steps) {
    Fuel fuel = new Fuel(steps, steps);
    if (texts.isEmpty()) {
      return new JointTheory(null, instruments, fuel);
    }
    Source library = library();
    TreeSet<String> given = new TreeSet<>();
    library.decls().forEach(d -> given.add(d.predicate()));
    library.clauses().forEach(c -> given.add(c.head().predicate()));
    Source all = library;
    boolean objects = false;
    for (Map.Entry<String, String> text : texts.entrySet()) {
      Source own = Parser.parse(text.getKey(), text.getValue());
      if (!own.goals().isEmpty()) {
        throw refused(own.goals().getFirst(), "a question", "rules only");
      }
      for (Clause clause : own.clauses()) {
        String head = clause.head().predicate();
        if (given.contains(head)) {
          throw refused(clause, "a clause for " + head, "none: the desk says what it is");
        }
        if (head.equals(AGAINST)) {
          objects = true;
          if (clause.head().args().size() != COLUMNS) {
            throw refused(
                clause,
                AGAINST + " with " + clause.head().args().size() + " values",
                "against(Intent, Rule, Value, Limit, Says)");
          }
        }
      }
      all = all.plus(own);
    }
    if (!objects) {
      throw RuleError.of(
              "joint-top",
              Place.of(texts.firstKey()),
              "no rule for " + AGAINST,
              "one: what else is concluded acts on nothing")
          .thrown();
    }
    Checked.of(all); // all of it must be right, also what no objection needs
    Program program = Program.of(Checked.of(all.about(List.of(AGAINST))));
    return new JointTheory(program, instruments, fuel);
  }

  private static Source library() {
    try (InputStream in = JointTheory.class.getResourceAsStream(LIBRARY)) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return Parser.parse(LIBRARY, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static dev.warrant.rules.text.RuleException refused(
      Clause clause, String found, String expected) {
    return RuleError.of("joint-clause", clause.at(), found, expected).thrown();
  }

  /// What speaks against intents because of others, in canonical order.
  ///
  /// @throws dev.warrant.rules.text.RuleException if the fuel is gone, a function has no value, or
  ///   an objection is not about an intent in whole numbers
  public List<Against> judge(Standing standing) {
    if (program == null || standing.intents().isEmpty()) {
      return List.of();
    }
    Database db = program.database();
    fill(db, standing);
    Model model = db.run(fuel, standing.nanos());
    List<Against> out = new ArrayList<>();
    var found = model.facts(AGAINST);
    ProofGraph graph = model.explain(found);
    List<Step> steps = steps(graph, standing);
    for (int i = 0; i < found.size(); i++) {
      int root = graph.roots().get(i);
      out.add(against(found.get(i).values(), graph.nodes().get(root), steps.get(root), standing));
    }
    return out;
  }

  private void fill(Database db, Standing standing) {
    List<Fact> facts = standing.facts();
    for (int k = 0; k < facts.size(); k++) {
      Fact fact = facts.get(k);
      add(db, Relations.of(fact), () -> relations.row(fact, standing.nanos()));
      int number = k;
      add(db, "about", () -> relations.about(number, fact));
    }
    for (int n = 0; n < standing.intents().size(); n++) {
      int number = n;
      add(db, "intent", () -> relations.row(number, standing.intents().get(number)));
    }
    if (db.knows("basis")) {
      grounds(db, standing);
    }
  }

  private static void add(
      Database db, String relation, java.util.function.Supplier<List<Value>> row) {
    if (db.knows(relation)) {
      db.add(new dev.warrant.reasoning.deduce.lang.Fact(relation, row.get(), 0));
    }
  }

  private static void grounds(Database db, Standing standing) {
    TreeMap<String, Integer> intents = numbers(standing.intents());
    TreeMap<String, Integer> facts = numbers(standing.facts());
    for (Firing firing : standing.firings()) {
      String concluded = Canon.text(firing.concluded());
      for (Fact matched : firing.matched()) {
        Integer premise = facts.get(Canon.text(matched));
        edge(db, "basis", intents.get(concluded), premise);
        edge(db, "rests", facts.get(concluded), premise);
      }
    }
  }

  private static TreeMap<String, Integer> numbers(List<?> of) {
    TreeMap<String, Integer> out = new TreeMap<>();
    for (int i = 0; i < of.size(); i++) {
      out.putIfAbsent(Canon.text(of.get(i)), i);
    }
    return out;
  }

  private static void edge(
      Database db, String relation, @Nullable Integer from, @Nullable Integer to) {
    if (from != null && to != null) {
      add(db, relation, () -> List.of(Value.number(from), Value.number(to)));
    }
  }

  /// Each node of the graph as a step, in the order of the nodes.
  private List<Step> steps(ProofGraph graph, Standing standing) {
    List<Step> out = new ArrayList<>();
    for (ProofNode node : graph.nodes()) {
      List<Step> parts = node.premises().stream().map(out::get).toList();
      out.add(
          node.kind() == ProofNode.Kind.GIVEN
              ? given(Objects.requireNonNull(node.fact()), node.says(), standing)
              : new Step.Concluded(
                  node.rule() == null ? "" : node.rule().cite(), node.says(), parts));
    }
    return out;
  }

  private Step given(dev.warrant.reasoning.deduce.lang.Fact fact, String says, Standing standing) {
    List<Value> v = fact.values();
    return switch (fact.predicate()) {
      case "intent" -> new Step.OfIntent(number(v.get(0)));
      case "about" -> new Step.OfFact(standing.facts().get(number(v.get(0))));
      case "basis" ->
          new Step.Concluded(
              "",
              says,
              List.of(
                  new Step.OfIntent(number(v.get(0))),
                  new Step.OfFact(standing.facts().get(number(v.get(1))))));
      case "rests" ->
          new Step.Concluded(
              "",
              says,
              List.of(
                  new Step.OfFact(standing.facts().get(number(v.get(0)))),
                  new Step.OfFact(standing.facts().get(number(v.get(1))))));
      default ->
          standing.facts().stream()
              .filter(f -> Relations.of(f).equals(fact.predicate()))
              .filter(f -> relations.row(f, standing.nanos()).equals(v))
              .findFirst()
              .<Step>map(Step.OfFact::new)
              .orElseGet(() -> new Step.Concluded("", says, List.of())); // a fact of the pack
    };
  }

  private static int number(Value value) {
    return Math.toIntExact(((Value.Num) value).value());
  }

  private static Against against(List<Value> row, ProofNode node, Step proof, Standing standing) {
    var rule = Objects.requireNonNull(node.rule());
    if (!(row.get(0) instanceof Value.Num(long n))
        || n < 0
        || n >= standing.intents().size()
        || !(row.get(1) instanceof Value.Name(String id))
        || !(row.get(2) instanceof Value.Num(long value))
        || !(row.get(3) instanceof Value.Num(long limit))
        || !(row.get(4) instanceof Value.Text(String says))) {
      throw RuleError.of(
              "joint-against",
              rule.source().at(),
              "against" + row,
              "the number of an intent, a name, two whole numbers and a string")
          .thrown();
    }
    Intent intent = standing.intents().get((int) n);
    String condition = rule.source().text().replaceAll("\\s+", " ");
    Objection objection =
        new Objection(
            Stage.STRATEGY,
            id.substring(1),
            intent.instrument(),
            intent.side(),
            intent.strategy(),
            condition,
            value,
            limit,
            distance(value, limit),
            says + " (" + id.substring(1) + ", " + rule.cite() + ")");
    return new Against((int) n, objection, proof);
  }

  private static long distance(long value, long limit) {
    try {
      return Math.absExact(Math.subtractExact(value, limit));
    } catch (ArithmeticException e) {
      return Long.MAX_VALUE;
    }
  }
}
