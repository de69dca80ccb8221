package dev.warrant.execution.desk;

import dev.warrant.execution.executor.Admission;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.rules.pack.PolicyPack;
import java.util.List;

/// Guards that nobody certified, for tests of what comes after: only this package can make them.
public final class Uncertified {
  private Uncertified() {}

  /// The guards of `rules` as they were compiled.
  public static Admissions of(DeskRules rules) {
    return new Admissions(
        rules.policy(),
        Admissions.admission(rules.guards().orders()),
        Admissions.admission(rules.guards().exits()),
        Admissions.stated(rules.guards().orders(), rules.guards().exits()),
        null,
        false);
  }

  /// The guards of `rules`, watched by another policy: as if the guard had lost a limit.
  public static Admissions of(DeskRules rules, PolicyPack watched) {
    return new Admissions(
        watched,
        Admissions.admission(rules.guards().orders()),
        Admissions.admission(rules.guards().exits()),
        Admissions.stated(rules.guards().orders(), rules.guards().exits()),
        null,
        false);
  }

  /// Guards that were never compiled.
  public static Admissions of(Admission orders, Admission exits) {
    PolicyPack none = new PolicyPack("none", "0", Digest.ZERO, List.of(), List.of());
    return new Admissions(none, orders, exits, List.of(), null, false);
  }
}
