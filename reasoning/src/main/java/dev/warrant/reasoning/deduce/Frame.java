package dev.warrant.reasoning.deduce;

import dev.warrant.reasoning.deduce.lang.Rule;
import dev.warrant.reasoning.deduce.lang.Signature;
import dev.warrant.rules.text.RuleError;
import dev.warrant.rules.text.RuleException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What changes while a program runs. Operators themselves hold nothing.
final class Frame {
  final Interner interner;
  final Relation[] relations;

  /// Per predicate: rows before this were known a round ago.
  final int[] old;

  /// Per predicate: rows before this may be seen now.
  final int[] end;

  /// Per predicate: what it admits, null where anything goes.
  final @Nullable Signature[] guarded;

  /// Per positive atom of the rule at work: the row that stands for it. The last place is for rows
  /// that prove nothing.
  final int[] premises;

  long[] registers = {};

  /// Relations that are filled as they are asked; null if there are none.
  final @Nullable Asking asking;

  /// Set by the innermost operator of a negated condition.
  boolean found;

  private final List<Index[]> indexes = new ArrayList<>();
  private final Fuel fuel;
  private long stepsLeft;
  private long tuplesLeft;

  Frame(
      Interner interner,
      Relation[] relations,
      Program program,
      Fuel fuel,
      @Nullable Asking asking) {
    this.interner = interner;
    this.asking = asking;
    this.relations = relations;
    this.guarded = program.guarded();
    this.premises = new int[program.premisesMost() + 1];
    this.fuel = fuel;
    old = new int[relations.length];
    end = new int[relations.length];
    stepsLeft = fuel.steps();
    tuplesLeft = fuel.tuples();
    for (int i = 0; i < relations.length; i++) {
      indexes.add(new Index[0]);
    }
  }

  /// The index of a predicate by some columns, over all rows that may be seen.
  ///
  /// @param slot number of the set of columns among those of this predicate
  Index index(int predicate, int slot, int[] columns) {
    Index[] of = indexes.get(predicate);
    if (slot >= of.length) {
      of = java.util.Arrays.copyOf(of, slot + 1);
      indexes.set(predicate, of);
    }
    Index index = of[slot];
    if (index == null) {
      index = new Index(relations[predicate], columns);
      of[slot] = index;
    }
    index.cover(end[predicate]);
    return index;
  }

  /// Before rows with known columns are looked at.
  void look(int predicate, int[] columns, int[] from) {
    if (asking == null) {
      return;
    }
    if (columns.length > 0 && columns[0] == 0) {
      asking.first(this, predicate, registers[from[0]]);
    } else {
      asking.any(predicate);
    }
  }

  /// Takes `steps` from the fuel.
  void spend(Rule rule, long steps) {
    stepsLeft -= steps;
    if (stepsLeft < 0) {
      throw empty(rule, "more than " + fuel.steps() + " steps");
    }
  }

  /// Takes one row from the fuel.
  void tuple(Rule rule) {
    if (--tuplesLeft < 0) {
      throw empty(rule, "more than " + fuel.tuples() + " rows");
    }
  }

  long stepsSpent() {
    return fuel.steps() - stepsLeft;
  }

  long tuplesSpent() {
    return fuel.tuples() - tuplesLeft;
  }

  private static RuleException empty(Rule rule, String found) {
    return new RuleError(
            "deduce-fuel",
            rule.source().at(),
            found + ", in the rule for " + rule.source().head().predicate(),
            "an answer within the fuel",
            "the rule makes ever new values, or joins more than it needs to.")
        .thrown();
  }
}
