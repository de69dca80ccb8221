package dev.warrant.execution.guard;

import dev.warrant.rules.limit.Cond;

/// A truth-valued expression over [Term]s.
sealed interface Test {
  record Compare(Cond.Op op, Term left, Term right) implements Test {}

  record And(Test left, Test right) implements Test {}

  record Or(Test left, Test right) implements Test {}

  record Not(Test of) implements Test {}

  record Always() implements Test {}
}
