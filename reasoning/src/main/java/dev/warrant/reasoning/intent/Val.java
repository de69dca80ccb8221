package dev.warrant.reasoning.intent;

import dev.warrant.reasoning.prove.Term;
import java.math.BigInteger;

/// What an expression of a rule comes to.
sealed interface Val {
  /// A whole number that is surely inside `low..high`.
  ///
  /// @param wide 64 bits, else 32
  record Whole(Term term, BigInteger low, BigInteger high, boolean wide) implements Val {}

  /// A truth value.
  record Truth(Term term) implements Val {}

  /// A text; all texts that matter are written in the rules.
  record Text(String value) implements Val {}

  /// A constant of an enum, by its ordinal.
  record Enumerated(Class<?> type, Term ordinal) implements Val {}

  /// The one instrument the rule is about.
  record Instrument() implements Val {}

  /// Something rules cannot compare.
  record Opaque() implements Val {}
}
