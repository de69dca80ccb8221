package dev.warrant.execution.desk;

import dev.warrant.execution.executor.Admission;

/// Guards that nobody certified, for tests of what comes after: only this package can make them.
public final class Uncertified {
  private Uncertified() {}

  /// The guards of `rules` as they were compiled.
  public static Admissions of(DeskRules rules) {
    return of(
        Admissions.admission(rules.guards().orders()),
        Admissions.admission(rules.guards().exits()));
  }

  /// Guards that were never compiled.
  public static Admissions of(Admission orders, Admission exits) {
    return new Admissions(orders, exits, null, false);
  }
}
