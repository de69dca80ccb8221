package dev.warrant.reasoning.smt;

/// What the solver says; [#UNKNOWN] always means "no".
public enum Verdict {
  SAT,
  UNSAT,
  UNKNOWN
}
