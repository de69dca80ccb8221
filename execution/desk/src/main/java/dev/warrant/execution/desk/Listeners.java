package dev.warrant.execution.desk;

import dev.warrant.execution.executor.Bystander;
import dev.warrant.execution.executor.Executor;
import dev.warrant.execution.executor.Exits;
import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.unit.Digest;
import org.jspecify.annotations.Nullable;

/// The policy in shadow, if there is one: it hears of every order the guards in force are asked
/// about.
final class Listeners {
  private final DeskParts parts;
  private final Counters counters;
  private final int instruments;
  private final Executor executor;
  private final Exits exits;
  private @Nullable Shadow shadow;

  Listeners(DeskParts parts, Counters counters, int instruments, Executor executor, Exits exits) {
    this.parts = parts;
    this.counters = counters;
    this.instruments = instruments;
    this.executor = executor;
    this.exits = exits;
  }

  /// From here on this policy listens, or none does any more.
  void on(DeskEvent.Shadowed to, Admissions inForce) {
    if (to.policy().equals(Digest.ZERO)) {
      shadow = null;
      executor.beside(Bystander.NOBODY);
      exits.beside(Bystander.NOBODY);
      return;
    }
    DeskRules rules = parts.versions().listening(to.policy());
    Shadow beside = new Shadow(rules, inForce, instruments, parts.recorder(), counters);
    executor.beside(beside.orders());
    exits.beside(beside.exits());
    shadow = beside;
  }

  /// Other guards are in force.
  void under(Admissions inForce) {
    if (shadow != null) {
      shadow.under(inForce);
    }
  }
}
