package dev.warrant.reasoning.deduce;

import dev.warrant.reasoning.deduce.lang.Rule;

/// One step of a plan: finds values for some registers and hands each on to the next step. Steps
/// are shared by all runs; what changes is in the {@link Frame}.
abstract class Op {
  final Rule rule;

  Op(Rule rule) {
    this.rule = rule;
  }

  /// Runs this step and all after it.
  abstract void run(Frame f);
}
