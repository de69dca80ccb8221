package dev.warrant.reasoning.deduce;

import dev.warrant.knowledge.seam.LookupOnly;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.reasoning.deduce.lang.Condition;
import dev.warrant.reasoning.deduce.lang.Covering;
import dev.warrant.reasoning.deduce.lang.Fact;
import dev.warrant.reasoning.deduce.lang.FactsByValue;
import dev.warrant.reasoning.deduce.lang.Rule;
import dev.warrant.reasoning.deduce.lang.Solver;
import dev.warrant.reasoning.deduce.lang.Valuation;
import dev.warrant.reasoning.deduce.lang.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Follows the recorded rows of a model down to given facts. Nothing here is trusted: what comes
/// out is a claim that {@link ProofChecker} can check.
@LookupOnly("node numbers by row and rows by key; nodes themselves are in a list")
final class ProofBuilder {
  private record Row(int predicate, int number) {}

  private final Model model;
  private final FactsByValue index;
  private final Map<Row, Integer> ids = new HashMap<>();
  private final List<ProofNode> nodes = new ArrayList<>();

  /// Per predicate of rows, its groups by key.
  private final Map<Integer, Map<List<Long>, List<Row>>> groups = new HashMap<>();

  ProofBuilder(Model model) {
    this.model = model;
    index = new FactsByValue(model);
  }

  ProofGraph build(List<Fact> facts) {
    List<Integer> roots = new ArrayList<>();
    for (Fact fact : facts) {
      int predicate = model.number(fact.predicate());
      int row = model.row(predicate, fact);
      if (row < 0) {
        throw new IllegalArgumentException(
            "found the fact " + fact + ", expected one of the model\nMaybe it is not concluded");
      }
      roots.add(visit(new Row(predicate, row)));
    }
    return new ProofGraph(nodes, roots);
  }

  /// Builds what lies below first, without recursion: proofs can be as long as the data.
  private int visit(Row root) {
    ArrayDeque<Row> work = new ArrayDeque<>(List.of(root));
    while (!work.isEmpty()) {
      Row top = work.peek();
      if (ids.containsKey(top)) {
        work.pop();
        continue;
      }
      boolean ready = true;
      for (Row below : below(top).reversed()) {
        if (!ids.containsKey(below)) {
          ready = false;
          work.push(below);
        }
      }
      if (ready) {
        work.pop();
        ids.put(top, make(top));
      }
    }
    return id(root);
  }

  private int id(Row row) {
    return Objects.requireNonNull(ids.get(row));
  }

  private @Nullable Rule rule(Row row) {
    int rule = model.relation(row.predicate).rule(row.number);
    return rule < 0 ? null : model.program().checked().rules().get(rule);
  }

  /// The rows a row was concluded from.
  private List<Row> below(Row row) {
    Rule rule = rule(row);
    List<Row> out = new ArrayList<>();
    if (rule == null) {
      return out;
    }
    Relation relation = model.relation(row.predicate);
    if (rule.grouping() != null) {
      return group(rule.grouping(), relation.premise(row.number, 0));
    }
    List<String> matched = rule.matched();
    for (int i = 0; i < matched.size(); i++) {
      out.add(new Row(model.number(matched.get(i)), relation.premise(row.number, i)));
    }
    SortedMap<String, Value> values = null;
    for (Condition c : rule.body()) {
      if (c instanceof Condition.Cover w) {
        values = values == null ? bindings(rule, row, out.subList(0, matched.size())) : values;
        out.addAll(covering(w, values));
      }
    }
    return out;
  }

  private List<Row> covering(Condition.Cover w, SortedMap<String, Value> values) {
    int predicate = model.number(w.predicate());
    return w.negated()
        ? List.of()
        : Covering.matching(w, values, index.candidates(w.predicate(), w.args(), values)).stream()
            .map(f -> new Row(predicate, model.row(predicate, f)))
            .toList();
  }

  private List<Row> group(Rule.Grouping g, int newest) {
    int predicate = model.number(g.rows());
    Relation rows = model.relation(predicate);
    Map<List<Long>, List<Row>> all = groups.get(predicate);
    if (all == null) {
      all = new HashMap<>();
      for (int row = 0; row < rows.size(); row++) {
        all.computeIfAbsent(key(g, rows, row), k -> new ArrayList<>()).add(new Row(predicate, row));
      }
      groups.put(predicate, all);
    }
    return all.getOrDefault(key(g, rows, newest), List.of());
  }

  private static List<Long> key(Rule.Grouping g, Relation rows, int row) {
    return g.keys().stream().map(k -> rows.data()[row * rows.width() + k]).toList();
  }

  private int make(Row row) {
    Fact fact = model.fact(row.predicate, row.number);
    Rule rule = rule(row);
    List<Row> below = below(row);
    List<Integer> premises = new ArrayList<>();
    if (rule == null) {
      return node(ProofNode.Kind.GIVEN, fact, fact.toString(), null, new TreeMap<>(), premises);
    }
    if (rule.grouping() != null) {
      below.forEach(b -> premises.add(id(b)));
      SortedMap<String, Value> values = groupBindings(rule, below);
      return node(ProofNode.Kind.GROUP, fact, fact.toString(), rule, values, premises);
    }
    SortedMap<String, Value> values = bindings(rule, row, below.subList(0, rule.matched().size()));
    Iterator<Row> matched = below.iterator();
    for (Condition c : rule.body()) {
      switch (c) {
        case Condition.Match m -> premises.add(id(matched.next()));
        case Condition.Never n -> premises.add(absent(rule, n, values));
        case Condition.Cover w -> premises.add(window(rule, w, values));
        case Condition.Test t -> {}
        case Condition.Built b -> {}
      }
    }
    ProofNode.Kind kind = rule.rows() ? ProofNode.Kind.ROW : ProofNode.Kind.RULE;
    String says = rule.rows() ? "row " + shown(values) : fact.toString();
    return node(kind, fact, says, rule, values, premises);
  }

  private static String shown(SortedMap<String, Value> values) {
    return values.entrySet().stream()
        .filter(e -> ProofGraph.shown(e.getKey()))
        .map(e -> e.getKey() + "=" + e.getValue())
        .collect(Collectors.joining(", "));
  }

  private int absent(Rule rule, Condition.Never n, SortedMap<String, Value> values) {
    String says = "!" + Words.atom(n.predicate(), n.args(), values);
    says += Words.tests(n.tests(), values);
    return node(ProofNode.Kind.ABSENT, null, says, rule, values, List.of());
  }

  private int window(Rule rule, Condition.Cover w, SortedMap<String, Value> values) {
    List<Integer> premises = covering(w, values).stream().map(this::id).toList();
    String says =
        (w.negated() ? "not all of [" : "all of [")
            + Valuation.of(w.low(), values)
            + ", "
            + Valuation.of(w.high(), values)
            + "] "
            + Words.atom(w.predicate(), w.args(), values);
    return node(ProofNode.Kind.WINDOW, null, says, rule, values, premises);
  }

  /// The values of the variables under which the rule gives this row from these rows.
  private SortedMap<String, Value> bindings(Rule rule, Row row, List<Row> matched) {
    Fact head = model.fact(row.predicate, row.number);
    Iterator<Row> next = matched.iterator();
    TreeMap<Integer, List<Fact>> of = new TreeMap<>();
    for (int i = 0; i < rule.body().size(); i++) {
      if (rule.body().get(i) instanceof Condition.Match) {
        Row r = next.next();
        of.put(i, List.of(model.fact(r.predicate, r.number)));
      }
    }
    List<SortedMap<String, Value>> found = new ArrayList<>();
    Solver solver =
        new Solver(
            (m, _) -> of.getOrDefault(rule.body().indexOf(m), List.of()),
            model,
            index,
            values -> {
              if (head.values().equals(Valuation.all(rule.args(), values))) {
                found.add(values);
              }
              return found.isEmpty();
            });
    solver.solve(rule.body(), new TreeMap<>());
    if (found.isEmpty()) {
      throw new IllegalStateException("the rule " + rule.cite() + " does not give " + head);
    }
    return found.getFirst();
  }

  private SortedMap<String, Value> groupBindings(Rule rule, List<Row> rows) {
    Rule.Grouping g = Objects.requireNonNull(rule.grouping());
    List<List<Value>> all =
        rows.stream().map(r -> model.fact(r.predicate, r.number).values()).toList();
    return GroupValues.of(g, all, model.now());
  }

  private int node(
      ProofNode.Kind kind,
      @Nullable Fact fact,
      String says,
      @Nullable Rule rule,
      SortedMap<String, Value> bindings,
      List<Integer> premises) {
    StringBuilder content = new StringBuilder("warrant-deduce\n").append(kind).append('\n');
    content.append(rule == null ? "" : rule.source().text()).append('\n').append(says);
    premises.forEach(p -> content.append('\n').append(nodes.get(p).digest()));
    int id = nodes.size();
    nodes.add(
        new ProofNode(
            id, kind, fact, says, rule, bindings, premises, Digest.sha256(content.toString())));
    return id;
  }
}
