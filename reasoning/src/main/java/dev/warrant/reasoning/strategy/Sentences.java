package dev.warrant.reasoning.strategy;

import dev.warrant.rules.pack.StrategyPack;
import java.util.SortedMap;

/// In which units the clauses of a theory tell numbers.
public final class Sentences {
  private final SortedMap<String, Sentence> says;

  private Sentences(SortedMap<String, Sentence> says) {
    this.says = says;
  }

  /// Those of the theory of `pack`.
  ///
  /// @throws dev.warrant.rules.text.RuleException if it is none
  public static Sentences of(StrategyPack pack) {
    return new Sentences(TheoryReader.of(pack).says());
  }

  /// A number that the clause `rule` objected with, as its sentence tells such numbers.
  public String figure(String rule, long number) {
    return says.getOrDefault(rule, Sentence.FAILS).unit().of(number);
  }
}
