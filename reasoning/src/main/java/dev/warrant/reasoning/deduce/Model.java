package dev.warrant.reasoning.deduce;

import dev.warrant.reasoning.deduce.lang.Fact;
import dev.warrant.reasoning.deduce.lang.FactSource;
import dev.warrant.reasoning.deduce.lang.Signature;
import dev.warrant.reasoning.deduce.lang.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;

/// All facts of a program that has been run, and how each was concluded. Facts come in their
/// canonical order, whatever the order in which they were found. One thread at a time.
public final class Model implements FactSource {
  private final Program program;
  private final Interner interner;
  private final Relation[] relations;
  private final int[] given;
  private final long now;
  private final long steps;
  private final long tuples;
  private final TreeMap<String, List<Fact>> sorted = new TreeMap<>();

  Model(Program program, Interner interner, Relation[] relations, int[] given, long now, Frame f) {
    this.program = program;
    this.interner = interner;
    this.relations = relations;
    this.given = given;
    this.now = now;
    steps = f.stepsSpent();
    tuples = f.tuplesSpent();
  }

  /// The program.
  public Program program() {
    return program;
  }

  /// The facts of a predicate, in order.
  ///
  /// @throws dev.warrant.rules.text.RuleException if the program does not know it
  @Override
  public List<Fact> facts(String predicate) {
    return sorted.computeIfAbsent(
        predicate,
        p -> {
          int number = number(p);
          return first(number, relations[number].size());
        });
  }

  /// The facts of a predicate that were given and not concluded, in order.
  public List<Fact> given(String predicate) {
    int number = number(predicate);
    return first(number, given[number]);
  }

  private List<Fact> first(int number, int rows) {
    List<Fact> out = new ArrayList<>(rows);
    for (int row = 0; row < rows; row++) {
      out.add(fact(number, row));
    }
    out.sort(null);
    return Collections.unmodifiableList(out);
  }

  /// Whether a fact was given and not concluded.
  public boolean given(Fact fact) {
    int number = program.names().numberOrNone(fact.predicate());
    if (number < 0) {
      return false;
    }
    int row = row(number, fact);
    return row >= 0 && row < given[number];
  }

  /// How many facts a predicate has.
  public int size(String predicate) {
    return relations[number(predicate)].size();
  }

  @Override
  public boolean contains(Fact fact) {
    int number = program.names().numberOrNone(fact.predicate());
    return number >= 0 && row(number, fact) >= 0;
  }

  /// The instant of evaluation.
  @Override
  public long now() {
    return now;
  }

  /// Steps of fuel that were spent.
  public long steps() {
    return steps;
  }

  /// Rows that were concluded.
  public long tuples() {
    return tuples;
  }

  /// Proofs of `facts`, with everything below them. Equal parts are there once.
  ///
  /// @throws IllegalArgumentException if a fact is not in the model
  public ProofGraph explain(List<Fact> facts) {
    return new ProofBuilder(this).build(facts);
  }

  int number(String predicate) {
    int number = program.names().numberOrNone(predicate);
    if (number < 0) {
      program.checked().signature(predicate); // says what is wrong
    }
    return number;
  }

  int row(int number, Fact fact) {
    if (fact.values().size() != relations[number].width()) {
      return -1;
    }
    return relations[number].find(fact.values().stream().mapToLong(interner::code).toArray());
  }

  Relation relation(int number) {
    return relations[number];
  }

  Fact fact(int number, int row) {
    Relation relation = relations[number];
    Signature s = program.names().signature(number);
    List<Value> values = new ArrayList<>(relation.width());
    for (int i = 0; i < relation.width(); i++) {
      values.add(interner.value(relation.data()[row * relation.width() + i]));
    }
    return new Fact(s.predicate(), values, s.times());
  }
}
